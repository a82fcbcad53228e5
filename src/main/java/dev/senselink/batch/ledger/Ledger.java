package dev.senselink.batch.ledger;

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
  }

  /** The runs alone, for commands that talk to no server. */
  public static Runs runs(Database database) {
    return new Runs(database);
  }

  /** The outcomes alone, for commands that talk to no server. */
  public static Outcomes outcomes(Database database) {
    return new Outcomes(database);
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

  @Override
  public void close() {
    committer.close();
  }
}
