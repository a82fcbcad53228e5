package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.outcome.KeptText;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the API does not give back in a form that can be compared: which photo and which ID number
 * were last sent for a person, and what the server showed in their place afterwards. An update
 * sends them only where one of the two has changed.
 */
public final class LastSentStore {

  /**
   * The last photo and ID number sent for a person; all blank where nothing was.
   *
   * @param sourceSha the SHA-256 of the photo's source file
   * @param avatarId the image id that the server had after it
   * @param idSha the SHA-256 of the ID number
   * @param idCipher what the server showed in its place, encrypted
   */
  public record Sent(String sourceSha, String avatarId, String idSha, String idCipher) {
    public static final Sent NOTHING = new Sent("", "", "", "");

    public Sent {
      avatarId = KeptText.of(avatarId, 200);
      idCipher = KeptText.of(idCipher, 1_000);
    }
  }

  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final GroupCommitter committer;
  private final String server;
  private final long company;

  LastSentStore(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.committer = committer;
    this.server = server;
    this.company = company;
  }

  /** What was last sent for this person, {@link Sent#NOTHING} if nothing is remembered. */
  public Sent of(long person) {
    Optional<Sent> found =
        jdbc
            .query(
                "SELECT SOURCE_SHA, AVATAR, ID_SHA, ID_CIPHER FROM LAST_SENT"
                    + " WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
                (rs, n) ->
                    new Sent(
                        key.opened(rs.getString(1)),
                        rs.getString(2),
                        key.opened(rs.getString(3)),
                        rs.getString(4)),
                server,
                company,
                person)
            .stream()
            .findFirst();
    return found.orElse(Sent.NOTHING);
  }

  /** Remembers what was sent; need not be waited for. */
  public void remember(long person, Sent sent) {
    committer.submit(
        "MERGE INTO LAST_SENT USING (VALUES(CAST(? AS VARCHAR(300)), CAST(? AS BIGINT),"
            + " CAST(? AS BIGINT), CAST(? AS VARCHAR(64)), CAST(? AS VARCHAR(200)),"
            + " CAST(? AS VARCHAR(64)), CAST(? AS VARCHAR(1000))))"
            + " AS V(SERVER, COMPANY, PERSON, SHA, AVATAR, ID_SHA, ID_CIPHER)"
            + " ON LAST_SENT.SERVER = V.SERVER AND LAST_SENT.COMPANY = V.COMPANY"
            + " AND LAST_SENT.PERSON = V.PERSON"
            + " WHEN MATCHED THEN UPDATE SET SOURCE_SHA=V.SHA, AVATAR=V.AVATAR, ID_SHA=V.ID_SHA,"
            + " ID_CIPHER=V.ID_CIPHER"
            + " WHEN NOT MATCHED THEN INSERT VALUES (V.SERVER, V.COMPANY, V.PERSON, V.SHA,"
            + " V.AVATAR, V.ID_SHA, V.ID_CIPHER)",
        server,
        company,
        person,
        key.sealed(sent.sourceSha()),
        sent.avatarId(),
        key.sealed(sent.idSha()),
        sent.idCipher());
  }

  /**
   * From now on what was sent for the person counts as not sent: an update that carries a photo is
   * about to leave, and its answer may be lost.
   */
  public void forget(long person) {
    committer.submit(
        "DELETE FROM LAST_SENT WHERE SERVER = ? AND COMPANY = ? AND PERSON = ?",
        server,
        company,
        person);
  }
}
