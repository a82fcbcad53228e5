package dev.senselink.batch.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.ApiDescription;
import dev.senselink.batch.fixture.InChinese;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTest {
  @ParameterizedTest
  @CsvSource({
    "10001, FATAL",
    "10002, FATAL",
    "10003, FATAL",
    "10004, FATAL",
    "10005, FATAL",
    "20001, FATAL",
    "20002, FATAL",
    "50004, FATAL",
    "30001, ROW_INVALID",
    "30004, ROW_INVALID",
    "30002, CONFLICT",
    "610, CONFLICT",
    "650, CONFLICT",
    "30003, PHOTO_REJECTED",
    "30005, PHOTO_REJECTED",
    "50001, TRANSIENT",
    "50002, TRANSIENT",
    "50003, TRANSIENT",
    "99999, TRANSIENT",
    "498, TRANSIENT",
    "620, NOT_FOUND",
    "320, NOT_FOUND",
    "77777, UNCATALOGUED",
    "0, UNCATALOGUED",
    "-1, UNCATALOGUED",
    "404, UNCATALOGUED",
  })
  void every_code_asks_for_what_the_notes_say(int code, ErrorCategory expected) {
    assertThat(ErrorCodes.classOf(code)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 101, 10201, 10301, 1030201, 1030301, 1030302, 1030303, 10401, 10402, 10403, 10404})
  void every_quality_code_has_words_of_its_own(int code) {
    assertThat(ErrorCodes.qaMeaning(code)).isNotBlank().isNotEqualTo(ErrorCodes.qaMeaning(-5));
    assertThat(ErrorCodes.qaRemedy(code)).isNotBlank().isNotEqualTo(ErrorCodes.qaRemedy(-5));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 413, 415})
  void http_statuses_that_stand_in_for_a_code_have_words_too(int status) {
    assertThat(ErrorCodes.inWords(status))
        .doesNotContain("does not know: ")
        .contains(status + ", ");
  }

  @Test
  void the_words_are_clean() {
    assertThat(ErrorCodes.inWords(10001))
        .isEqualTo(
            "code 10001, the server does not know this app key: compare --app-key with the key"
                + " shown in SenseLink's settings");
  }

  @Test
  void an_unknown_code_says_so_and_what_to_do() {
    assertThat(ErrorCodes.inWords(77777)).contains("77777", "not in the manual", "vendor");
  }

  @Test
  void no_code_of_the_description_is_left_out() throws IOException {
    String text = text(ApiDescription.FILE);
    Matcher rows =
        Pattern.compile("\\{code: (\\d+), name: \\w+, .*?handling: (\\w+)").matcher(text);
    List<Integer> seen = new ArrayList<>();
    while (rows.find()) {
      int code = Integer.parseInt(rows.group(1));
      seen.add(code);
      boolean quality = rows.group().contains("BAN") || rows.group(2).equals("null");
      if (quality) {
        assertThat(ErrorCodes.qaMeaning(code))
            .as("qa " + code)
            .isNotEqualTo(ErrorCodes.qaMeaning(-5));
      } else {
        assertThat(ErrorCodes.classOf(code)).as("code " + code).hasToString(rows.group(2));
      }
    }
    assertThat(seen).hasSizeGreaterThan(35);
  }

  @Test
  void every_code_of_the_manual_has_a_meaning_and_a_remedy_of_its_own() throws IOException {
    everyCodeOfTheManual(16, 11);
  }

  @Test
  @ExtendWith(InChinese.class)
  void every_code_of_the_manual_has_them_in_chinese_too() throws IOException {
    // Chinese says the same in a third of the letters.
    everyCodeOfTheManual(4, 4);
    assertThat(ErrorCodes.inWords(10001))
        .isEqualTo(
            "错误码 10001，服务器不认识这个 AppKey：请核对 --app-key 与 SenseLink“企业管理 - 开放平台”中显示的"
                + " AppKey 是否一致");
    assertThat(ErrorCodes.inWords(77777)).contains("77777", "手册中没有这个错误码", "供应商");
  }

  @Test
  void words_are_kept_for_no_code_that_does_not_exist() {
    ResourceBundle words = ResourceBundle.getBundle("dev.senselink.batch.api.messages");

    assertThat(words.keySet())
        .filteredOn(key -> key.matches("(code|qa)\\.\\d+\\..*"))
        .hasSizeGreaterThan(80)
        .allSatisfy(
            key -> {
              int code = Integer.parseInt(key.split("\\.")[1]);
              String word = words.getString(key).replace("''", "'");
              assertThat(
                      List.of(
                          ErrorCodes.meaning(code),
                          ErrorCodes.remedy(code),
                          ErrorCodes.qaMeaning(code),
                          ErrorCodes.qaRemedy(code)))
                  .as(key)
                  .contains(word);
            });
  }

  private static void everyCodeOfTheManual(int shortestMeaning, int shortestRemedy)
      throws IOException {
    Set<Integer> seen = new TreeSet<>();
    for (String line : text(ApiDescription.CODES).lines().skip(1).toList()) {
      boolean quality = line.startsWith("6.6.2,");
      int code = Integer.parseInt(line.substring(line.indexOf(',') + 1));
      String meaning = quality ? ErrorCodes.qaMeaning(code) : ErrorCodes.meaning(code);
      String remedy = quality ? ErrorCodes.qaRemedy(code) : ErrorCodes.remedy(code);
      boolean fine = quality ? code == 0 : code == ErrorCodes.SUCCESS;
      if (!fine) {
        seen.add(code);
        assertThat(meaning)
            .as("meaning of " + code)
            .isNotEqualTo(ErrorCodes.meaning(-5))
            .isNotEqualTo(ErrorCodes.qaMeaning(-5))
            .hasSizeGreaterThanOrEqualTo(shortestMeaning);
        assertThat(remedy)
            .as("remedy of " + code)
            .isNotEqualTo(ErrorCodes.remedy(-5))
            .isNotEqualTo(ErrorCodes.qaRemedy(-5))
            .hasSizeGreaterThanOrEqualTo(shortestRemedy);
      }
    }
    assertThat(seen).hasSizeGreaterThan(34);
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = ApiDescription.open(resource)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
