package dev.senselink.batch.enrol.lookup;

import java.util.OptionalLong;

/**
 * Who on the server is which row of a source that knows each of its people by an id of its own, as
 * a backup does. A roster has nothing of the kind: {@link #NONE}. Safe between threads.
 */
public interface SourceIdentity {
  /** Rows without descent: nobody is known by it. */
  SourceIdentity NONE =
      new SourceIdentity() {
        @Override
        public OptionalLong personOf(int row) {
          return OptionalLong.empty();
        }

        @Override
        public OptionalLong doubtfulOf(int row) {
          return OptionalLong.empty();
        }

        @Override
        public boolean belongsToOtherRow(int row, long person) {
          return false;
        }

        @Override
        public boolean sharesKey(int row) {
          return false;
        }

        @Override
        public void became(int row, long person) {}
      };

  /** The person that this row has become before, in this run or an earlier one, and still is. */
  OptionalLong personOf(int row);

  /**
   * Whoever may be the person that this row has become before, and may be somebody else by now: a
   * person has to look.
   */
  OptionalLong doubtfulOf(int row);

  /**
   * Whether the person is what another row of the same source has become: then they are not this
   * one, whatever key and name say.
   */
  boolean belongsToOtherRow(int row, long person);

  /** Whether another row of the source has this row's key. */
  boolean sharesKey(int row);

  /** Notes that the row is this person; it is known to later rows of this process at once. */
  void became(int row, long person);
}
