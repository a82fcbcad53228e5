package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistyped words are told with what was probably meant. */
class UsageErrorMessagesTest {
  private static List<String> said(String typed) {
    StringWriter err = new StringWriter();
    int exit =
        Cli.run(
            typed.split(" "), Map.of(), new PrintWriter(new StringWriter()), new PrintWriter(err));
    assertThat(exit).isEqualTo(2);
    return err.toString().lines().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "imprt users x.csv | senselink has no command 'imprt'; did you mean import?",
        "doctr | senselink has no command 'doctr'; did you mean doctor?",
        "import usrs x.csv | senselink import has no command 'usrs'; did you mean users?",
        "runs shwo 1 | senselink runs has no command 'shwo'; did you mean show?",
        "import users x.csv --sandbx | --sandbx is not an option of senselink import users; did you mean --sandbox?",
        "import users x.csv --photo-sid=3 | --photo-sid is not an option of senselink import users; did you mean --photo-side?",
        "doctor --jsn | --jsn is not an option of senselink doctor; did you mean --json?",
        "guest lst | senselink guest has no command 'lst'; did you mean list?",
        "guest show | senselink guest has no command 'show'. Commands: list, delete",
        "import users x.csv --remove-leavers | --remove-leavers is not an option of senselink import users",
        "guest list --xyz | --xyz is not an option of senselink guest list",
        "import users x.csv y.csv | senselink import users does not expect 'y.csv'",
        "import users x.csv --on-similar fly | --on-similar fly: it must be review, skip, update or force",
        "import users x.csv --concurrency x | --concurrency x: it must be a whole number",
        "company --rate x | --rate x: it must be a number",
        "import users x.csv --photos | --photos needs a value: DIR|ZIP",
        "import users | ROSTER is missing: The roster",
        "runs show | ID is missing: The run",
        "import | specify what to import: users",
      })
  void the_first_line_says_what_is_wrong_and_the_last_where_to_read(String typed, String words) {
    List<String> said = said(typed);

    assertThat(said.get(0)).startsWith("senselink: " + words);
    assertThat(said).last().asString().startsWith("See: senselink").endsWith("--help");
    assertThat(said).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"guest show", "import users x.csv --remove-leavers", "company --q"})
  void a_word_far_from_all_others_is_told_without_a_guess(String typed) {
    assertThat(String.join(" ", said(typed))).doesNotContain("did you mean");
  }

  @Test
  void words_after_the_first_unknown_one_are_not_repeated() {
    assertThat(said("compny --app-key TOPSECRETKEY").get(0)).doesNotContain("TOPSECRETKEY");
    assertThat(said("company --app-ky=TOPSECRETKEY").get(0)).doesNotContain("TOPSECRETKEY");
  }
}
