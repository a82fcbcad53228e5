package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All questions of a list come in one message, and the options that it prints answer them all. */
class RosterQuestionsTest {
  private static final Pattern ALL = Pattern.compile("(?m)^All at once: (.*)$");
  private static final Pattern OPTION =
      Pattern.compile("--([a-z-]+) (?:\"([^\"]*)\"|'([^']*)'|(\\S+))");

  @TempDir Path folder;

  @Test
  void a_list_of_sap_is_asked_about_once() throws IOException {
    Path file =
        file(
            "PERNR,NACHN,VORNA,GBDAT,ORGEH,PLANS,Employment Status",
            "1001,Li,Ana,01.04.1980,Sales,Clerk,3",
            "1002,Wu,Bo,30.04.1985,Sales,Clerk,0",
            "1003,Ma,Cy,02.03.1990,Legal,Counsel,3");

    String asked = asked(file, RosterSettings.of(RosterKind.USERS));

    assertThat(asked)
        .contains("COLUMNS_UNCLEAR: list.csv, line 1: 2 columns")
        .contains("--columns \"ORGEH=department\"", "--columns \"PLANS=position\"")
        .contains("STATUS_UNKNOWN", "--left-when 'Employment Status=WORD'")
        .contains("--date-format d.M.yyyy")
        .doesNotContain("1980");
    assertThat(answers(asked))
        .containsOnlyKeys("columns", "left-when", "date-format")
        .containsEntry("columns", "ORGEH=department,PLANS=position");
    assertThatThrownBy(() -> answered(file, asked))
        .as("the example is no word of the list")
        .isInstanceOf(RosterSettingsException.class)
        .hasMessageContaining("--left-when: replace the example", "Employment Status");
    assertThatThrownBy(() -> RowChoice.parse("Employment Status=词", ""))
        .as("nor is that of the other language")
        .hasMessageContaining("--left-when: replace the example");
    assertThat(answered(file, asked.replace("WORD", "0"))).as("nothing more is asked").isEmpty();
  }

  @Test
  void two_columns_of_names_hide_no_other_question() throws IOException {
    Path file =
        file(
            "Full Name,Employee Name,Kennung,Telefon",
            "Ana Li,Li,K-1,13800138001",
            "Bo Wu,Wu,K-2,13800138002",
            "Cy Ma,Ma,K-3,13800138003");

    Throwable asked = thrown(file, RosterSettings.of(RosterKind.USERS));

    assertThat(asked)
        .isInstanceOf(TableFileException.class)
        .hasMessageStartingWith("HEADER_TWICE: list.csv, line 1")
        .hasMessageContaining("--columns \"Telefon=mobile\"");
    assertThat(answers(asked.getMessage()))
        .containsEntry("columns", "Employee Name=-,Telefon=mobile");
    assertThat(answered(file, asked.getMessage())).isEmpty();
  }

  @Test
  void the_key_of_a_list_is_asked_about_together_with_its_other_columns() throws IOException {
    Path file = file("name,Kennung,Abteilung", "Ana,K-1,Sales", "Bo,K-2,Sales", "Cy,K-3,Legal");

    String asked = asked(file, RosterSettings.of(RosterKind.USERS));

    assertThat(asked).contains("\"Kennung=jobNumber\"", "\"Abteilung=department\"");
    assertThat(answered(file, asked)).isEmpty();
  }

  @Test
  void dates_of_two_readings_have_an_answer_each() throws IOException {
    Path file =
        file("name,jobNumber,Abteilung,birthday", "A,1,Sales,3/4/1980", "B,2,Legal,5/6/1981");

    String asked = asked(file, RosterSettings.of(RosterKind.USERS));

    assertThat(asked)
        .contains("All at once: --columns \"Abteilung=department\" --date-format d/M/yyyy")
        .contains("right dates: --columns \"Abteilung=department\" --date-format M/d/yyyy");
  }

