package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.Run.Status;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The runs of a data folder. */
@OnEachDatabase
class RunStoreTest {
  @Parameter BookPlace place;
  @TempDir Path folder;
  private Books books;
  private RunStore runs;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    runs = books.ledger().runs();
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void a_run_comes_back_as_it_was_saved_and_saved_again() {
    runs.save(Books.run("R1"));
    Run ended =
        new Run(
            "R1",
            "import-users",
            Books.SERVER,
            Books.COMPANY,
            "Sandbox Company",
            "ab12",
            "/rosters/staff.csv",
            "{\"kind\":\"USERS\"}",
            "/other/photos",
            "/reports/two",
            Status.STOPPED,
            true,
            "stopped by Ctrl-C",
            10,
            Books.NOON,
            Books.NOON.plusSeconds(5),
            0,
            0,
            List.of("A/B", "A/B/C"),
            List.of("访客"));
    runs.save(ended);

    assertThat(runs.find("R1")).contains(ended);
    assertThat(runs.all()).hasSize(1);
    assertThat(runs.find("R2")).isEmpty();
  }

  @Test
  void the_newest_run_with_rows_left_is_the_one_to_resume() {
    runs.save(Books.run("R1", Status.STOPPED, false, Books.NOON));
    runs.save(Books.run("R3", Status.FAILED, false, Books.NOON.plusSeconds(2)));
    runs.save(Books.run("R2", Status.STOPPED, false, Books.NOON.plusSeconds(1)));
    runs.save(Books.run("R4", Status.COMPLETED, true, Books.NOON.plusSeconds(3)));

    assertThat(runs.unfinished("import-users", Books.SERVER, Books.COMPANY, "ab12"))
        .map(Run::id)
        .contains("R3");
    assertThat(runs.all()).extracting(Run::id).containsExactly("R1", "R2", "R3", "R4");
  }

  @Test
  void another_command_server_company_or_roster_is_another_run() {
    runs.save(Books.run("R1", Status.STOPPED, false, Books.NOON));

    assertThat(runs.unfinished("import-guests", Books.SERVER, Books.COMPANY, "ab12")).isEmpty();
    assertThat(runs.unfinished("import-users", "other:443", Books.COMPANY, "ab12")).isEmpty();
    assertThat(runs.unfinished("import-users", Books.SERVER, 59, "ab12")).isEmpty();
    assertThat(runs.unfinished("import-users", Books.SERVER, Books.COMPANY, "cd34")).isEmpty();
  }

  @Test
  void work_adds_up_over_the_processes_of_a_run_and_survives_a_save() {
    runs.save(Books.run("R1"));
    runs.addWork("R1", 50, Duration.ofSeconds(2).toMillis());
    runs.addWork("R1", 7, 500);
    runs.save(Books.run("R1", Status.STOPPED, false, Books.NOON));

    assertThat(runs.find("R1"))
        .hasValueSatisfying(
            run -> {
              assertThat(run.worked()).isEqualTo(57);
              assertThat(run.workMillis()).isEqualTo(2_500);
              assertThat(run.status()).isEqualTo(Status.STOPPED);
            });
  }

  @Test
  void a_run_whose_process_died_is_not_running_any_more() {
    runs.save(Books.run("R1", Status.RUNNING, false, Books.NOON));
    runs.save(Books.run("R2", Status.COMPLETED, true, Books.NOON));

    runs.failDeadRuns(Books.SERVER);

    assertThat(runs.all()).extracting(Run::status).containsExactly(Status.FAILED, Status.COMPLETED);
    assertThat(runs.unfinished("import-users", Books.SERVER, Books.COMPANY, "ab12")).isPresent();
  }

  @Test
  void an_address_that_several_remember_at_once_is_remembered_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> remembers =
          () -> {
            for (int n = 0; n < 60; n++) {
              runs.rememberAddress("10.0.0.%d:443".formatted(n), Books.COMPANY, "Company");
            }
            return 60;
          };
      for (Future<Integer> one : threads.invokeAll(Collections.nCopies(4, remembers))) {
        assertThat(one.get()).isEqualTo(60);
      }
    } finally {
      threads.shutdownNow();
    }
    runs.rememberAddress("10.0.0.0:443", Books.COMPANY, "renamed since");
    assertThat(runs.otherAddresses(Books.SERVER, Books.COMPANY, "Company")).hasSize(60);
  }

  @Test
  void all_that_is_remembered_moves_with_a_server_to_its_new_address() {
    runs.rememberAddress("old:443", Books.COMPANY, "Sandbox Company");
    try (Ledger old = books.of("old:443", Books.COMPANY)) {
      old.intents().open(Books.intent("R1", 1, Intent.Call.CREATE)).join();
      old.verdicts().remember("sha", new VerdictStore.Verdict(1, 0, 0, ""));
      old.lastSent().remember(65001, new LastSentStore.Sent("a", "b", "c", "d"));
    }
    assertThat(runs.otherAddresses(Books.SERVER, Books.COMPANY, "Sandbox Company"))
        .containsExactly("old:443");

    books.move("old:443", Books.SERVER);

    assertThat(runs.knowsAddress(Books.SERVER, Books.COMPANY)).isTrue();
    assertThat(runs.otherAddresses(Books.SERVER, Books.COMPANY, "Sandbox Company")).isEmpty();
    assertThat(books.ledger().intents().open()).hasSize(1);
    assertThat(books.ledger().verdicts().find("sha")).isPresent();
    assertThat(books.ledger().lastSent().of(65001).avatarId()).isEqualTo("b");
  }

  @Test
  void deleting_a_run_leaves_the_others_alone() {
    for (String id : List.of("R1", "R2")) {
      runs.save(Books.run(id, Status.FAILED, false, Books.NOON));
      books.ledger().intents().open(Books.intent(id, 1, Intent.Call.CREATE)).join();
      books.ledger().outcomes().store(id, List.of(Books.outcome(2, RowEnding.CREATED)));
    }
    books.ledger().known().put(Books.person(1, "E1", "")).join();

    runs.delete("R1");

    assertThat(runs.all()).extracting(Run::id).containsExactly("R2");
    assertThat(books.ledger().outcomes().attempted("R1")).isZero();
    assertThat(books.ledger().outcomes().attempted("R2")).isEqualTo(1);
    assertThat(books.ledger().intents().open()).extracting(Intent::run).containsExactly("R2");
    assertThat(books.ledger().known().count()).isZero();
  }
}
