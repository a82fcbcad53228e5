package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.Upsert;
import dev.senselink.batch.outcome.KeptText;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the server said of a photo's bytes, so that it is asked once. */
public final class VerdictStore {

  /**
   * The server's word on a photo.
   *
   * @param faces the faces it counted, -1 where the count itself was refused
   * @param qaCode the quality's {@code qa_code}, 0 = passed
   * @param refusal the API code that refused the photo, 0 = none
   * @param message the server's words, for the log
   */
  public record Verdict(int faces, int qaCode, int refusal, String message) {}

  private static final String SHA = "SHA";

  private static final Upsert VERDICT =
      Upsert.into(
          "VERDICT",
          "SERVER VARCHAR(300), COMPANY BIGINT, SHA VARCHAR(64)",
          "FACES INTEGER, QA_CODE INTEGER, REFUSAL INTEGER, MESSAGE VARCHAR(1000),"
              + " JUDGED_AT TIMESTAMP(3) WITH TIME ZONE");

  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final Clock now;
  private final GroupCommitter committer;
  private final String server;
  private final long company;
  private final String put;

  /** Of what this process has remembered; {@code null} where there was something before it. */
  private @Nullable AbsentKeys absent;

  private boolean looked;

  VerdictStore(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.now = database.machine().wall();
    this.committer = committer;
    this.server = server;
    this.company = company;
    this.put = database.statement(VERDICT);
  }

  /** The remembered verdict on the photo with this SHA-256. */
  public Optional<Verdict> find(String sha256) {
    AbsentKeys unknown = absent();
    if (unknown != null && unknown.lacks(SHA, sha256)) {
      return Optional.empty();
    }
    return jdbc
        .query(
            "SELECT * FROM VERDICT WHERE SERVER = ? AND COMPANY = ? AND SHA = ?",
            (rs, n) ->
                new Verdict(
                    rs.getInt("FACES"),
                    rs.getInt("QA_CODE"),
                    rs.getInt("REFUSAL"),
                    rs.getString("MESSAGE")),
            server,
            company,
            key.sealed(sha256))
        .stream()
        .findFirst();
  }

  /** Where a server is new to the ledger no photo need be looked for that was not judged since. */
  private synchronized @Nullable AbsentKeys absent() {
    if (!looked) {
      boolean any =
          !jdbc.queryForList(
                  "SELECT FACES FROM VERDICT WHERE SERVER = ? AND COMPANY = ? LIMIT 1",
                  server,
                  company)
              .isEmpty();
      absent = any ? null : new AbsentKeys();
      looked = true;
    }
    return absent;
  }

  /** Remembers a verdict; need not be waited for. */
  public void remember(String sha256, Verdict verdict) {
    AbsentKeys unknown = absent();
    if (unknown != null) {
      unknown.add(SHA, sha256);
    }
    committer.submitAlong(
        put,
        server,
        company,
        key.sealed(sha256),
        verdict.faces(),
        verdict.qaCode(),
        verdict.refusal(),
        KeptText.of(verdict.message(), 1_000),
        RunStore.time(now.instant()));
  }

  /** Forgets every verdict of this server and company. */
  public void forget() {
    jdbc.update("DELETE FROM VERDICT WHERE SERVER = ? AND COMPANY = ?", server, company);
  }
}
