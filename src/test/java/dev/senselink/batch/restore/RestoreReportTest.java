package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.InChinese;
import dev.senselink.batch.fixture.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** What a restore could not bring back is read in every form of its report, and on the terminal. */
@Tag("slow")
class RestoreReportTest {
  @RegisterExtension final World world = new World();

  /** A device that the server has not, and a department whose leader nobody takes. */
  private Path lacking() {
    return new BackedUp()
        .department(71, 0, "Works", "", 502)
        .device(9, "SN-GONE", "name", "Gate")
        .user(501, "Ana", "jobNumber", "E1")
        .user(502, " ", "jobNumber", "E2")
        .write(world.folder("backup"));
  }

  private static String page(Path report) throws IOException {
    return Files.readString(report.resolve("report.html"));
  }

  private static List<String> summarySheet(Path report) throws IOException {
    List<String> cells = new ArrayList<>();
    try (XSSFWorkbook book =
        new XSSFWorkbook(Files.newInputStream(report.resolve("report.xlsx")))) {
      for (Row row : book.getSheetAt(book.getNumberOfSheets() - 1)) {
        row.forEach(cell -> cells.add(cell.toString()));
      }
    }
    return cells;
  }

  private Path shownAnew(String run) {
    Path report = world.folder("anew");
    List<String> args =
        List.of("runs", "show", run, "--report", report + "", "--data", world.data().toString());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Typing.run(args, new ByteArrayOutputStream(), err);
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return report;
  }

  @Test
  void page_workbook_summary_and_terminal_say_it_also_in_a_report_made_anew() throws IOException {
    Imported run = world.restore(lacking());
    Path anew = shownAnew(run.runId());

    assertThat(run.out())
        .contains("devices: 1 not restored, for: the server has no device")
        .contains("leaders of departments: 1 not restored")
        .doesNotContain("next: nothing");
    for (Path report : List.of(run.report(), anew)) {
      assertThat(page(report)).contains("Not restored", "devices: 1 not restored, for: ");
      assertThat(summarySheet(report))
          .anySatisfy(cell -> assertThat(cell).contains("devices: 1 not restored, for: "));
      assertThat(Files.readString(report.resolve("summary.json")))
          .contains("\"what\" : \"device\"", "\"what\" : \"leader\"");
      assertThat(Files.readString(report.resolve("results.csv"))).contains(",attempts,file");
    }
  }

  @Test
  void where_only_a_device_is_lacking_every_row_is_well_and_the_exit_is_3() {
    Path backup =
        new BackedUp()
            .device(9, "SN-GONE", "name", "Gate")
            .user(501, "Ana", "jobNumber", "E1")
            .write(world.folder("backup"));

    Imported run = world.restore(backup, "--json");
    Imported again = world.restore(backup);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(JsonMapper.shared().readTree(run.out()).path("notRestorable").size()).isEqualTo(1);
    assertThat(run.err()).contains("devices: 1 not restored");
    assertThat(again.exit()).isEqualTo(3);
    assertThat(again.out()).contains("senselink restore ").doesNotContain("next: nothing");
  }

  @Test
  void people_without_the_photo_or_the_groups_they_had_are_not_passed_over() {
    Path backup =
        new BackedUp()
            .user(501, "Ana", "jobNumber", "E1", "avatarId", "9f3a")
            .user(502, "Bo", "jobNumber", "E2")
            .missing("groupList", 2)
            .missing("idNumber", 2)
            .write(world.folder("backup"));

    Imported plan = world.restore(backup, "--plan", "--json");
    Imported run = world.restore(backup);

    assertThat(plan.exit()).isEqualTo(3);
    assertThat(plan.out()).contains("\"users\":{\"create\":2,\"exists\":0,\"notRestorable\":3}");
    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("photos: 1 not restored", "people's groups: 2 not restored")
        .doesNotContain("idNumber");
  }

  @Test
  void a_report_of_decisions_says_which_file_a_row_is_of() throws IOException {
    world.already("Ana", "jobNumber", "E1");
    Path backup =
        new BackedUp()
            .user(501, "Ana", "jobNumber", "E1")
            .user(502, "Ana", "jobNumber", "E1")
            .write(world.folder("backup"));
    Imported run = world.restore(backup);

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "create").write());

    assertThat(Files.readString(resolved.report().resolve("results.csv")))
        .contains(",attempts,file,hints\r\n", ",users.csv,\r\n");
  }

  @Test
  @ExtendWith(InChinese.class)
  void in_chinese_nothing_of_it_is_a_word_of_the_program() throws IOException {
    Imported run = world.restore(lacking(), "--lang", "zh");

    assertThat(run.out()).contains("设备：1 个未恢复，原因：", "部门负责人：1 个未恢复");
    assertThat(page(run.report())).contains("未能恢复", "设备：1 个未恢复");
    assertThat(summarySheet(run.report()))
        .anySatisfy(cell -> assertThat(cell).contains("部门负责人：1 个未恢复"));
  }
}
