package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.Run.Status;
import dev.senselink.batch.ledger.lists.ListCatalog;
import dev.senselink.batch.ledger.lists.ListIndexFile;
import dev.senselink.batch.ledger.lists.ListName;
import dev.senselink.batch.outcome.Decision;
import dev.senselink.batch.outcome.RowEnding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The list of runs that lies beside the database, and what of it is counted anew. */
@OnEachDatabase
class RunIndexFileTest {
  private static final RowDecision FORCE = new RowDecision(Decision.FORCE, 7, "ab", false);

  @Parameter BookPlace place;
  @TempDir Path folder;
  private Books books;
  private Ledger ledger;
  private RunIndexFile index;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    ledger = books.ledger();
    index = new RunIndexFile(folder);
  }

  @AfterEach
  void close() {
    books.close();
  }

  /** Written by whoever is at work on the server. */
  private void write() {
    locked(() -> index.write(ledger.runs(), ledger.outcomes()));
  }

  private void locked(Runnable work) {
    books
        .database()
        .locks()
        .whileHeld(
            Set.of(Books.SERVER),
            "test",
            () -> {
              work.run();
              return "";
            });
  }

  private void ended(Status status, boolean allWorked) {
    ledger.runs().save(Books.run("R1", status, allWorked, Books.NOON));
    ledger.outcomes().store("R1", List.of(Books.outcome(1, RowEnding.REVIEW)));
    write();
    assertThat(counts("review")).isEqualTo(1);
  }

  /** Without a trace of it anywhere else. */
  private void changedBehindItsBack() {
    jdbc().update("UPDATE OUTCOME SET ENDING = 'CREATED'");
    write();
  }

  private JdbcTemplate jdbc() {
    return books.database().jdbc();
  }

  private long counts(String group) {
    JsonNode run = index.json("R1");
    assertThat(run.has("standing")).isFalse();
    return run.path("counts").path(group).asLong(-1);
  }

  @Test
  void the_rows_of_a_run_that_is_over_are_not_counted_again() {
    ended(Status.COMPLETED, true);
    changedBehindItsBack();
    assertThat(counts("review")).isEqualTo(1);
  }

  @Test
  void those_of_a_run_that_stopped_are() {
    ended(Status.STOPPED, false);
    changedBehindItsBack();
    assertThat(counts("review")).isZero();
  }

  @Test
  void so_are_those_of_a_run_that_went_on() {
    ended(Status.COMPLETED, true);
    ledger.runs().addWork("R1", 1, 5);
    changedBehindItsBack();
    assertThat(counts("created")).isEqualTo(1);
  }

  @Test
  void so_are_those_about_which_somebody_decided_and_decided_again() {
    ended(Status.COMPLETED, true);
    ledger.decisions().begin("R1", 1, FORCE, "R9", "30002").join();
    ledger.decisions().store("R1", Books.outcome(1, RowEnding.FORCED), true);
    write();
    assertThat(counts("forced")).isEqualTo(1);

    ledger.decisions().reopen("R1", "R9", "undone");
    write();
    assertThat(counts("review")).isEqualTo(1);

    ledger.decisions().begin("R1", 1, FORCE, "R9", "30002").join();
    ledger.decisions().store("R1", Books.outcome(1, RowEnding.FAILED), true);
    write();
    assertThat(counts("failed")).isEqualTo(1);
  }

  @Test
  void so_are_those_with_a_request_of_which_nobody_knows_what_became() {
    ended(Status.COMPLETED, true);
    ledger.intents().open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
    write();
    ledger.intents().close("R1", 1);
    changedBehindItsBack();
    assertThat(counts("review")).isZero();
  }

  @Test
  void a_list_that_cannot_be_read_is_written_anew() throws IOException {
    ended(Status.COMPLETED, true);
    Files.writeString(folder.resolve("runs.json"), "{");
    write();
    assertThat(counts("review")).isEqualTo(1);
  }

  @Test
  void what_is_no_run_in_it_is_left_as_it_is() throws IOException {
    Files.writeString(folder.resolve("runs.json"), "[1]");
    assertThat(index.json().size()).isOne();
  }

  @Test
  void where_others_share_the_database_their_servers_are_not_listed() {
    ledger.runs().save(Books.run("R1"));
    ledger.runs().save(Books.run("R2"));
    jdbc().update("UPDATE RUN SET SERVER = '10.0.0.6:8443' WHERE ID = 'R2'");

    write();

    assertThat(index.json().findValuesAsString("id"))
        .isEqualTo(place == BookPlace.POSTGRESQL ? List.of("R1") : List.of("R1", "R2"));
  }

  @Test
  void nor_are_their_lists() {
    ledger.listImports().begin("R1", ListName.of("Staff"), "ab", 1, false, Books.NOON);
    books
        .of("10.0.0.6:8443", Books.COMPANY)
        .listImports()
        .begin("R2", ListName.of("Guests"), "cd", 1, false, Books.NOON);
    ListIndexFile lists = new ListIndexFile(folder);
    locked(() -> lists.write(new ListCatalog(books.database())));

    assertThat(lists.json().findValuesAsString("name"))
        .isEqualTo(place == BookPlace.POSTGRESQL ? List.of("Staff") : List.of("Staff", "Guests"));
  }
}
