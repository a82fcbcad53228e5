package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.SentGuestFields;
import dev.senselink.batch.outcome.KeptText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The guests this data folder has written, and what it last sent for each: the API shows neither
 * window nor host, so that only this tells what an update would change.
 */
public final class GuestStore {
  private static final String HERE = " WHERE SERVER = ? AND COMPANY = ?";

  private final JdbcTemplate jdbc;
  private final DataFolderKey key;
  private final RandomGenerator chance;
  private final GroupCommitter committer;
  private final String server;
  private final long company;

  GuestStore(LedgerDatabase database, GroupCommitter committer, String server, long company) {
    this.jdbc = database.jdbc();
    this.key = database.key();
    this.chance = database.machine().chance();
    this.committer = committer;
    this.server = server;
    this.company = company;
  }

  /** What a guest was sent with and the server does not show, in the form in which it is kept. */
  public KnownGuest.Unshown unshown(@Nullable String idNumber, ZoneId zone) {
    String number = idNumber == null ? "" : idNumber; // an update sends none as empty
    return new KnownGuest.Unshown(key.encrypted(number, chance), zone.getId());
  }

  /**
   * The ID number with which a guest was last sent, {@code ""} for none; {@code null} if it is not
   * known, and for staff.
   */
  public @Nullable String idNumber(FormerPerson was) {
    Stay stay = was.stay();
    String sealed = stay == null ? null : stay.idSealed();
    return sealed == null ? null : key.decrypted(sealed).orElse(null);
  }

  /** The guest last sent under this key. */
  public Optional<KnownGuest> byKey(String keySha) {
    return jdbc
        .query(
            "SELECT * FROM GUEST" + HERE + " AND KEY_SHA = ? ORDER BY PERSON DESC",
            (rs, n) -> read(rs),
            server,
            company,
            key.sealed(keySha))
        .stream()
        .findFirst();
  }

  public Optional<KnownGuest> byId(long person) {
    return jdbc
        .query(
            "SELECT * FROM GUEST" + HERE + " AND PERSON = ?",
            (rs, n) -> read(rs),
            server,
            company,
            person)
        .stream()
        .findFirst();
  }

  /**
   * Remembers a guest as just written, in the place of whoever had the key before: that one has
   * vanished from the server. Need not be waited for.
   */
  public void remember(KnownGuest guest) {
    SentGuestFields sent = guest.sent().sealed(key);
    GroupCommitter.Change before =
        new GroupCommitter.Change(
            "DELETE FROM GUEST" + HERE + " AND (PERSON = ? OR KEY_SHA = ?)",
            server,
            company,
            guest.person(),
            sent.keySha());
    GroupCommitter.Change now =
        new GroupCommitter.Change(
            "INSERT INTO GUEST (SERVER, COMPANY, PERSON, KEY_SHA, MADE, SETTLED, WHO_SHA,"
                + " REMARK_SHA, GROUP_IDS, HOST, FROM_TEXT, TO_TEXT, LEFT_SHA, LISTED_AT,"
                + " WRITTEN_AT, ID_SEALED, ZONE) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            server,
            company,
            guest.person(),
            sent.keySha(),
            guest.made(),
            guest.settled(),
            sent.whoSha(),
            sent.remarkSha(),
            sent.ids(),
            sent.host(),
            sent.from(),
            sent.to(),
            key.sealed(guest.leftSha()),
            guest.listedAt(),
            guest.writtenAt(),
            guest.unshown().idSealed(),
            guest.unshown().zone());
    committer.submit(List.of(before, now)); // between them it would be nobody's guest
  }

  /** An update of the guest is about to leave, and its answer may be lost. */
  public void unsettle(long person) {
    settled(person, false);
  }

  /** The update was refused, or never left: what is remembered holds again. */
  public void settle(long person) {
    settled(person, true);
  }

  private void settled(long person, boolean settled) {
    committer.submit(
        "UPDATE GUEST SET SETTLED = ?" + HERE + " AND PERSON = ?",
        settled,
        server,
        company,
        person);
  }

  /**
   * Notes a guest just written whom the server lists for the first time since: what it shows is
   * what the write has left.
   */
  public void listed(long person, String updateAt, String leftSha) {
    committer.submit(
        "UPDATE GUEST SET LISTED_AT = ?, LEFT_SHA = ?"
            + HERE
            + " AND LISTED_AT = '' AND PERSON = ?",
        KeptText.of(updateAt, 60),
        key.sealed(leftSha),
        server,
        company,
        person);
  }

  /**
   * The guests made here whose last sent window ended before a moment, oldest first; after all that
   * was to be remembered is on disk.
   *
   * @param moment {@code yyyy-MM-dd HH:mm:ss} by the wall clock of the visits' own zones
   */
  public List<KnownGuest> endedBefore(String moment) {
    committer.flush().join();
    return jdbc.query(
        "SELECT * FROM GUEST" + HERE + " AND MADE AND TO_TEXT < ? ORDER BY TO_TEXT, PERSON",
        (rs, n) -> read(rs),
        server,
        company,
        moment);
  }

  /**
   * The newest guests whom the server was seen to list after a write whose answer told its time:
   * they tell how far the times of answers are from those of lists.
   */
  public List<KnownGuest> lastListed(int most) {
    return jdbc.query(
        "SELECT * FROM GUEST"
            + HERE
            + " AND WRITTEN_AT <> '' AND LISTED_AT <> '' ORDER BY PERSON DESC LIMIT ?",
        (rs, n) -> read(rs),
        server,
        company,
        most);
  }

  /** From now on all visits count as sent in this time zone; on the disk when this returns. */
  public void sentIn(ZoneId zone) {
    committer.submit("UPDATE GUEST SET ZONE = ?" + HERE, zone.getId(), server, company).join();
  }

  /** Somebody wanted this guest back: no later run deletes them because their visit is over. */
  public void wanted(long person) {
    committer.submit(
        "UPDATE GUEST SET MADE = FALSE" + HERE + " AND PERSON = ?", server, company, person);
  }

  /** The guest is gone from the server. */
  public void forget(long person) {
    committer.submit("DELETE FROM GUEST" + HERE + " AND PERSON = ?", server, company, person);
    committer.submit("DELETE FROM LAST_SENT" + HERE + " AND PERSON = ?", server, company, person);
  }

  private KnownGuest read(ResultSet rs) throws SQLException {
    SentGuestFields sent =
        new SentGuestFields(
            rs.getString("KEY_SHA"),
            rs.getString("WHO_SHA"),
            rs.getString("REMARK_SHA"),
            SentGuestFields.ids(rs.getString("GROUP_IDS")),
            rs.getLong("HOST"),
            rs.getString("FROM_TEXT"),
            rs.getString("TO_TEXT"));
    return new KnownGuest(
        rs.getLong("PERSON"),
        sent.opened(key),
        rs.getBoolean("MADE"),
        rs.getBoolean("SETTLED"),
        key.opened(rs.getString("LEFT_SHA")),
        rs.getString("WRITTEN_AT"),
        rs.getString("LISTED_AT"),
        new KnownGuest.Unshown(rs.getString("ID_SEALED"), rs.getString("ZONE")));
  }
}
