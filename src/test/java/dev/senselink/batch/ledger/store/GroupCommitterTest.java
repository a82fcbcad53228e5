package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.ledger.BookPlace;
import dev.senselink.batch.ledger.Books;
import dev.senselink.batch.machine.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;

/** What is sent together is written as if it had been sent one by one. */
class GroupCommitterTest {
  private static final String NOTE = "INSERT INTO REPORTED (RUN, FOLDER) VALUES (?, ?)";

  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(BookPlace.class)
  void writes_of_one_table_keep_their_order(BookPlace place) {
    try (Books books = Books.in(place, folder);
        GroupCommitter committer = new GroupCommitter(books.database())) {
      List<Promise<Void>> all = new ArrayList<>();
      for (int n = 0; n < 300; n++) {
        String run = "R" + n;
        all.add(committer.submit(NOTE, run, "first"));
        all.add(committer.submit("DELETE FROM REPORTED WHERE RUN = ?", run));
        all.add(committer.submit(NOTE, run, "second"));
        all.add(
            committer.submit(
                "UPDATE REPORTED SET FOLDER = ? WHERE RUN = ? AND FOLDER = ?",
                "third",
                run,
                "second"));
      }
      all.forEach(Promise::join);

      assertThat(books.database().jdbc().queryForList("SELECT FOLDER FROM REPORTED", String.class))
          .hasSize(300)
          .containsOnly("third");
    }
  }

  @ParameterizedTest
  @EnumSource(BookPlace.class)
  void what_cannot_be_written_is_told_and_what_comes_later_is_written(BookPlace place) {
    try (Books books = Books.in(place, folder);
        GroupCommitter committer = new GroupCommitter(books.database())) {
      Promise<Void> bad =
          committer.submit(
              "INSERT INTO UPDATE_SENT VALUES (?,?,?,?)", "R".repeat(100), 1, 2, "too long a name");
      assertThatThrownBy(bad::join).isInstanceOf(DataAccessException.class);

      committer.submit(NOTE, "R1", "there").join();
      assertThat(books.database().jdbc().queryForList("SELECT RUN FROM REPORTED", String.class))
          .containsExactly("R1");
    }
  }

  /** The driver says an Error then, and whoever waited for the write waited for ever. */
  @Test
  @Timeout(60)
  void whoever_waits_is_told_that_the_connection_was_cut_amid_a_batch() {
    try (Books books = Books.in(BookPlace.POSTGRESQL, folder);
        GroupCommitter committer = new GroupCommitter(books.database())) {
      Promise<Void> cut =
          committer.submit("DO $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END $$");

      assertThatThrownBy(cut::join).satisfies(e -> assertThat(PostgresFailure.isLost(e)).isTrue());
      committer.submit(NOTE, "R1", "there").join();
    }
  }

  @Test
  @Timeout(60)
  void what_nobody_waits_for_is_written_with_what_somebody_does() {
    try (Books books = Books.in(BookPlace.POSTGRESQL, folder);
        GroupCommitter committer = new GroupCommitter(books.database(), LONG)) {
      for (int n = 0; n < 50; n++) {
        committer.submitAlong(NOTE, "A" + n, "along");
        committer.submitAlong(NOTE, "B" + n, "along");
        committer.submit(NOTE, "C" + n, "waited for").join();
      }

      assertThat(
              books
                  .database()
                  .jdbc()
                  .queryForObject(
                      "SELECT COUNT(DISTINCT CAST(xmin AS TEXT)) FROM REPORTED", Integer.class))
          .isEqualTo(50);
    }
  }

  @Test
  @Timeout(60)
  void what_belongs_together_is_there_at_one_stroke() {
    String sent = "INSERT INTO UPDATE_SENT VALUES (?,?,?,?)";
    try (Books books = Books.in(BookPlace.POSTGRESQL, folder);
        GroupCommitter committer = new GroupCommitter(books.database())) {
      for (int n = 0; n < 50; n++) {
        committer
            .submit(
                List.of(
                    new GroupCommitter.Change(NOTE, "R" + n, "first"),
                    new GroupCommitter.Change(sent, "R" + n, 1, 2, "second")))
            .join();
      }

      assertThat(
              books
                  .database()
                  .jdbc()
                  .queryForObject(
                      "SELECT COUNT(*) FROM REPORTED A JOIN UPDATE_SENT B ON A.RUN = B.RUN"
                          + " WHERE A.xmin = B.xmin",
                      Integer.class))
          .isEqualTo(50);
    }
  }

  @Test
  @Timeout(60)
  void and_by_itself_where_nobody_waits_for_long() {
    try (Books books = Books.in(BookPlace.POSTGRESQL, folder);
        GroupCommitter committer = new GroupCommitter(books.database())) {
      committer.submitAlong(NOTE, "R1", "along").join();

      assertThat(books.database().jdbc().queryForList("SELECT RUN FROM REPORTED", String.class))
          .containsExactly("R1");
    }
  }
}
