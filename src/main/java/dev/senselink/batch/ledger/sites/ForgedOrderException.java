package dev.senselink.batch.ledger.sites;

/** An order or list in the database is not what the fleet's manager gave. Says why, in words. */
public final class ForgedOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForgedOrderException(String why) {
    super(why);
  }
}
