package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RowReference;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTextsTest {
  private final PageTexts words = new PageTexts(Locale.ENGLISH, "import-users");
  private final PageTexts chinese = new PageTexts(Locale.CHINESE, "import-users");

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
        "APPEARED_MEANWHILE NOT_TAKEN",
      })
  void every_code_of_ours_has_words_and_a_remedy(String codes) {
    for (String code : codes.split(" ")) {
      assertThat(words.of("problem." + code)).isNotBlank();
      assertThat(words.of("problem." + code + ".remedy")).isNotBlank().endsWith(".");
      assertThat(chinese.of("problem." + code)).containsPattern("\\p{IsHan}");
      assertThat(chinese.of("problem." + code + ".remedy")).endsWith("。");
    }
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

  @Test
  void in_chinese_numbers_shares_and_names_are_written_as_there() {
    assertThat(chinese.number(1234567)).isEqualTo("1,234,567");
    assertThat(chinese.percent(1, 1_000_000)).isEqualTo("< 0.1%");
    assertThat(chinese.percent(999, 1000)).isEqualTo("99.9%");
    assertThat(chinese.list(List.of("研发部", "市场部", "财务部"))).isEqualTo("研发部、市场部、财务部");
    assertThat(chinese.of("verdict.todo.rest", 12_345)).isEqualTo("其余 12,345 行已完成。");
    assertThat(chinese.of("verdict.todo.rest", 0)).isEqualTo("还没有任何一行完成。");
    assertThat(chinese.tag()).isEqualTo("zh-CN");
    ZonedDateTime evening = ZonedDateTime.parse("2026-01-31T20:05:00Z");
    assertThat(chinese.time(evening)).isEqualTo("2026年1月31日 20:05");
    assertThat(words.time(evening)).isEqualTo("Jan 31, 2026, 8:05 PM");
  }

  /** The server's codes come as half a sentence, which each language ends in its way. */
  @Test
  void a_remedy_of_the_server_becomes_a_sentence() {
    Outcome outcome = Outcome.of(new RowReference(1, 2), RowEnding.REVIEW, "30002", "because");
    CodeExplanations codes =
        code -> Optional.of(new CodeExplanations.Explanation("a face", "decide"));

    assertThat(words.problem(outcome, codes))
        .isEqualTo(new CodeExplanations.Explanation("A face", "Decide."));
    assertThat(
            chinese.problem(
                outcome, code -> Optional.of(new CodeExplanations.Explanation("人脸相似", "请决定"))))
        .isEqualTo(new CodeExplanations.Explanation("人脸相似", "请决定。"));
  }
}
