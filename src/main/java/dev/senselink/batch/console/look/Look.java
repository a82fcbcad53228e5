package dev.senselink.batch.console.look;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.RosterColumn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks things up; changes nothing. Safe between threads. */
public interface Look {
  /** Of a program that has nothing to show. */
  Look NOTHING =
      new Look() {
        @Override
        public Waiting waiting(Collection<String> runs) {
          return new Waiting(List.of(), Map.of());
        }

        @Override
        public byte @Nullable [] photo(WaitingRow row) {
          return null;
        }

        @Override
        public Optional<Somebody> person(long id) {
          return Optional.empty();
        }

        @Override
        public byte @Nullable [] photo(long person) {
          return null;
        }

        @Override
        public List<Somebody> search(String text) {
          return List.of();
        }

        @Override
        public List<Deed> deeds(long person) {
          return List.of();
        }

        @Override
        public Site site() {
          throw new LookFailedException("");
        }

        @Override
        public ListLook list(List<String> words) {
          throw new LookFailedException("");
        }

        @Override
        public String server() {
          return "";
        }
      };

  /**
   * A row that waits for a person's decision.
   *
   * @param run whose row it is
   * @param rowHash by which a conflicts file names it
   * @param fields what it says, without number and secret: no ID number
   */
  record WaitingRow(String run, String rowHash, Outcome outcome, Map<RosterColumn, String> fields) {
    public WaitingRow {
      fields = Map.copyOf(fields);
    }

    /** Without what it says: it may end in a log. */
    @Override
    public String toString() {
      return "row " + outcome.row() + " of " + run;
    }
  }

  /**
   * What waits for decisions.
   *
   * @param rows in the order of the lists
   * @param unread why not all rows of a run could be read, by its id, in words
   */
  record Waiting(List<WaitingRow> rows, Map<String, String> unread) {
    public Waiting {
      rows = List.copyOf(rows);
      unread = Map.copyOf(unread);
    }
  }

  /** A group that somebody is in. */
  record Group(long id, String name) {}

  /**
   * Somebody as the server has them now.
   *
   * @param guest whether they are a visitor
   * @param fields what it tells of them, no ID number
   * @param groups {@code null} where it does not tell
   * @param since when it made them, in its own words; {@code ""} if it does not tell
   */
  record Somebody(
      long id,
      boolean guest,
      Map<RosterColumn, String> fields,
      @Nullable List<Group> groups,
      String since) {
    public Somebody {
      fields = Map.copyOf(fields);
      groups = groups == null ? null : List.copyOf(groups);
    }

    /** Without name and numbers: it may end in a log. */
    @Override
    public String toString() {
      return "person " + id;
    }
  }

  /**
   * What a run has done to somebody.
   *
   * @param begun when the run was begun
   * @param outcome how the row ended that was theirs, {@code null} where no row was
   * @param kind what was done without a row: {@code CREATED UPDATED REVOKED RETURNED DELETED};
   *     {@code ""} where there was one
   */
  record Deed(String run, String command, Instant begun, @Nullable Outcome outcome, String kind) {}

  /**
   * Whom a number of a person is a number with: it is somebody else's anywhere else.
   *
   * @param server the server's address, as options have it
   * @param company the id of the company there
   */
  record Site(String server, long company) {}

  /**
   * The rows of these runs that wait for a decision; of each run the first thousand. Takes the data
   * folder's lock for as long as it reads.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if another process holds it
   */
  Waiting waiting(Collection<String> runs);

  /** The photo of a row that was told by {@link #waiting}, made anew as a JPEG. */
  byte @Nullable [] photo(WaitingRow row);

  /**
   * Somebody on the server; empty if nobody there has this id.
   *
   * @throws LookFailedException if the server cannot be asked
   */
  Optional<Somebody> person(long id);

  /** The photo of somebody on the server, made anew as a JPEG; {@code null} if it cannot be had. */
  byte @Nullable [] photo(long person);

  /**
   * Those on the server whose name contains a text, or one of whose numbers it is; at most fifty.
   *
   * @throws LookFailedException if the server cannot be asked
   */
  List<Somebody> search(String text);

  /**
   * What runs have done to somebody, the newest first. Takes the data folder's lock for as long as
   * it reads.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if another process holds it
   */
  List<Deed> deeds(long person);

  /**
   * Where people are looked for.
   *
   * @throws LookFailedException if the server cannot be asked
   */
  Site site();

  /**
   * A list and its photos, with the settings of the import of it.
   *
   * @param words the import as it would be typed
   * @throws LookFailedException if the import would refuse its settings
   */
  ListLook list(List<String> words);

  /** The server's host and port, as the ledger has it; {@code ""} where nobody knows. */
  String server();
}
