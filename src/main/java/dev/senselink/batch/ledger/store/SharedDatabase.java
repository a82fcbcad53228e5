package dev.senselink.batch.ledger.store;

/**
 * Where a PostgreSQL database is, and who opens it. Its words are for anybody to read: they tell no
 * password.
 *
 * @param url {@code jdbc:postgresql://HOST:PORT/NAME}, without user and password
 */
public record SharedDatabase(String url, String user, String password) {
  private static final String BEGINNING = "jdbc:postgresql:";

  public SharedDatabase {
    if (!url.startsWith(BEGINNING)) {
      throw new IllegalArgumentException("a PostgreSQL database is named by " + BEGINNING + "…");
    }
  }

  /** The address alone: whatever is behind it may be a secret. */
  @Override
  public String toString() {
    return url.replaceFirst("[?].*", "");
  }
}
