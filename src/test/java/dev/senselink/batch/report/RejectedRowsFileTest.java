package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRowsFileTest {
  @TempDir Path folder;

  @Test
  void a_row_with_too_many_cells_keeps_them_behind_the_code() throws IOException {
    String roster = "name,jobNumber\nAna,7,,surplus\n";

    assertThat(written(roster, List.of("name", "jobNumber")))
        .containsExactly("name,jobNumber,errorCode,errorMessage", "Ana,7,CODE,why,,surplus");
  }

  @Test
  void the_two_columns_of_an_earlier_report_are_replaced() throws IOException {
    String roster = "name,errorCode,errorMessage,jobNumber\nAna,OLD,old,7\n";

    assertThat(written(roster, List.of("name", "errorCode", "errorMessage", "jobNumber")))
        .containsExactly("name,jobNumber,errorCode,errorMessage", "Ana,7,CODE,why");
  }

  private List<String> written(String roster, List<String> headers) throws IOException {
    Row row = Rows.ofUsers(roster).get(0);
    Path file = folder.resolve("rejected.csv");
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
      csv.write(RejectedRowsFile.headers(headers));
      new RejectedRowsFile(csv::write, headers)
          .add(row, Outcome.of(row.ref(), RowEnding.REJECTED_ROW, "CODE", "why"));
    }
    return Files.readString(file).replace("\ufeff", "").lines().toList();
  }
}
