package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that is to go goes whole, and one that cannot is found again. */
class StoredReportTest {
  @TempDir Path temp;

  @Test
  void what_is_left_of_one_is_known_by_its_summary() throws IOException {
    Path report = Files.createDirectory(temp.resolve("report"));
    Files.writeString(
        report.resolve("summary.json"), "{\"runId\":\"R1\",\"job\":\"import-users\"}");
    Files.writeString(report.resolve("results.csv"), "Ana");
    Files.writeString(report.resolve("leavers.csv"), "Ana");
    Files.writeString(report.resolve("changes.csv"), "Ana");
    Files.writeString(report.resolve("changes.xlsx"), "Ana");
    Files.writeString(report.resolve(".report.html.part"), "Ana");
    Path mine = Files.writeString(report.resolve("mine.txt"), "mine");

    assertThat(StoredReport.remove(report, "R1")).isEqualTo(StoredReport.Removal.OTHERS_LEFT);

    assertThat(report).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    assertThat(report).isDirectoryNotContaining("glob:**{leavers,changes}.*");
    assertThat(StoredReport.isOf(report, "R1")).isTrue();
    Files.delete(mine);
    assertThat(StoredReport.remove(report, "R1")).isEqualTo(StoredReport.Removal.GONE);
    assertThat(report).doesNotExist();
  }

  /** Such as rows that somebody keeps to fix them. */
  @Test
  void a_file_that_is_kept_alone_says_what_stands_in_it() throws IOException {
    Path report = Files.createDirectory(temp.resolve("report"));
    Path kept = Files.writeString(report.resolve("rejected.csv"), "name\nAna\n");

    assertThat(StoredReport.says(report, line -> line.equals("Bo"))).isFalse();
    assertThat(StoredReport.says(report, line -> line.equals("Ana"))).isTrue();
    Files.move(kept, report.resolve(".rejected.csv.part"));
    assertThat(StoredReport.says(report, line -> line.equals("Bo"))).as("cut anywhere").isTrue();
    Files.move(report.resolve(".rejected.csv.part"), report.resolve("rejected.xlsx"));
    assertThat(StoredReport.says(report, line -> line.equals("Bo"))).as("no text").isTrue();
    Files.writeString(report.resolve("rejected.csv"), "name\nCy\n");
    assertThat(StoredReport.says(report, line -> line.equals("Bo"))).isFalse();
  }

  /** Whatever lies in the folder may be called so. */
  @Test
  void a_summary_larger_than_any_is_none_of_ours() throws IOException {
    Path report = Files.createDirectory(temp.resolve("report"));
    Files.write(report.resolve("summary.json"), new byte[(1 << 24) + 1]);

    assertThat(StoredReport.jobOf(report)).isEqualTo("unreadable");
  }
}
