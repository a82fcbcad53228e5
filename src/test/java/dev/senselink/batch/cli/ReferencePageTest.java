package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.language.DisplayLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The reference says what the program says: a page that is stale fails. {@code -Dreference=write}
 * writes both pages.
 */
class ReferencePageTest {
  private static final Set<Locale> LANGUAGES = ReferencePage.files().keySet();

  private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);

  @AfterEach
  void speakAsBefore() {
    DisplayLanguage.speak(before);
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void the_page_is_what_the_commands_and_reports_say(Locale language) throws IOException {
    Path file = ReferencePage.files().get(language);
    String made = ReferencePage.of(language);
    if ("write".equals(System.getProperty("reference"))) {
      Files.writeString(file, made);
    }

    assertThat(Files.readString(file).lines()).containsExactlyElementsOf(made.lines().toList());
    for (String option : CommandCatalog.optionNames()) {
      assertThat(made).containsPattern("--" + Pattern.quote(option) + "\\b");
    }
    assertThat(made)
        .contains("`--create-missing`", "`--date-format ", "`--allow-no-photo`")
        .contains("| `PHOTO_NOT_FOUND` |", "| `BAD_DATE` |", "| `HEADER_NOT_FOUND` |")
        .doesNotContain("%%", "%n", "${", "null");
  }
}
