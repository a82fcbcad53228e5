package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
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

  private static final Upsert SENT =
      Upsert.into(
          "LAST_SENT",
          "SERVER VARCHAR(300), COMPANY BIGINT, PERSON BIGINT",
          "SOURCE_SHA VARCHAR(64), AVATAR VARCHAR(200), ID_SHA VARCHAR(64),"
              + " ID_CIPHER VARCHAR(1000)");

  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final GroupCommitter committer;
  private final String server;
  private final long company;
  private final String put;

  LastSentStore(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.committer = committer;
    this.server = server;
    this.company = company;
    this.put = database.statement(SENT);
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
    committer.submitAlong(
        put,
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
