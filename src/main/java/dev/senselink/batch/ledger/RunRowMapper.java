package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs as the rows of their table. */
final class RunRowMapper {
  private static final String SEPARATOR = "\n";

  static final Upsert RUN =
      Upsert.into(
              "RUN",
              "ID VARCHAR(40)",
              "COMMAND VARCHAR(40), SERVER VARCHAR(300), COMPANY BIGINT,"
                  + " COMPANY_NAME VARCHAR(1000), ROSTER_SHA VARCHAR(64), ROSTER VARCHAR(4000),"
                  + " ROSTER_SETTINGS VARCHAR(32000), PHOTOS VARCHAR(4000), REPORT VARCHAR(4000),"
                  + " STATUS VARCHAR(12), ALL_WORKED BOOLEAN, STOP_REASON VARCHAR(4000),"
                  + " ROSTER_ROWS INTEGER, STARTED_AT TIMESTAMP(3) WITH TIME ZONE,"
                  + " FINISHED_AT TIMESTAMP(3) WITH TIME ZONE, WORKED BIGINT, WORK_MILLIS BIGINT,"
                  + " CREATED_DEPARTMENTS VARCHAR(1000000), CREATED_GROUPS VARCHAR(1000000)")
          .keeping(
              "COMMAND",
              "SERVER",
              "COMPANY",
              "COMPANY_NAME",
              "ROSTER_SHA",
              "ROSTER",
              "ROSTER_ROWS",
              "STARTED_AT",
              "WORKED",
              "WORK_MILLIS");

  private RunRowMapper() {}

  /** The columns of a run, in their order. */
  static @Nullable Object[] values(Run run, DataFolderKey key) {
    return new @Nullable Object[] {
      run.id(),
      run.command(),
      run.server(),
      run.companyId(),
      run.companyName(),
      key.sealed(run.rosterSha()),
      run.roster(),
      run.rosterSettings(),
      run.photos(),
      run.report(),
      run.status().name(),
      run.allWorked(),
      run.stopReason(),
      run.rosterRows(),
      RunStore.time(run.startedAt()),
      RunStore.time(run.finishedAt()),
      run.worked(),
      run.workMillis(),
      join(run.createdDepartments()),
      join(run.createdGroups())
    };
  }

  static Run run(ResultSet rs, DataFolderKey key) throws SQLException {
    return new Run(
        rs.getString("ID"),
        rs.getString("COMMAND"),
        rs.getString("SERVER"),
        rs.getLong("COMPANY"),
        rs.getString("COMPANY_NAME"),
        key.opened(rs.getString("ROSTER_SHA")),
        rs.getString("ROSTER"),
        rs.getString("ROSTER_SETTINGS"),
        rs.getString("PHOTOS"),
        rs.getString("REPORT"),
        Run.Status.valueOf(rs.getString("STATUS")),
        rs.getBoolean("ALL_WORKED"),
        rs.getString("STOP_REASON"),
        rs.getInt("ROSTER_ROWS"),
        rs.getTimestamp("STARTED_AT").toInstant(),
        instant(rs.getTimestamp("FINISHED_AT")),
        rs.getLong("WORKED"),
        rs.getLong("WORK_MILLIS"),
        split(rs.getString("CREATED_DEPARTMENTS")),
        split(rs.getString("CREATED_GROUPS")));
  }

  static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static String join(List<String> texts) {
    return String.join(SEPARATOR, texts);
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1));
  }
}
