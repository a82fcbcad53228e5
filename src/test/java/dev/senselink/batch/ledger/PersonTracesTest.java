package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.ledger.VerdictStore.Verdict;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What the ledger holds of people is told, and goes with them. */
@OnEachDatabase
class PersonTracesTest {
  @Parameter BookPlace place;

  /**
   * What tells of nobody: runs, imports of lists, report folders, addresses, counts, and decisions
   * by the number of a row.
   */
  private static final Set<String> OF_NOBODY =
      Set.of(
          "RUN",
          "REPORTED",
          "SERVER",
          "FORM",
          "UNRESTORED",
          "DECISION",
          "LIST_IMPORT",
          "BEFORE_RUN");

  @TempDir Path folder;
  private Books books;
  private Ledger ledger;
  private PersonTraces traces;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    ledger = books.ledger();
    traces = new PersonTraces(books.database());
  }

  @AfterEach
  void close() {
    books.close();
  }

  private static Set<String> tables() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(LedgerDatabase.class.getResourceAsStream("schema.sql"))) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher table = Pattern.compile("TABLE IF NOT EXISTS ([A-Z_]+)").matcher(schema);
      Set<String> tables = new TreeSet<>();
      while (table.find()) {
        tables.add(table.group(1));
      }
      tables.removeIf(name -> schema.contains("DROP TABLE IF EXISTS " + name + ";"));
      return tables;
    }
  }

  @Test
  void every_table_is_told_of_or_holds_nothing_of_people() throws IOException {
    Set<String> told = new TreeSet<>(PersonTraces.TABLES.keySet());
    assertThat(told).doesNotContainAnyElementsOf(OF_NOBODY);

    told.addAll(OF_NOBODY);

    assertThat(told).isEqualTo(tables());
  }

  @Test
  void each_has_words_in_both_languages() throws IOException {
    for (String name : List.of("messages.properties", "messages_zh.properties")) {
      Properties words = new Properties();
      try (InputStream in = Objects.requireNonNull(Cli.class.getResourceAsStream(name))) {
        words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
      assertThat(PersonTraces.TABLES.keySet())
          .as(name)
          .allMatch(table -> words.containsKey("privacy.what." + table));
    }
  }

  @Test
  void words_of_the_server_about_a_photo_go_where_they_name_somebody() {
    String theirs = "ab".repeat(32);
    String others = "cd".repeat(32);
    ledger.verdicts().remember(theirs, new Verdict(-1, 0, 30002, "looks like Zyxwolf"));
    ledger.verdicts().remember(others, new Verdict(-1, 0, 30002, "blurred"));
    ledger.known().put(Books.person(999_999, "", "")).join(); // what was remembered before is there

    new PersonEraser(books.database())
        .erase(List.of(), List.of(), List.of("Zyxwolf"), Set.of(), "erased");

    assertThat(ledger.verdicts().find(theirs)).map(Verdict::message).contains("");
    assertThat(ledger.verdicts().find(others)).map(Verdict::message).contains("blurred");
  }

  private List<String> amounts() {
    return traces.amounts().stream().map(PersonTraces.Amount::table).toList();
  }

  @Test
  void what_an_update_was_to_change_goes_with_the_person() {
    ledger.runs().save(Books.run("R1"));
    ledger.sentUpdates().note("R1", new SentUpdateStore.SentUpdate(1, 7, "remark=a:b"));
    ledger.sentUpdates().note("R1", new SentUpdateStore.SentUpdate(2, 8, "remark=a:b"));
    ledger.sentUpdates().note("R1", new SentUpdateStore.SentUpdate(3, 9, "remark=a:b"));
    List<Long> updated = new ArrayList<>();
    ledger.sentUpdates().people("R1", updated::add);
    assertThat(updated).containsExactlyInAnyOrder(7L, 8L, 9L);
    assertThat(amounts()).contains("UPDATE_SENT");

    new PersonEraser(books.database())
        .erase(
            List.of(new PersonTraces.Place("R1", 1)),
            List.of(new PersonTraces.Somebody(Books.SERVER, Books.COMPANY, 9)),
            List.of(),
            Set.of("R1"),
            "erased");

    assertThat(ledger.sentUpdates().of("R1", List.of(7L, 8L, 9L)))
        .extracting(SentUpdateStore.SentUpdate::person)
        .containsExactly(8L);
  }

  @Test
  void a_request_without_an_answer_is_open_until_its_time_is_over() {
    ledger.runs().save(Books.run("R1"));
    Intent sent = Books.intent("R1", 1, Intent.Call.CREATE);
    ledger.intents().open(sent).join();

    assertThat(traces.isOpen("R1")).isTrue();
    assertThat(traces.openUntil("R1", timeout -> timeout.multipliedBy(3)))
        .contains(sent.meantAt().plus(sent.timeout().multipliedBy(3)));
    assertThat(traces.openUntil("R2", timeout -> timeout)).isEmpty();
  }
}
