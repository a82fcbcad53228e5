package dev.senselink.batch.ledger.store;

import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Turns a ledger of a version before, whose before-images held digests as they were, into one that
 * keeps all digests under the folder's key: once, all or nothing.
 */
final class DigestMigration {
  /** The form in which the digests of before-images are sealed, too. */
  static final int FORM = 9;

  /** The oldest form that is taken over; what it keeps beside before-images is sealed already. */
  static final int OLDEST = 7;

  /** A digest of a before-image as versions before left it, and the name it has had since. */
  private static final Pattern OF_IMAGE = Pattern.compile("\"(id|photo)Sha\":\"([0-9a-f]{64})?\"");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final DataFolderKey key;

  DigestMigration(LedgerDatabase database, DataFolderKey key) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.key = key;
  }

  /** Whether this has been done to its end. */
  static boolean isDone(JdbcTemplate jdbc) {
    return reaches(jdbc, FORM);
  }

  /** Whether no other version has gone beyond that. */
  static boolean isOfThisForm(JdbcTemplate jdbc) {
    return isDone(jdbc) && !isBeyond(jdbc);
  }

  /** Whether a later version has gone beyond that. */
  static boolean isBeyond(JdbcTemplate jdbc) {
    return reaches(jdbc, FORM + 1);
  }

  /** Whether digests are kept here, which are worth nothing without the key. */
  static boolean isSealed(JdbcTemplate jdbc) {
    return reaches(jdbc, OLDEST);
  }

  private static boolean reaches(JdbcTemplate jdbc, int form) {
    Integer count =
        jdbc.queryForObject("SELECT COUNT(*) FROM FORM WHERE N >= " + form, Integer.class);
    return count != null && count > 0;
  }

  /**
   * Seals all there is; what lay there before is not in the files any more when this returns.
   *
   * @param isNew whether nothing ever lay there. Why not looked for: what was taken out, or was in
   *     a table that is no more, is still in the files
   */
  void run(boolean isNew) {
    sealImages();
    if (!isNew) {
      database.compact();
    }
    jdbc.update("INSERT INTO FORM VALUES (" + FORM + ")");
  }

  /** One by one: a text of an image may be long, and there are as many as people were changed. */
  private void sealImages() {
    database.inTransaction(
        () ->
            jdbc.query(
                "SELECT RUN, PERSON, KIND, BEFORE_TEXT FROM BEFORE_IMAGE"
                    + " WHERE BEFORE_TEXT LIKE '%Sha\":\"%'",
                rs -> {
                  jdbc.update(
                      "UPDATE BEFORE_IMAGE SET BEFORE_TEXT = ?"
                          + " WHERE RUN = ? AND PERSON = ? AND KIND = ?",
                      sealedImage(rs.getString(4)),
                      rs.getString(1),
                      rs.getLong(2),
                      rs.getString(3));
                }));
  }

  /** The names stand between quotes, which a text within has none of. */
  private String sealedImage(String plain) {
    return OF_IMAGE
        .matcher(plain)
        .replaceAll(
            found -> {
              String digest = Objects.requireNonNullElse(found.group(2), "");
              return "\"" + found.group(1) + "Sealed\":\"" + key.sealed(digest) + "\"";
            });
  }
}
