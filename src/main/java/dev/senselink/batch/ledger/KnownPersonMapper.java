package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Known people as the rows of their table. */
final class KnownPersonMapper {
  static final Upsert PERSON =
      Upsert.into(
          "KNOWN_PERSON",
          "SERVER VARCHAR(300), COMPANY BIGINT, PERSON BIGINT",
          "TYPE INTEGER, NAME VARCHAR(1000), N_NAME VARCHAR(500), N_JOB VARCHAR(500),"
              + " N_MOBILE VARCHAR(500), N_IC VARCHAR(500), N_MAIL VARCHAR(500),"
              + " JOB VARCHAR(1000), MOBILE VARCHAR(1000), IC VARCHAR(1000), MAIL VARCHAR(1000),"
              + " REMARK VARCHAR(1000), AVATAR VARCHAR(200), UPDATE_AT VARCHAR(60), LINE BIGINT,"
              + " DEPARTMENT BIGINT, REST VARCHAR(4000)");

  private KnownPersonMapper() {}

  /** The columns of somebody, in their order. */
  static @Nullable Object[] values(String server, long company, KnownPerson p) {
    return new @Nullable Object[] {
      server,
      company,
      p.id(),
      p.type(),
      p.name(),
      p.normalName(),
      p.normalJobNumber(),
      p.normalMobile(),
      p.normalIcNumber(),
      p.normalMail(),
      p.jobNumber(),
      p.mobile(),
      p.icNumber(),
      p.mail(),
      p.remark(),
      p.avatarId(),
      p.updateAt(),
      p.rosterLine(),
      p.department(),
      p.rest()
    };
  }

  static KnownPerson person(ResultSet rs) throws SQLException {
    return new KnownPerson(
        rs.getLong("PERSON"),
        rs.getInt("TYPE"),
        rs.getString("NAME"),
        rs.getString("N_NAME"),
        rs.getString("JOB"),
        rs.getString("MOBILE"),
        rs.getString("IC"),
        rs.getString("MAIL"),
        rs.getString("N_JOB"),
        rs.getString("N_MOBILE"),
        rs.getString("N_IC"),
        rs.getString("N_MAIL"),
        rs.getString("REMARK"),
        rs.getString("AVATAR"),
        rs.getString("UPDATE_AT"),
        rs.getLong("DEPARTMENT"),
        rs.getString("REST"),
        OutcomeStore.number(rs, "LINE"));
  }
}
