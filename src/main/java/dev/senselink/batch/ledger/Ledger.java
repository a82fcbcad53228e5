package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.Committer;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.machine.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a run remembers, for one server and company.
 *
 * <p>Safe between threads. Close it before its {@link Database}: what is queued is committed then.
 */
public final class Ledger implements AutoCloseable {
  private final Committer committer;
  private final Runs runs;
  private final Outcomes outcomes;
  private final Intents intents;
  private final KnownPeople known;
  private final Verdicts verdicts;
  private final LastSent lastSent;
  private final Guests guests;
  private final EndedGuests endedGuests;
  private final Decisions decisions;
  private final Origins origins;
  private final SeenPeople seen;
  private final Unrestored unrestored;
  private final SentUpdates sentUpdates;
  private final DeletedRequests deletedRequests;

  /**
   * @param server host and port, lower case: part of the identity of all that is remembered
   * @param company the company's id on that server
   */
  public Ledger(Database database, String server, long company) {
    this.committer = new Committer(database);
    this.runs = new Runs(database);
    this.outcomes = new Outcomes(database);
    this.intents = new Intents(database, committer, server, company);
    this.known = new KnownPeople(database, committer);
    this.verdicts = new Verdicts(database, committer, server, company);
    this.lastSent = new LastSent(database, committer, server, company);
    this.guests = new Guests(database, committer, server, company);
    this.endedGuests = new EndedGuests(database, server, company);
    this.decisions = new Decisions(database, committer, outcomes, server, company);
    this.origins = new Origins(database, committer, server, company);
    this.seen = new SeenPeople(database, committer, server, company);
    this.unrestored = new Unrestored(database);
    this.sentUpdates = new SentUpdates(database, committer);
    this.deletedRequests = new DeletedRequests(database, server, company);
  }

  /** The runs alone, for commands that talk to no server. */
  public static Runs runs(Database database) {
    return new Runs(database);
  }

  /** The outcomes alone, for commands that talk to no server. */
  public static Outcomes outcomes(Database database) {
    return new Outcomes(database);
  }

  /** A run's ended guests alone, for commands that talk to no server. */
  public static List<EndedGuest> ended(Database database, String run) {
    return EndedGuests.of(database.jdbc(), run);
  }

  /** What restores could not bring back alone, for commands that talk to no server. */
  public static Unrestored unrestored(Database database) {
    return new Unrestored(database);
  }

  /** A run's decisions alone, by row, for what has to be known before a server is asked. */
  public static Map<Integer, DecisionMade> decided(Database database, String run) {
    return Decisions.of(database, run);
  }

  public Runs runs() {
    return runs;
  }

  public Outcomes outcomes() {
    return outcomes;
  }

  public Intents intents() {
    return intents;
  }

  public KnownPeople known() {
    return known;
  }

  public Verdicts verdicts() {
    return verdicts;
  }

  public LastSent lastSent() {
    return lastSent;
  }

  public Guests guests() {
    return guests;
  }

  public EndedGuests endedGuests() {
    return endedGuests;
  }

  public Decisions decisions() {
    return decisions;
  }

  public Origins origins() {
    return origins;
  }

  public SeenPeople seen() {
    return seen;
  }

  public Unrestored unrestored() {
    return unrestored;
  }

  public SentUpdates sentUpdates() {
    return sentUpdates;
  }

  public DeletedRequests deletedRequests() {
    return deletedRequests;
  }

  /** A promise that is kept already: where there is nothing to write. */
  public Promise<Void> nothing() {
    return committer.nothing();
  }

  /** The longest time-out stored with a request whose fate is not known; zero for none. */
  public Duration longestTimeout() {
    return Stream.of(
            intents.longestTimeout(),
            endedGuests.longestTimeout(),
            deletedRequests.longestTimeout())
        .flatMap(Optional::stream)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Whether requests, against whatever server, are left whose fate is not known. */
  public boolean anyOpen() {
    return intents.anyOpen() || endedGuests.anyOpen() || deletedRequests.any();
  }

  @Override
  public void close() {
    committer.close();
  }
}
