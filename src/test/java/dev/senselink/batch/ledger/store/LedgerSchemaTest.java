package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger's tables are there at every start, and made once. */
class LedgerSchemaTest {
  @TempDir(factory = TempDirFactory.Standard.class)
  Path folder;

  private interface Work {
    void in(JdbcTemplate jdbc) throws IOException;
  }

  private void started(Work work) throws IOException {
    try (DataFolder data = DataFolder.lock(folder, "test");
        LedgerDatabase database = LedgerDatabase.open(data)) {
      work.in(database.jdbc());
    }
  }

  private List<String> logged() throws IOException {
    return Files.readAllLines(folder.resolve("db").resolve("ledger.log"));
  }

  @Test
  void a_second_start_makes_no_table_anew() throws IOException {
    started(jdbc -> {});

    started(
        jdbc ->
            assertThat(logged())
                .filteredOn(line -> line.startsWith("CREATE") || line.startsWith("ALTER"))
                .isEmpty());
  }

  @Test
  void a_start_that_was_cut_off_before_all_were_made_is_followed_by_one_that_makes_them()
      throws IOException {
    started(
        jdbc -> {
          jdbc.execute("DROP TABLE UNDONE");
          jdbc.update("DELETE FROM TABLES_MADE");
        });

    started(jdbc -> assertThat(rows(jdbc)).isZero());
  }

  @Test
  void a_script_of_another_version_is_carried_out() throws IOException {
    started(
        jdbc -> {
          jdbc.execute("DROP TABLE UNDONE");
          jdbc.update("UPDATE TABLES_MADE SET SCRIPT = 'of another version'");
        });

    started(jdbc -> assertThat(rows(jdbc)).isZero());
  }

  private static Integer rows(JdbcTemplate jdbc) {
    return jdbc.queryForObject("SELECT COUNT(*) FROM UNDONE", Integer.class);
  }
}
