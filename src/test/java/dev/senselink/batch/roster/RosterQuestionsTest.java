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

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), String.join("\n", lines) + "\n");
  }

  /** What is asked; {@code ""} for nothing. */
  private static String asked(Path file, RosterSettings settings) {
    Throwable thrown = thrown(file, settings);
    return thrown == null ? "" : String.valueOf(thrown.getMessage());
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
