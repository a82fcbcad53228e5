package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageWordsTest {
  private static final Path TEMPLATE =
      Path.of("src/main/resources/dev/senselink/batch/report/report.html");
  private static final Path CODE = Path.of("src/main/java/dev/senselink/batch/report");

  private final PageWords words = new PageWords(Locale.ENGLISH, "import-users");

  /** The codes of our own that {@code results.csv} may hold. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "MISSING_NAME MISSING_KEY MISSING_MOBILE MISSING_HOST MISSING_WINDOW TOO_LONG",
        "TOO_MANY_CELLS BAD_CHARACTER CELL_UNREADABLE BAD_DATE NUMBER_DAMAGED AMBIGUOUS_GENDER",
        "CANNOT_CLEAR DUPLICATE_IN_ROSTER UNKNOWN_GROUP UNKNOWN_DEPARTMENT UNKNOWN_HOST",
        "PHOTO_NOT_FOUND PHOTO_UNREADABLE PHOTO_AMBIGUOUS PHOTO_SHARED PHOTO_OUTSIDE",
        "PHOTO_TOO_LARGE PHOTO_HEIC NO_FACE MULTIPLE_FACES NAME_DIFFERS KEY_NOT_UNIQUE",
        "ID_NUMBER_UNKNOWN GROUPS_UNKNOWN EDITED_ON_SERVER SIMILAR_GONE FORCE_UNCERTAIN",
        "DUPLICATE_CREATED ROW_CHANGED CANDIDATE_CHANGED UNKNOWN_STATE NO_ANSWER",
        "STORED_DIFFERENTLY GENDER_NOT_UPDATABLE NOT_RESTORABLE NOT_REACHED",
      })
  void every_code_of_ours_has_words_and_a_remedy(String codes) {
    for (String code : codes.split(" ")) {
      assertThat(words.of("problem." + code)).isNotBlank();
      assertThat(words.of("problem." + code + ".remedy")).isNotBlank().endsWith(".");
    }
  }

  @Test
  void every_text_that_the_template_names_is_there_and_none_lies_idle() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher inTemplate = Pattern.compile("\\{\\{t\\.(\\w+)}}").matcher(Files.readString(TEMPLATE));
    while (inTemplate.find()) {
      named.add(inTemplate.group(1));
    }
    assertThat(words.plain().keySet()).containsAll(named);
    String code = code();
    List<String> families = List.of("problem", "outcome", "todo", "job", "note", "fact");
    List<String> idle =
        words.plain().keySet().stream()
            .filter(key -> !named.contains(key) && !families.contains(key.split("\\.")[0]))
            .map(key -> key.replace(".photos-check", ""))
            .filter(key -> !named.contains(key) && !code.contains("\"" + key + "\""))
            .toList();
    assertThat(idle).isEmpty();
  }

  private static String code() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(CODE)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.0 %",
    "1, 1000000, < 0.1 %",
    "1, 1000, 0.1 %",
    "5, 100, 5.0 %",
    "41, 100, 41 %",
    "999, 1000, 99.9 %",
    "10, 10, 100 %",
  })
  void a_share_never_hides_a_single_row(long part, long whole, String shown) {
    assertThat(words.percent(part, whole)).isEqualTo(shown);
  }
}
