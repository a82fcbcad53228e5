package dev.senselink.batch.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which photo was last sent for a person, and which image id that left on the server: an update
 * sends the photo only where one of the two has changed.
 */
public final class LastPhotos {

  /**
   * The last photo sent for a person.
   *
   * @param sourceSha the SHA-256 of the source file's bytes
   * @param avatarId the image id that the server had after it
   */
  public record LastPhoto(String sourceSha, String avatarId) {}

  private final JdbcTemplate jdbc;
  private final Committer committer;
  private final String server;
  private final long company;

  LastPhotos(Database database, Committer committer, String server, long company) {
    this.jdbc = database.jdbc();
    this.committer = committer;
    this.server = server;
    this.company = company;
  }

  public Optional<LastPhoto> of(long person) {
    return jdbc
        .query(
            "SELECT SOURCE_SHA, AVATAR FROM LAST_PHOTO"
                + " WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
            (rs, n) -> new LastPhoto(rs.getString(1), rs.getString(2)),
            server,
            company,
            person)
        .stream()
        .findFirst();
  }

  /** Remembers what was sent; need not be waited for. */
  public void remember(long person, LastPhoto photo) {
    committer.submit(
        "MERGE INTO LAST_PHOTO USING (VALUES(CAST(? AS VARCHAR(300)), CAST(? AS BIGINT),"
            + " CAST(? AS BIGINT), CAST(? AS VARCHAR(64)), CAST(? AS VARCHAR(200))))"
            + " AS V(SERVER, COMPANY, PERSON, SHA, AVATAR) ON LAST_PHOTO.SERVER = V.SERVER"
            + " AND LAST_PHOTO.COMPANY = V.COMPANY AND LAST_PHOTO.PERSON = V.PERSON"
            + " WHEN MATCHED THEN UPDATE SET SOURCE_SHA=V.SHA, AVATAR=V.AVATAR"
            + " WHEN NOT MATCHED THEN INSERT VALUES (V.SERVER, V.COMPANY, V.PERSON, V.SHA,"
            + " V.AVATAR)",
        server,
        company,
        person,
        photo.sourceSha(),
        photo.avatarId());
  }

  /**
   * From now on the person's photo counts as not sent: an update that carries one is about to
   * leave.
   */
  public void forget(long person) {
    committer.submit(
        "DELETE FROM LAST_PHOTO WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
        server,
        company,
        person);
  }
}
