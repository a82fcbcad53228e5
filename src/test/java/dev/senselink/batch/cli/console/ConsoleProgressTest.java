package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of a run while it goes on: drawn by a clock and a width of the test's own. */
class ConsoleProgressTest {
  private final AtomicLong now = new AtomicLong();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final OutcomeTally tally = new OutcomeTally();

  private StatusLineWriter screen(int columns) {
    return new StatusLineWriter(bytes, () -> ConsoleTerminal.of(columns));
  }

  private ConsoleProgress progress(PrintWriter err) {
    return new ConsoleProgress(err, false, now::get, false);
  }

  private void pass(double seconds) {
    now.addAndGet((long) (seconds * 1e9));
  }

  /** What a terminal of endless width shows: a carriage return begins the line anew. */
  private List<String> shown() {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int at = 0;
    for (char c : bytes.toString(StandardCharsets.UTF_8).toCharArray()) {
      StringBuilder line = lines.get(lines.size() - 1);
      if (c == '\n') {
        lines.add(new StringBuilder());
        at = 0;
      } else if (c == '\r') {
        at = 0;
      } else {
        if (at < line.length()) {
          line.setCharAt(at, c);
        } else {
          line.append(c);
        }
        at++;
      }
    }
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  private String last() {
    List<String> lines = shown();
    return lines.get(lines.size() - 1);
  }

  private void count(RowEnding ending, long count) {
    tally.add(ending, count);
  }

  @Test
  void a_bar_is_drawn_in_place_with_rate_time_left_and_counts() {
    ConsoleProgress progress = progress(screen(120));
    count(RowEnding.CREATED, 280);
    count(RowEnding.REJECTED_ROW, 15);
    count(RowEnding.REVIEW, 5);

    progress.rows(100, 1_000, tally);
    pass(10);
    progress.rows(300, 1_000, tally);

    assertThat(shown()).hasSize(1);
    assertThat(last())
        .isEqualTo(
            "[#########---------------------] 300 of 1000 30%, 20.0 rows/s, about 35 s left:"
                + " created 280, to fix 15, to decide 5");
  }

  @Test
  void the_closing_words_take_the_bars_place() {
    StatusLineWriter screen = screen(80);
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    PrintWriter out = screen.before(result);
    ConsoleProgress progress = progress(screen);
    pass(1);
    progress.rows(1, 2, tally);
    assertThat(last()).startsWith("[");

    progress.close();
    assertThat(last()).isEmpty();
    out.println("COMPLETED");
    progress.rows(2, 2, tally);
    progress.draw();

    assertThat(shown()).containsExactly("");
    assertThat(result.toString(StandardCharsets.UTF_8))
        .isEqualTo("COMPLETED" + System.lineSeparator());
  }

  /** Somebody types this once the question is on the screen, and that hours before. */
  private static boolean agrees(String before, String answer) throws IOException {
    try (PipedWriter keys = new PipedWriter();
        PipedReader typed = new PipedReader(keys)) {
      keys.write(before);
      OutputStream shown =
          new OutputStream() {
            private boolean asked;

            @Override
            public void write(int b) throws IOException {
              if (!asked) {
                asked = true;
                keys.write(answer);
              }
            }
          };
      return new StatusLineWriter(shown, () -> ConsoleTerminal.of(80, typed))
          .agrees("are these to be deleted? ", Duration.ofMinutes(10));
    }
  }

  @Test
  void what_was_typed_before_a_question_that_may_come_late_is_no_answer_to_it() throws IOException {
    assertThat(agrees("yes\n", "no\n")).isFalse();
    assertThat(agrees("y", "no\n")).isFalse();
    assertThat(agrees("no\nno\n", "yes\n")).isTrue();
    assertThat(agrees("", "yes\n")).isTrue();
  }

  @Test
  void a_result_ends_the_bar_even_if_nobody_has_closed_it() {
    StatusLineWriter screen = screen(80);
    PrintWriter out = screen.before(new ByteArrayOutputStream());
    ConsoleProgress progress = progress(screen);
    pass(1);
    progress.rows(1, 2, tally);

    out.println("COMPLETED");
    progress.draw();

    assertThat(shown()).containsExactly("");
  }

  @Test
  void a_line_that_has_to_be_said_stands_above_the_bar() {
    StatusLineWriter screen = screen(60);
    ConsoleProgress progress = progress(screen);
    pass(1);
    progress.rows(1, 2, tally);

    progress.say("warning: odd");
    screen.println("stopping");
    progress.draw();

    assertThat(shown()).hasSize(3).startsWith("warning: odd", "stopping");
    assertThat(last()).startsWith("[").contains("1 of 2 50%");
  }

  @Test
  void what_is_waited_for_is_shown_with_its_time_and_goes() {
    ConsoleProgress progress = progress(screen(80));

    progress.waiting("reading the people on the server");
    pass(12);
    progress.draw();
    assertThat(shown()).containsExactly("reading the people on the server ... 12 s");

    progress.say("server: 10.0.0.5:8443");
    assertThat(shown()).containsExactly("server: 10.0.0.5:8443", "");
  }

  @Test
  void an_outage_is_said_once_and_then_shown_in_the_bar_until_a_row_comes() {
    ConsoleProgress progress = progress(screen(120));
    pass(1);
    progress.rows(1, 4, tally);

    progress.waiting("waiting for the server since 03:12:45");
    pass(4);
    progress.draw();
    assertThat(last()).doesNotContain("no row");
    pass(26);
    progress.draw();
    assertThat(last())
        .contains("] 1 of 4", "no rows for 30 s: waiting for the server since 03:12:45");
    assertThat(shown().get(0)).isEqualTo("waiting for the server since 03:12:45");

    progress.rows(2, 4, tally);
    assertThat(last()).contains("2 of 4").doesNotContain("no row");
  }

  @Test
  void a_long_reason_is_cut_before_the_bar_is() {
    String why = "no rows for 30 s: waiting for the server since 03:12:45 (no answer in time)";

    assertThat(new ProgressLine(1, 4, 1, tally).drawn(why, 79))
        .isEqualTo(
            "[##-------] 1 of 4 25%, no rows for 30 s: waiting for the server since 03:12...");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20, 30, 40, 60, 79, 80, 100, 200})
  void it_never_reaches_the_last_column(int columns) {
    ConsoleProgress progress = progress(screen(columns));
    for (RowEnding ending : RowEnding.values()) {
      count(ending, 1_234_567);
    }

    progress.rows(1, 1_000_000, tally);
    pass(3);
    progress.rows(123_456, 1_000_000, tally);
    progress.waiting("waiting for the server since 03:12:45 (" + "x".repeat(200) + ")");
    pass(30);
    progress.draw();

    for (String part : bytes.toString(StandardCharsets.UTF_8).split("[\r\n]+")) {
      if (!part.startsWith("waiting")) {
        assertThat(part.length()).isLessThan(Math.max(columns, 1));
      }
    }
  }

