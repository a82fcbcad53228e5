package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.roster.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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

  /**
   * Whether this data folder has taken the row's person out of their groups, or deleted them, since
   * the source was made: the row gives them no door before somebody has decided it.
   *
   * @param there the person on the server, {@code null} where there is none
   */
  default boolean hasLeft(int row, RosterPerson person, @Nullable KnownPerson there) {
    return false;
  }

  /**
   * The names of the groups that this run makes and will put the row's person into, though they are
   * there and stay as they are otherwise.
   */
  default List<String> groupsToJoin(Row row) {
    return List.of();
  }

  /**
   * Whether the photo of a row differs from that of the person on the server; empty where the
   * source has no means to tell.
   */
  default Optional<Boolean> isOtherPhoto(Row row, KnownPerson there) {
    return Optional.empty();
  }

  /** Notes that the row is this person; it is known to later rows of this process at once. */
  void became(int row, long person);
}
