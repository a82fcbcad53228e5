package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.Upsert;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RowReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes as the rows of their tables. */
final class OutcomeRowMapper {
  static final String INSERT = "INSERT INTO OUTCOME VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

  static final String INSERT_CANDIDATE = "INSERT INTO CANDIDATE VALUES (?,?,?,?,?,?,?,?)";

  static final Upsert OUTCOME =
      Upsert.into(
              "OUTCOME",
              "RUN VARCHAR(40), ROW_NO INTEGER",
              "ENDING VARCHAR(20), CODE VARCHAR(40), REASON VARCHAR(8000), PERSON BIGINT,"
                  + " \"SIMILAR\" BIGINT, SIMILAR_NAME VARCHAR(1000), PHOTO VARCHAR(4000),"
                  + " ATTEMPTS INTEGER, LINE BIGINT, DIFFERS VARCHAR(400), HINTS VARCHAR(400),"
                  + " WRITTEN_AT TIMESTAMP(3) WITH TIME ZONE")
          .keeping("LINE");

  /** Of the columns of an outcome, in their order. */
  static final int[] TYPES = {
    Types.VARCHAR,
    Types.INTEGER,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.BIGINT,
    Types.BIGINT,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.INTEGER,
    Types.BIGINT,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.TIMESTAMP_WITH_TIMEZONE
  };

  private OutcomeRowMapper() {}

  static List<@Nullable Object[]> of(
      String run, Collection<? extends Outcome> outcomes, Instant now) {
    OffsetDateTime written = now.atOffset(ZoneOffset.UTC);
    List<@Nullable Object[]> rows = new ArrayList<>(outcomes.size());
    for (Outcome o : outcomes) {
      rows.add(
          new @Nullable Object[] {
            run,
            o.row(),
            o.ending().name(),
            o.code(),
            o.reason(),
            o.personId(),
            o.similarId(),
            o.similarName(),
            o.photo(),
            o.attempts(),
            o.ref().line(),
            String.join(",", o.differs()),
            o.hints(),
            written
          });
    }
    return rows;
  }

  /** The columns as they are kept. */
  private static List<String> differs(String kept) {
    return kept.isEmpty() ? List.of() : List.of(kept.split(","));
  }

  static List<Object[]> candidates(String run, Collection<? extends Outcome> outcomes) {
    List<Object[]> rows = new ArrayList<>();
    for (Outcome o : outcomes) {
      int n = 0;
      for (ConflictCandidate c : o.candidates()) {
        rows.add(
            new Object[] {
              run, o.row(), ++n, c.id(), c.name(), c.key(), c.canForce(), c.otherKind()
            });
      }
    }
    return rows;
  }

  static ConflictCandidate candidate(ResultSet rs) throws SQLException {
    return new ConflictCandidate(
        rs.getLong("PERSON"),
        rs.getString("NAME"),
        rs.getString("KEY_TEXT"),
        rs.getBoolean("CAN_FORCE"),
        rs.getBoolean("OTHER_KIND"));
  }

  static Outcome outcome(ResultSet rs, List<ConflictCandidate> candidates) throws SQLException {
    return new Outcome(
        new RowReference(rs.getInt("ROW_NO"), rs.getLong("LINE")),
        RowEnding.valueOf(rs.getString("ENDING")),
        rs.getString("CODE"),
        rs.getString("REASON"),
        OutcomeStore.number(rs, "PERSON"),
        OutcomeStore.number(rs, "SIMILAR"),
        rs.getString("SIMILAR_NAME"),
        rs.getString("PHOTO"),
        rs.getInt("ATTEMPTS"),
        candidates,
        differs(rs.getString("DIFFERS")),
        rs.getString("HINTS"));
  }
}
