package dev.senselink.batch.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPageTest {
  private static final int ROWS = 512;

  @TempDir Path folder;
  private final ResultIndexes indexes = new ResultIndexes();
  private Path results;

  @BeforeEach
  void write() throws IOException {
    results = folder.resolve("results.csv");
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(results)) {
      csv.write(List.of("line", "key", "name", "outcome", "code", "reason"));
      for (int n = 0; n < ROWS; n++) {
        String outcome = n % 2 == 0 ? "REJECTED_ROW" : "CREATED";
        String reason =
            n % 3 == 0 ? "two\nlines, REJECTED_ROW, \"quoted\"" : n % 5 == 0 ? "名字" : "";
        csv.write(List.of("" + (n + 2), "E" + n, "=P" + n, outcome, "", reason));
      }
    }
  }

  private ResultPage page(boolean all, String words, int number) throws IOException {
    return ResultPage.read(results, indexes, new ResultPage.Wanted(all, words), number);
  }

  private static List<String> lines(ResultPage page) {
    return page.rows().stream().map(ResultPage.Line::line).toList();
  }

  private List<String> allPages(boolean all, String words, int pages) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int number = 0; number < pages; number++) {
      lines.addAll(lines(page(all, words, number)));
    }
    return lines;
  }

  @Test
  void each_row_is_on_one_page_in_its_order() throws IOException {
    List<String> lines = allPages(true, "", 6);

    assertThat(lines).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(lines).isEqualTo(allPages(true, "p", 6));
    assertThat(page(true, "", 0).found()).isEqualTo(ROWS);
    assertThat(lines(page(true, "", 5))).hasSize(ROWS % 100).startsWith("502").endsWith("513");
    assertThat(page(true, "", 0).rows().get(0).name()).isEqualTo("=P0");
    assertThat(page(true, "", 2).rows().get(4).reason()).contains("\n", "\"quoted\"");
  }

  @Test
  void one_that_is_done_and_to_be_looked_at_is_among_those_that_need_somebody() throws IOException {
    results = folder.resolve("others.csv");
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(results)) {
      csv.write(List.of("line", "key", "name", "outcome", "code", "reason"));
      csv.write(List.of("2", "E2", "Ana", "UPDATED", "NOT_RESTORABLE", "the photo"));
      csv.write(List.of("3", "E3", "Bo", "UPDATED", "", "NOT_RESTORABLE"));
    }

    assertThat(lines(page(false, "", 0)))
        .containsExactly("2")
        .isEqualTo(lines(page(false, "a", 0)));
    assertThat(page(false, "", 0).found()).isEqualTo(1);
  }

  @Test
  void those_that_need_somebody_have_pages_of_their_own() throws IOException {
    ResultPage second = page(false, "", 1);

    assertThat(second.found()).isEqualTo(ROWS / 2);
    assertThat(second.rows()).allMatch(line -> line.outcome().equals("REJECTED_ROW"));
    assertThat(allPages(false, "", 3)).hasSize(ROWS / 2).isEqualTo(allPages(false, "p", 3));
  }

  @Test
  void after_the_last_page_there_is_nothing() throws IOException {
    assertThat(page(true, "", 6).rows()).isEmpty();
    assertThat(page(true, "", 1_000_000).rows()).isEmpty();
    assertThat(page(true, "", 6).found()).isEqualTo(ROWS);
  }

  @Test
  void words_are_sought_in_every_row() throws IOException {
    assertThat(lines(page(true, "名字", 0))).contains("7").doesNotContain("2");
    assertThat(page(true, "p511", 0).found()).isEqualTo(1);
  }

  /** Whoever asks for a page of a long file makes its index; who seeks needs none. */
  @Test
  void who_seeks_words_waits_for_no_index() {
    synchronized (indexes) {
      assertThat(CompletableFuture.supplyAsync(this::sought))
          .succeedsWithin(Duration.ofSeconds(20))
          .isEqualTo(1L);
    }
  }

  private long sought() {
    try {
      return page(true, "p511", 0).found();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_file_that_was_written_anew_is_gone_through_anew() throws IOException {
    assertThat(page(true, "", 0).found()).isEqualTo(ROWS);
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(folder.resolve("new.csv"))) {
      csv.write(List.of("line", "key", "name", "outcome", "code", "reason"));
      csv.write(List.of("2", "E0", "P0", "CREATED", "", ""));
    }
    Files.delete(results);
    Files.move(folder.resolve("new.csv"), results);
    Files.setLastModifiedTime(results, FileTime.fromMillis(1));

    assertThat(page(true, "", 0).found()).isEqualTo(1);
    assertThat(lines(page(true, "", 0))).containsExactly("2");
  }

  /** As a hand has written it: a cell ends where the reader of the rows says that it ends. */
  @Test
  void lines_begin_where_rows_are_read_from() throws IOException {
    String head = "line,key,name,outcome,code,reason";
    StringBuilder text = new StringBuilder("\ufeff" + head + "\r");
    for (int n = 0; n < 250; n++) {
      String name = n % 2 == 0 ? "5\" nail" : " \"a,\"\"b\"\",\r\nc\" ";
      text.append(n + 2).append(",E").append(n).append(',').append(name);
      text.append(",REJECTED_ROW,,").append(n % 3 == 0 ? "\r" : n % 3 == 1 ? "\r\n" : "\n");
    }
    results = Files.writeString(folder.resolve("by-hand.csv"), text);

    List<String> lines = allPages(true, "", 3);

    assertThat(lines).hasSize(250).isEqualTo(allPages(true, "a", 3)).doesNotHaveDuplicates();
    assertThat(allPages(false, "", 3)).isEqualTo(lines);
    assertThat(page(true, "", 0).found()).isEqualTo(250);
  }

  /** By its time and its size nobody could tell it from the one before. */
  @Test
  void a_file_that_took_the_place_of_another_has_an_index_of_its_own() throws IOException {
    String head = "\ufeffline,key,name,outcome,code,reason\r\n";
    results = Files.writeString(folder.resolve("one.csv"), head + "2,E2,Ana Bo,CREATED,,\r\n");
    FileTime time = FileTime.fromMillis(1);
    Files.setLastModifiedTime(results, time);
    assertThat(page(false, "", 0).found()).isZero();
    Path other = Files.writeString(folder.resolve("other.csv"), head + "2,E2,A,REJECTED_ROW,,\r\n");
    Files.setLastModifiedTime(other, time);
    assertThat(Files.size(other)).isEqualTo(Files.size(results));
    Files.move(other, results, StandardCopyOption.REPLACE_EXISTING);

    assertThat(page(false, "", 0).found()).isEqualTo(1);
  }

  @Test
  void a_file_with_nothing_but_its_header_has_no_rows() throws IOException {
    Path empty = folder.resolve("empty.csv");
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(empty)) {
      csv.write(List.of("line", "key", "name", "outcome", "code", "reason"));
    }

    assertThat(ResultPage.read(empty, indexes, new ResultPage.Wanted(true, ""), 0).rows())
        .isEmpty();
  }
}
