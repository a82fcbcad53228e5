package dev.senselink.batch.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.RosterColumn;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Which numbers a viewer does not read, and what stays legible. */
class MaskedTextTest {
  private static void as(String role) {
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("x", "", "ROLE_" + role));
  }

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30001: idNumber 11010119900307123X exists | 30001: idNumber **** exists",
        "身份证号110101199003071234已存在 | 身份证号****已存在",
        "passport (E12345678) | passport (****)",
        "ID4711 is taken | **** is taken",
        "110101 19900307 1234 | ****",
        "call 139-1234-5678 now | call **** now",
        "photo 110101199003071234.jpg | photo ****.jpg"
      })
  void a_viewer_reads_no_number_of_a_person(String text, String read) {
    as("VIEWER");
    assertThat(MaskedText.of(text)).isEqualTo(read);
    as("OPERATOR");
    assertThat(MaskedText.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line 12 of staff.csv, column 3",
        "refused with code 50001, PHOTO_TOO_LARGE",
        "until 2026-12-03 18:00:00",
        "10.20.30.40:8443 does not answer",
        "REVIEW_NAMED_LATER, 1,234 people"
      })
  void what_is_no_number_of_a_person_stays(String text) {
    as("VIEWER");
    assertThat(MaskedText.of(text)).isEqualTo(text);
  }

  @Test
  void keys_are_masked_however_short_they_are() {
    as("VIEWER");
    assertThat(MaskedText.of("E2 and E21: taken by (E2)", List.of("E2", "")))
        .isEqualTo("**** and E21: taken by (****)");
    assertThat(MaskedText.cell(RosterColumn.MAIL, "a@b.example")).isEqualTo("****");
    assertThat(MaskedText.cell(RosterColumn.MAIL, "")).isEmpty();
    assertThat(MaskedText.cell(RosterColumn.POSITION, "Guard 7")).isEqualTo("Guard 7");
    as("ADMIN");
    assertThat(MaskedText.cell(RosterColumn.MAIL, "a@b.example")).isEqualTo("a@b.example");
  }
}
