package dev.senselink.batch.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as the shells of either system take them back. */
class ShellWordTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "list.csv                | list.csv                   | list.csv",
        "A=name,B=-              | A=name,B=-                 | \"A=name,B=-\"",
        "my list.csv             | 'my list.csv'              | \"my list.csv\"",
        "名单.xlsx                 | '名单.xlsx'                  | \"名单.xlsx\"",
        "Ana's list              | 'Ana'\\''s list'           | \"Ana's list\"",
        "Dept\\, name=department | 'Dept\\, name=department'  | \"Dept\\, name=department\"",
        "C:\\hr\\list.csv        | 'C:\\hr\\list.csv'         | C:\\hr\\list.csv",
        "C:\\my lists\\          | 'C:\\my lists\\'           | \"C:\\my lists\\\\\"",
        "5\" tall                | '5\" tall'                 | \"5\\\" tall\"",
        "a\\\" b                 | 'a\\\" b'                  | \"a\\\\\\\" b\"",
      })
  void a_word_is_quoted_where_a_shell_would_part_or_change_it(
      String word, String elsewhere, String onWindows) {
    assertThat(ShellWord.quoted(word, false)).isEqualTo(elsewhere);
    assertThat(ShellWord.quoted(word, true)).isEqualTo(onWindows);
  }
}
