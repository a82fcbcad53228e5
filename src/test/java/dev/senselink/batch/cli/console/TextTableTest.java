package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows in columns, whatever stands in them. */
class TextTableTest {
  private final StringWriter out = new StringWriter();

  private TextTable table(String... heads) {
    return new TextTable(new PrintWriter(out), List.of(heads));
  }

  @Test
  void columns_stand_below_each_other_also_in_chinese() {
    TextTable table = table("id", "name", "x");
    table.row(List.of("1", "王小明", "a"));
    table.row(List.of("226", "Ana", ""));
    table.end();

    assertThat(out.toString().lines()).containsExactly("id   name    x", "1    王小明  a", "226  Ana");
  }

  @Test
  void a_long_list_is_written_as_it_comes_and_a_wide_cell_moves_its_own_row_only() {
    TextTable table = table("id", "name");
    for (int i = 0; i < 300; i++) {
      table.row(List.of(i == 250 ? "wide-wide-wide" : "5", "Ana"));
    }
    assertThat(out.toString().lines()).hasSize(301);
    table.end();

    assertThat(out.toString().lines().skip(250).limit(3))
        .containsExactly("5   Ana", "wide-wide-wide  Ana", "5   Ana");
  }

  @Test
  void no_name_moves_the_cursor_or_makes_a_line() {
    TextTable table = table();
    table.row(List.of("a\u001b[31mb\nc\u2028d", "e"));
    table.end();

    assertThat(out.toString().lines()).containsExactly("a\\u001b[31mb\\u000ac\\u2028d  e");
  }

  @ParameterizedTest
  @CsvSource({"Ana, 3", "王, 2", "한, 2", "Ａ, 2", "e\u0301, 1", "😀, 2", "'', 0"})
  void characters_are_as_wide_as_a_terminal_shows_them(String text, int width) {
    assertThat(TextTable.width(text)).isEqualTo(width);
  }
}
