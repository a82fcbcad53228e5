package dev.senselink.batch.ledger.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Turns a ledger of a version before, whose digests lay there as they were, into one that keeps
 * them under the folder's key: once, all or nothing.
 */
final class DigestMigration {
  /** The number of the form in which digests that outlive a run are sealed. */
  private static final int SEALED = 2;

  /** That in which those of files are, too: of a list of one person all that are left to try. */
  private static final int FILES_SEALED = 4;

  /** That of the form in which those of before-images are sealed, too. */
  static final int FORM = 9;

  /** A digest of a before-image as versions before left it, and the name it has had since. */
  private static final Pattern OF_IMAGE = Pattern.compile("\"(id|photo)Sha\":\"([0-9a-f]{64})?\"");

  private static final int GROUP = 500;

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

  /** Whether the digests are sealed: from then on they are worth nothing without the key. */
  static boolean isSealed(JdbcTemplate jdbc) {
    return reaches(jdbc, SEALED);
  }

  private static boolean reaches(JdbcTemplate jdbc, int form) {
    return has(jdbc, "SELECT COUNT(*) FROM FORM WHERE N >= " + form);
  }

  private static boolean has(JdbcTemplate jdbc, String counting) {
    Integer count = jdbc.queryForObject(counting, Integer.class);
    return count != null && count > 0;
  }

  /**
   * Seals all there is; what lay there before is not in the files any more when this returns.
   *
   * @param isNew whether nothing ever lay there. Why not looked for: what was taken out, or was in
   *     a table that is no more, is still in the files
   */
  void run(boolean isNew) {
    if (!isSealed(jdbc)) {
      sealAll();
    }
    if (!reaches(jdbc, FILES_SEALED)) {
      sealFiles();
    }
    sealImages();
    if (!isNew) {
      database.compact();
    }
    jdbc.update("INSERT INTO FORM VALUES (" + FORM + ")");
  }

  private void sealAll() {
    database.inTransaction(
        () -> {
          seal("LAST_SENT", "SOURCE_SHA", "ID_SHA");
          seal("VERDICT", "SHA");
          seal("GUEST", "KEY_SHA", "WHO_SHA", "REMARK_SHA", "LEFT_SHA");
          seal("SKIPPED", "WHO_SHA", "CANDIDATE_SHA", "PHOTO_SHA");
          sealSent();
          jdbc.update("INSERT INTO FORM VALUES (" + SEALED + ")");
        });
  }

  private void sealFiles() {
    database.inTransaction(
        () -> {
          seal("RUN", "ROSTER_SHA");
          seal("DECISION", "FILE_SHA");
          jdbc.update("INSERT INTO FORM VALUES (" + FILES_SEALED + ")");
        });
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

  /** Each value once: photos and numbers are much fewer than the rows they stand in. */
  private void seal(String table, String... columns) {
    for (String column : columns) {
      List<String> plain =
          jdbc.queryForList("SELECT DISTINCT " + column + " FROM " + table, String.class);
      jdbc.batchUpdate(
          "UPDATE " + table + " SET " + column + " = ? WHERE " + column + " = ?",
          plain,
          GROUP,
          (statement, value) -> {
            statement.setString(1, key.sealed(value));
            statement.setString(2, value);
          });
    }
  }

  private void sealSent() {
    Map<String, String> sealed = new HashMap<>();
    for (String sent :
        jdbc.queryForList("SELECT DISTINCT SENT FROM INTENT WHERE SENT <> ''", String.class)) {
      sealed.put(sent, SentGuestFields.of(sent).sealed(key).text());
    }
    sealed.forEach(
        (plain, kept) -> jdbc.update("UPDATE INTENT SET SENT = ? WHERE SENT = ?", kept, plain));
  }
}
