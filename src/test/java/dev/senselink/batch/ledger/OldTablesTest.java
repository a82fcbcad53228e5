package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.store.SentGuestFields;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of a data folder that versions before have left are made those of this one. */
class OldTablesTest {
  @TempDir Path folder;
  private Books books;

  @BeforeEach
  void open() {
    books = Books.in(folder);
  }

  @AfterEach
  void close() {
    books.close();
  }

  private void openedAnew() {
    books.database().jdbc().execute("DROP TABLE TABLES_MADE"); // nobody noted then what was made
    books.close();
    open();
  }

  @Test
  void a_data_folder_of_before_there_were_guests_is_brought_up_to_date() {
    books.database().jdbc().execute("ALTER TABLE INTENT DROP COLUMN SENT");
    books.database().jdbc().execute("DROP TABLE GUEST");

    openedAnew();
    Intent staff = Books.intent("R1", 3, Intent.Call.CREATE);
    books.ledger().intents().open(staff).join();

    assertThat(books.ledger().intents().open()).containsExactly(staff);
    assertThat(books.ledger().guests().byKey("k")).isEmpty();
  }

  @Test
  void of_guests_of_before_nobody_knows_when_they_were_written() {
    SentGuestFields sent =
        new SentGuestFields("k", "who", "remark", List.of(), 1, "", "2026-01-01 18:00:00");
    KnownGuest guest = KnownGuest.written(7, sent, true, "left", "", KnownGuest.Unshown.UNKNOWN);
    books.ledger().guests().remember(guest);
    assertThat(books.ledger().guests().endedBefore("2027")).containsExactly(guest);
    books.database().jdbc().execute("ALTER TABLE GUEST DROP COLUMN WRITTEN_AT");
    books.database().jdbc().update("DELETE FROM FORM WHERE N > 6");

    openedAnew();

    assertThat(books.ledger().guests().endedBefore("2027")).containsExactly(guest);
  }

  @Test
  void of_guests_of_before_neither_id_number_nor_time_zone_is_known() {
    SentGuestFields sent =
        new SentGuestFields("k", "who", "remark", List.of(), 1, "", "2026-01-01 18:00:00");
    KnownGuest.Unshown unshown = books.ledger().guests().unshown("X1", ZoneId.of("UTC"));
    books.ledger().guests().remember(KnownGuest.written(7, sent, true, "left", "", unshown));
    assertThat(books.ledger().guests().endedBefore("2027")).hasSize(1);
    books.database().jdbc().execute("ALTER TABLE GUEST DROP COLUMN ID_SEALED");
    books.database().jdbc().execute("ALTER TABLE GUEST DROP COLUMN ZONE");
    books.database().jdbc().update("DELETE FROM FORM WHERE N > 7");

    openedAnew();

    assertThat(books.ledger().guests().endedBefore("2027"))
        .extracting(KnownGuest::unshown)
        .containsExactly(KnownGuest.Unshown.UNKNOWN);
  }

  @Test
  void the_snapshot_of_whatever_server_goes_and_everything_else_stays() {
    books.ledger().runs().save(Books.run("R1"));

    openedWithASnapshotOfBefore();

    assertThat(books.ledger().known().count()).isZero();
    assertThat(books.ledger().runs().find("R1")).contains(Books.run("R1"));
  }

  @Test
  void it_goes_where_nothing_else_is_left() {
    openedWithASnapshotOfBefore();

    assertThat(books.ledger().runs().all()).isEmpty();
  }

  private void openedWithASnapshotOfBefore() {
    JdbcTemplate jdbc = books.database().jdbc();
    jdbc.execute("DROP TABLE KNOWN_PERSON");
    jdbc.execute("CREATE CACHED TABLE KNOWN (PERSON BIGINT PRIMARY KEY, NAME VARCHAR(1000))");
    jdbc.update("INSERT INTO KNOWN VALUES (7, 'Ana')");
    jdbc.update("DELETE FROM FORM WHERE N > 5");

    openedAnew();

    assertThat(books.database().has("KNOWN")).isFalse();
    assertThat(folder.resolve("db/ledger.data"))
        .content(StandardCharsets.ISO_8859_1)
        .doesNotContain("A\0n\0a", "Ana");
  }
}