  /** Unasked, whoever has left would be given doors with exit code 0. */
  @ParameterizedTest
  @CsvSource({
    "是否离职, status",
    "是否在职, status",
    "在职情况, status",
    "岗位状态, status",
    "禁用状态, status",
    "Active, status",
    "Is Active, status",
    "Terminated, status",
    "STAT2, status",
    "HR_STATUS, status",
    "EMPL_STATUS, status",
    "System Person Type, status",
    "人员类别, status",
    "LWD, leftOn",
    "Beschäftigungsstatus, status",
    "Status Beschäftigung, status",
    "退场日期, leftOn",
    "辞职日期, leftOn",
    "退休日期, leftOn",
    "减员日期, leftOn",
    "Exit Date, leftOn",
    "Resignation Date, leftOn",
    "End Date, leftOn"
  })
  void a_column_that_may_say_who_has_left_is_asked_about(String header, String column)
      throws IOException {
    Path file = file("name,jobNumber," + header, "A,1,", "B,2,x");

    assertThat(asked(file, RosterSettings.of(RosterKind.USERS)))
        .contains("--columns \"" + header + "=" + column + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "离岗日期",
        "离厂日期",
        "Leaving Date",
        "Date of Leaving",
        "Separation Date",
        "Employment End Date",
        "Austrittsdatum"
      })
  void a_day_of_leaving_is_known_by_its_header(String header) throws IOException {
    Path file = file("name,jobNumber," + header, "A,1,", "B,2,2026-08-31");

    try (Roster roster = Roster.open(file, "list.csv", RosterSettings.of(RosterKind.USERS))) {
      assertThat(roster.shape().columns()).containsEntry(RosterColumn.LEFT_ON, 2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "人员类别, 离职, status",
    "员工类型, 已离职, status",
    "Termination Reason, Resigned, status",
    "Remark 2, ＴＥＲＭＩＮＡＴＥＤ, status",
    "人员类别, 离职人员, ''",
    "Hand, Left, ''"
  })
  void a_column_whose_cells_say_who_has_left_is_asked_about(
      String header, String cell, String column) throws IOException {
    Path file = file("name,jobNumber," + header, "A,1,", "B,2," + cell);

    RosterSettings settings = RosterSettings.of(RosterKind.USERS);
    String asked = cellsAsked(file, settings);

    if (column.isEmpty()) {
      assertThat(asked).isEmpty();
    } else {
      assertThat(asked).contains("--columns \"" + header + "=" + column + "\"");
      assertThat(cellsAsked(file, settings.withColumns(header + "=-"))).isEmpty();
      assertThat(cellsAsked(file, settings.withColumns(header + "=status"))).isEmpty();
    }
  }

  @Test
  void cells_of_another_column_say_nothing_where_the_row_itself_does() throws IOException {
    Path file = file("name,jobNumber,员工状态,离职日期,上次状态", "A,1,在职,,离职", "B,2,,2026-08-31,离职");

    assertThat(cellsAsked(file, RosterSettings.of(RosterKind.USERS))).isEmpty();
  }

  @Test
  void several_columns_may_say_who_has_left() throws IOException {
    Path file = file("姓名,手机,激活状态,禁用状态", "甲,13800000001,已激活,启用", "乙,13800000002,已激活,禁用");

    assertThat(asked(file, RosterSettings.of(RosterKind.USERS)))
        .contains("--columns \"激活状态=status,禁用状态=status\"");
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), String.join("\n", lines) + "\n");
  }

  /** What is asked; {@code ""} for nothing. */
  private static String asked(Path file, RosterSettings settings) {
    Throwable thrown = thrown(file, settings);
    return thrown == null ? "" : String.valueOf(thrown.getMessage());
  }

  /** What its cells ask about; {@code ""} for nothing. */
  private static String cellsAsked(Path file, RosterSettings settings) {
    StatusColumns statuses = new StatusColumns();
    try (Roster roster = Roster.open(file, "list.csv", settings)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        statuses.add(row);
      }
      statuses.mustBeKnown("list.csv");
      return "";
    } catch (UnclearColumnsException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Throwable thrown(Path file, RosterSettings settings) {
    RosterQuestions questions =
        new RosterQuestions(
            settings,
            so -> Roster.open(file, String.valueOf(file.getFileName()), so),
            String.valueOf(file.getFileName()));
    return catchThrowable(questions::mustBeClear);
  }

  private static Map<String, String> answers(String message) {
    Matcher all = ALL.matcher(message);
    assertThat(all.find()).as(message).isTrue();
    Map<String, String> answers = new LinkedHashMap<>();
    Matcher option = OPTION.matcher(all.group(1));
    while (option.find()) {
      String value =
          List.of(2, 3, 4).stream()
              .map(option::group)
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElse("");
      answers.put(option.group(1), value);
    }
    return answers;
  }

  /** What is asked where the printed options are given. */
  private static String answered(Path file, String message) {
    Map<String, String> answers = answers(message);
    RosterSettings settings =
        RosterSettings.of(RosterKind.USERS).withColumns(answers.getOrDefault("columns", ""));
    if (answers.containsKey("left-when")) {
      settings = settings.withRows(RowChoice.parse(answers.get("left-when"), ""));
    }
    return asked(file, settings.withDateFormat(answers.get("date-format")));
  }
}
