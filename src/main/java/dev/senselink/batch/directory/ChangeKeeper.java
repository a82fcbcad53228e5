package dev.senselink.batch.directory;

import dev.senselink.batch.api.people.Person;

/** Keeps people as they were before they are changed, so that the change can be taken back. */
public interface ChangeKeeper {
  /** Keeps nobody. */
  ChangeKeeper NOTHING =
      new ChangeKeeper() {
        @Override
        public boolean keeps() {
          return false;
        }

        @Override
        public void fetch(String avatarId) {}

        @Override
        public String deletes(Person person) {
          return "";
        }

        @Override
        public void leaves(Person person, long group) {}

        @Override
        public void dropped(long person) {}
      };

  /** Whether people have to be read for it. */
  boolean keeps();

  /** Fetches the photo of whoever is about to be deleted. */
  void fetch(String avatarId);

  /**
   * Somebody is about to be deleted.
   *
   * @param person as just read, after their photo was fetched
   * @return why they must not be, in words; {@code ""} if they may
   */
  String deletes(Person person);

  /** Somebody is about to be taken out of a group. */
  void leaves(Person person, long group);

  /** The server has said no: nothing was done to somebody. */
  void dropped(long person);
}
