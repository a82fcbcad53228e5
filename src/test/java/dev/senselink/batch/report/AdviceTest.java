package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run is said to come to, and the commands that are offered for it. */
class AdviceTest {
  private String job = "import-users";
  private String status = "COMPLETED";
  private boolean dryRun;
  private @Nullable String stopReason;
  private ListFindings list = ListFindings.NONE;

  private ReportContext.Commands commands = COMMANDS;

  private static final ReportContext.Commands COMMANDS =
      new ReportContext.Commands() {
        @Override
        public String mended(Path rejected) {
          return "import rejected";
        }

        @Override
        public String again() {
          return "import";
        }

        @Override
        public String same() {
          return "same";
        }

        @Override
        public String ofSheet(String sheet) {
          return "import " + sheet;
        }

        @Override
        public String decided(Path conflicts) {
          return "resolve";
        }
      };

  /** Of rows that ended so, each {@code ENDING} or {@code ENDING:CODE}. */
  private Advice of(String... endings) {
    List<String> lines = new ArrayList<>(List.of("name,jobNumber"));
    for (int n = 1; n <= endings.length; n++) {
      lines.add("P" + n + ",E" + n);
    }
    RunFacts facts =
        new RunFacts(
            job,
            "R1",
            status,
            true,
            endings.length,
            "server:443",
            dryRun,
            Instant.parse("2026-01-31T08:00:00Z"),
            null,
            endings.length,
            1_000,
            List.of(),
            List.of(),
            List.of(),
            null,
            LeaverFacts.NONE);
    OutcomeTally tally = new OutcomeTally();
    RunCauses causes = new RunCauses(list);
    List<Row> rows = Rows.ofUsers(String.join("\n", lines) + "\n");
    for (int n = 0; n < endings.length; n++) {
      String[] parts = (endings[n] + ":").split(":", -1);
      Outcome outcome =
          Outcome.of(rows.get(n).ref(), RowEnding.valueOf(parts[0]), parts[1], "because");
      tally.add(outcome);
      causes.add(rows.get(n), outcome);
    }
    return new AdviceBuilder(facts, about(), tally, causes, Path.of("report")).build();
  }

  private ReportContext about() {
    return new ReportContext(
        Locale.ENGLISH,
        "Company",
        "roster.csv",
        "photos",
        stopReason,
        List.of(),
        List.of(),
        List.of(),
        0,
        list,
        RowFaults.none(),
        ReportPictures.none(),
        Duration.ofSeconds(1),
        CodeExplanations.none(),
        commands);
  }

  private static List<String> commands(Advice advice) {
    return advice.steps().stream().map(Advice.Step::command).toList();
  }

  /** A report that is made again may not know them. */
  @Test
  void no_command_is_announced_that_is_not_told() {
    commands = ReportContext.Commands.none();

    Advice advice = of("REJECTED_ROW:MISSING_NAME", "NOT_ATTEMPTED");

    assertThat(advice.steps()).isNotEmpty();
    assertThat(advice.steps())
        .allMatch(step -> step.command().isEmpty())
        .noneMatch(step -> step.text().endsWith(":"))
        .anyMatch(step -> step.text().contains(": this command is not known any more"));
  }

  @Test
  void what_was_only_checked_is_only_checked_again() {
    dryRun = true;

    Advice failed = of("FAILED:50003", "VALID");

    assertThat(failed.steps().get(0))
        .isEqualTo(new Advice.Step("Run the same check again; nothing is sent by it:", "same"));

    status = "STOPPED";
    stopReason = "Ctrl-C";

    assertThat(commands(of("VALID", "NOT_ATTEMPTED"))).containsExactly("same");
  }

  @Test
  void a_run_that_was_to_end_early_is_continued_by_another_command() {
    status = "STOPPED";

    assertThat(of("CREATED", "NOT_ATTEMPTED").steps())
        .containsExactly(
            new Advice.Step("To continue with the rows that were not reached, run:", "import"));
  }

  @Test
  void conflicts_of_a_dry_run_cannot_be_decided() {
    dryRun = true;

    assertThat(of("REVIEW:NAME_DIFFERS").steps())
        .containsExactly(
            new Advice.Step(
                "Conflicts are decided after the import: its report will hold them.", ""));
  }

