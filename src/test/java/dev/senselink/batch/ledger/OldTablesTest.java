package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.store.SentGuestFields;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