  @Test
  void a_status_wider_than_the_window_is_cut_before_the_last_column() {
    screen(20).status("x".repeat(50));

    assertThat(last()).isEqualTo("x".repeat(19));
  }

  @Test
  void in_a_narrow_window_the_rows_and_what_is_to_be_mended_stay() {
    count(RowEnding.CREATED, 10);
    count(RowEnding.REJECTED_PHOTO, 2);
    count(RowEnding.SKIPPED_EXISTING, 4);
    ProgressLine line = new ProgressLine(16, 40, 2, tally);

    assertThat(line.drawn("", 79))
        .isEqualTo(
            "[#####--------] 16 of 40 40%, 2.0 rows/s, about 12 s left: created 10, to fix 2");
    assertThat(line.drawn("", 70))
        .isEqualTo("[#####---------] 16 of 40 40%, 2.0 rows/s, about 12 s left: created 10");
    assertThat(line.drawn("", 40)).isEqualTo("[#####--------] 16 of 40 40%, 2.0 rows/s");
    assertThat(line.drawn("", 8)).isEqualTo("16 of 40");
    assertThat(line.drawn("", 4)).isEqualTo("16 o");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 10, about 99 s left",
    "10000, 10, about 17 min left",
    "1000000, 10, about 27 h 46 min left",
  })
  void the_time_left_is_told_in_fitting_units(long total, double perSecond, String words) {
    assertThat(new ProgressLine(10, total, perSecond, tally).plain()).contains(words);
  }

  @Test
  void the_rate_forgets_a_long_wait() {
    RowPace pace = new RowPace();
    pace.saw(0, 0);
    for (int second = 600; second <= 700; second++) {
      pace.saw(second * 1_000_000_000L, (second - 600) * 20L);
    }

    assertThat(pace.perSecond(700_000_000_000L)).isBetween(19.0, 21.0);
    assertThat(new RowPace().perSecond(5)).isZero();
  }

  @Test
  void elsewhere_there_are_plain_lines_ten_seconds_apart() {
    StringWriter text = new StringWriter();
    ConsoleProgress progress = progress(new PrintWriter(text, true));
    count(RowEnding.CREATED, 3);

    progress.waiting("reading the roster");
    for (int row = 1; row <= 60; row++) {
      pass(0.5);
      progress.rows(row, 600, tally);
    }
    progress.draw();
    progress.close();

    assertThat(text.toString().lines())
        .containsExactly(
            "reading the roster",
            "20 of 600 rows, 2.0 rows/s, about 5 min left: created 3",
            "40 of 600 rows, 2.0 rows/s, about 5 min left: created 3",
            "60 of 600 rows, 2.0 rows/s, about 5 min left: created 3");
    assertThat(text.toString()).doesNotContain("\r").doesNotContain("\u001b");
  }

  @Test
  void without_progress_only_what_has_to_be_said_is_said() {
    StatusLineWriter screen = screen(80);
    ConsoleProgress progress = new ConsoleProgress(screen, true, now::get, false);

    pass(100);
    progress.rows(1, 2, tally);
    progress.say("warning: odd");
    progress.draw();

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("warning: odd" + System.lineSeparator());
  }

  @Test
  void a_bar_holds_no_control_code_but_the_carriage_return() {
    ConsoleProgress progress = progress(screen(80));
    pass(1);
    progress.rows(1, 2, tally);
    progress.close();

    assertThat(bytes.toString(StandardCharsets.UTF_8).chars()).allMatch(c -> c == '\r' || c >= ' ');
  }

  @ParameterizedTest
  @CsvSource({"24 80, 80", "50 211, 211", "0 0, 80", "'', 0", "80, 0", "a b, 0"})
  void the_width_is_what_stty_says(String said, int width) {
    assertThat(ConsoleTerminal.width(said)).isEqualTo(width);
  }

  @Test
  void a_dumb_terminal_is_none() {
    assertThat(ConsoleTerminal.find(java.util.Map.of("TERM", "dumb")).columns()).isZero();
  }
}