  @Test
  void somebody_who_may_be_there_twice_is_named_although_the_row_is_done() {
    Advice advice = of("CREATED:APPEARED_MEANWHILE", "CREATED");

    assertThat(advice.causes())
        .containsExactly(
            "Somebody else created a person with the same number at the same time: 1 row");
    assertThat(advice.steps())
        .singleElement()
        .satisfies(s -> assertThat(s.text()).contains("delete"));
  }

  @Test
  void a_photo_in_doubt_is_nobody_who_is_there_twice() {
    dryRun = true;

    assertThat(of("VALID:NO_FACE").steps()).noneMatch(step -> step.text().contains("delete"));
    dryRun = false;
    assertThat(of("CREATED:NO_FACE").steps()).noneMatch(step -> step.text().contains("delete"));
  }

  @ParameterizedTest
  @CsvSource({
    "import-users, PHOTO_NOT_FOUND, PHOTO_NOT_FOUND, 'Add the missing photos, each named as your"
        + " list says in its column of photos, else after the job'",
    "import-guests, PHOTO_NOT_FOUND, PHOTO_NOT_FOUND, 'Add the missing photos, each named as your"
        + " list says in its column of photos, else after the mobile or'",
    "import-users, NO_FACE, 10201, Replace each photo",
    "import-users, NO_FACE, PHOTO_NOT_FOUND, Add or replace the photos as the rows say",
    "import-users, PHOTO_SHARED, PHOTO_SHARED, Add or replace the photos as the rows say",
  })
  void photos_that_are_missing_are_added_and_bad_ones_are_replaced(
      String command, String one, String other, String says) {
    job = command;

    assertThat(of("REJECTED_PHOTO:" + one, "REJECTED_PHOTO:" + other).steps().get(0).text())
        .startsWith(says);
  }

  @Test
  void dates_that_are_all_written_one_way_need_one_option() {
    assertThat(of("REJECTED_ROW:BAD_DATE", "REJECTED_ROW:BAD_DATE").steps().get(0).text())
        .contains("--date-format");
    assertThat(of("REJECTED_ROW:BAD_DATE", "REJECTED_ROW:TOO_LONG").steps().get(0).text())
        .doesNotContain("--date-format");
  }

  @Test
  void a_list_nobody_of_which_has_a_photo_has_them_somewhere_else() {
    list = new ListFindings(List.of(), List.of(), 0, 0, "", List.of(), false, List.of(), true);

    Advice advice = of("REJECTED_PHOTO:PHOTO_NOT_FOUND", "REJECTED_PHOTO:PHOTO_NOT_FOUND");

    assertThat(advice.told())
        .containsExactly("2 rows have no photo, and no photo was found for anybody in photos.");
    assertThat(advice.steps())
        .singleElement()
        .satisfies(
            step -> assertThat(step.text()).contains("--photos", "then run the same command"))
        .satisfies(step -> assertThat(step.command()).isEqualTo("same"));
  }

  @Test
  void the_causes_add_up_to_the_rows() {
    Advice advice =
        of(
            "REJECTED_ROW:BAD_DATE",
            "REJECTED_ROW:TOO_LONG",
            "REJECTED_ROW:MISSING_NAME",
            "REJECTED_ROW:MISSING_KEY",
            "REJECTED_ROW:BAD_CHARACTER",
            "REJECTED_ROW:NUMBER_DAMAGED",
            "REJECTED_ROW:CANNOT_CLEAR",
            "REJECTED_ROW:CANNOT_CLEAR");

    assertThat(advice.causes()).hasSize(6).last().isEqualTo("Other reasons: 2 rows");
    assertThat(advice.causes()).first().asString().endsWith(": 2 rows");
  }

  @Test
  void pictures_in_cells_do_not_come_along_into_another_file() {
    assertThat(commands(of("REJECTED_ROW:BAD_DATE"))).containsExactly("same", "import rejected");

    list = new ListFindings(List.of(), List.of(), 0, 1, "", List.of(), true, List.of(), true);

    assertThat(commands(of("REJECTED_ROW:BAD_DATE"))).containsExactly("same");
  }

  @Test
  void other_sheets_with_people_are_told_with_their_commands() {
    list =
        new ListFindings(List.of(), List.of(), 0, 1, "", List.of(), false, List.of("B", "C"), true);

    Advice advice = of("CREATED");

    assertThat(advice.told())
        .containsExactly("The file has other sheets with people, which were not imported: B, C.");
    assertThat(commands(advice)).containsExactly("import B", "import C");
  }
}
