package dev.senselink.batch.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is forgotten is taken out of what others' rows say, and nobody else is. */
class NameMentionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Li                | deputy of LI           | true",
        "Li                | from Lisbon            | false",
        "王芳               | 由王芳接待                 | true",
        "Ana Ng            | ask ana   ng           | true",
        "13912345678       | +86 139-1234-5678      | true",
        "13912345678       | 139123456789           | false",
        "QK7731            | (QK7731)               | true",
        "1001              | host 1001              | true",
        "17                | 17                     | true",
        "17                | the same as in line 17 | false",
        "17                | room 17, 17 people     | false",
        "X                 | X                      | false",
      })
  void a_word_of_its_own_tells_of_somebody(String value, String text, boolean mentioned) {
    assertThat(NameMentions.of(List.of(value)).in(text)).isEqualTo(mentioned);
  }
}
