package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.Run.Status;
import dev.senselink.batch.ledger.lists.ListMemberStore;
import dev.senselink.batch.ledger.store.OtherHolder;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.springframework.dao.DataIntegrityViolationException;

/** Two servers in one ledger: what is of the one is never taken for the other's. */
@OnEachDatabase
class TwoServersTest {
  private static final String OTHER = "10.0.0.6:8443";

  @Parameter BookPlace place;
  @TempDir Path folder;
  private Books books;
  private Ledger here;
  private Ledger there;
  private @Nullable ServerLock atWork;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    here = books.ledger();
    there = books.of(OTHER, Books.COMPANY);
  }

  @AfterEach
  void close() {
    if (atWork != null) {
      atWork.close();
    }
    there.close();
    books.close();
  }

  /** A process is at work on each server at the same time, which only a shared database allows. */
  private boolean shared() {
    return place == BookPlace.POSTGRESQL;
  }

  private static Run of(String id, String server) {
    Run run = Books.run(id);
    return new Run(
        id,
        run.command(),
        server,
        run.companyId(),
        run.companyName(),
        run.rosterSha(),
        run.roster(),
        run.rosterSettings(),
        run.photos(),
        run.report(),
        Status.RUNNING,
        false,
        "",
        10,
        Books.NOON,
        null,
        0,
        0,
        List.of(),
        List.of());
  }

  @Test
  void one_id_and_one_key_are_two_people() {
    here.known().put(Books.person(7, "e1", "111")).join();
    there.known().put(Books.person(7, "e1", "222")).join();

    assertThat(here.known().byJobNumber("e1")).containsExactly(Books.person(7, "e1", "111"));
    assertThat(there.known().byId(7)).contains(Books.person(7, "e1", "222"));
    assertThat(here.known().byMobile("222")).isEmpty();
    assertThat(here.known().count()).isOne();
    assertThat(here.known().staffWithJobNumber(0, 10)).hasSize(1);
    assertThat(here.known().having("MOBILE", 10)).hasSize(1);
    try (Ledger company = books.of(Books.SERVER, 59)) {
      assertThat(company.known().byId(7)).isEmpty();
      assertThat(company.known().highest()).isZero();
    }
  }

  @Test
  void who_made_somebody_is_noted_of_the_own_person() {
    here.known().put(Books.person(7, "e1", "")).join();
    there.known().put(Books.person(7, "e1", "")).join();

    try (KnownPeopleStore.Makers makers = here.known().makers()) {
      makers.add(7, 42);
    }

    assertThat(there.known().byId(7)).map(KnownPerson::rosterLine).isEmpty();
    there.known().made(one -> assertThat(one).isNull());
  }

  @Test
  void a_new_snapshot_leaves_that_of_a_server_at_work_alone() {
    here.known().put(Books.person(7, "e1", "")).join();
    there.known().put(Books.person(7, "e1", "")).join();

    there.known().replaceAll().close();

    assertThat(there.known().count()).isZero();
    assertThat(here.known().count()).isEqualTo(shared() ? 1 : 0);
  }

  @Test
  void what_is_known_of_somebody_stays_who_is_missing_at_the_other_server_alone() {
    here.known().put(Books.person(7, "e1", "")).join();
    there.known().put(Books.person(8, "e2", "")).join();
    LastSentStore.Sent sent = new LastSentStore.Sent("", "a7", "", "");
    here.lastSent().remember(7, sent);
    here.lastSent().remember(8, sent);
    here.flush().join();

    here.seen().forgetAbsent();

    assertThat(here.lastSent().of(7)).isEqualTo(sent);
    assertThat(here.lastSent().of(8)).isEqualTo(LastSentStore.Sent.NOTHING);
  }

  @Test
  void whoever_is_on_a_list_is_looked_for_on_its_own_server() {
    try (ListMemberStore.Filler filler = here.listMembers().filler("staff", 1)) {
      filler.add(7, here.listMembers().hashes("person 7", Map.of(KeyField.JOB_NUMBER, "e1")));
    }
    there.known().put(Books.person(7, "e1", "")).join();
    assertThat(here.listMembers().standing("staff", 2)).isZero();

    here.known().put(Books.person(7, "e1", "")).join();
    assertThat(here.listMembers().standing("staff", 2)).isOne();
  }

  @Test
  void a_run_that_is_at_work_on_another_server_is_not_taken_for_dead() {
    here.runs().begin(of("R1", Books.SERVER));
    there.runs().begin(of("R2", OTHER));

    there.runs().failDeadRuns(OTHER);

    assertThat(here.runs().find("R1"))
        .map(Run::status)
        .contains(shared() ? Status.RUNNING : Status.FAILED);
    assertThat(there.runs().find("R2")).map(Run::status).contains(Status.FAILED);
  }

  @Test
  void requests_without_an_answer_are_waited_for_by_whoever_has_the_lock_for_their_server() {
    here.intents().open(Books.intent("R1", 1, Intent.Call.CREATE)).join();

    assertThat(there.intents().open()).isEmpty();
    assertThat(there.longestTimeout()).isZero();
    assertThat(there.anyOpen()).isEqualTo(!shared());
    assertThat(here.anyOpen()).isTrue();
  }

  @Test
  void likewise_deletes_of_guests() {
    here.endedGuests()
        .note(
            new EndedGuest("R1", 8, "Ana", "1", "2026-01-01 00:00:00", EndedGuest.State.MEANT, ""),
            Duration.ofSeconds(1));

    assertThat(there.endedGuests().open()).isEmpty();
    assertThat(there.anyOpen()).isEqualTo(!shared());
    assertThat(here.anyOpen()).isTrue();
  }

  @Test
  void a_run_of_an_id_that_another_server_has_is_refused_and_changes_nothing() {
    here.runs().begin(of("R1", Books.SERVER));

    assertThatThrownBy(() -> there.runs().begin(of("R1", OTHER)))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(here.runs().find("R1")).contains(of("R1", Books.SERVER));
  }

  @Test
  void deleting_a_run_takes_the_snapshot_of_its_own_server() {
    here.runs().begin(of("R1", Books.SERVER));
    here.known().put(Books.person(7, "e1", "")).join();
    there.known().put(Books.person(7, "e1", "")).join();

    here.runs().delete("R1");

    assertThat(here.known().count()).isZero();
    assertThat(there.known().count()).isOne();
  }

  /** Another process is, be it with a dry run, of which no run is written down. */
  private void at_work_here_and_not_there() {
    if (shared()) {
      SharedDatabase at =
          new SharedDatabase(place.words(folder), "postgres", "", null, false, Postgres.KEY, null);
      atWork = OtherHolder.of(at, Books.SERVER, "import users");
    }
    here.known().put(Books.person(7, "e1", "")).join();
    there.known().put(Books.person(8, "e2", "")).join();
    here.lastSent().remember(7, new LastSentStore.Sent("", "a7", "", ""));
    here.flush().join();
  }

  @Test
  void erasing_somebody_leaves_a_run_that_is_at_work_what_it_goes_by() {
    at_work_here_and_not_there();

    new PersonEraser(books.database())
        .erase(
            List.of(),
            List.of(new PersonTraces.Somebody(OTHER, Books.COMPANY, 8)),
            List.of("e2"),
            Set.of(),
            "");

    assertThat(there.known().count()).isZero();
    assertThat(here.known().count()).isEqualTo(shared() ? 1 : 0);
    assertThat(new PersonTraces(books.database()).snapshots())
        .isEqualTo(shared() ? List.of(Books.SERVER) : List.of());
  }

  @Test
  void forgetting_what_is_old_leaves_it_too() {
    at_work_here_and_not_there();

    new PersonEraser(books.database()).forgetBefore(Books.NOON, "2026-01-31 12:00:00");

    assertThat(there.known().count()).isZero();
    assertThat(here.known().count()).isEqualTo(shared() ? 1 : 0);
    assertThat(here.lastSent().of(7))
        .isEqualTo(
            shared() ? new LastSentStore.Sent("", "a7", "", "") : LastSentStore.Sent.NOTHING);
  }

  @Test
  void what_a_process_that_died_has_left_is_nobodys_work() {
    here.runs().begin(of("R1", Books.SERVER));
    here.known().put(Books.person(7, "e1", "")).join();

    new PersonEraser(books.database()).forgetBefore(Books.NOON, "2026-01-31 12:00:00");

    assertThat(here.known().count()).isZero();
  }

  @Test
  void what_is_of_the_own_servers_goes_while_they_are_held() {
    here.known().put(Books.person(7, "e1", "")).join();
    here.runs().begin(of("R1", Books.SERVER));

    books
        .database()
        .locks()
        .whileHeld(
            Set.of(Books.SERVER),
            "runs delete",
            () -> {
              here.runs().delete("R1");
              return true;
            });

    assertThat(here.known().count()).isZero();
  }

  @Test
  void an_address_is_not_moved_without_the_lock_of_both() {
    ThrowingCallable move = () -> here.runs().moveAddress(OTHER, Books.SERVER, Books.COMPANY);

    if (shared()) {
      assertThatThrownBy(move).isInstanceOf(IllegalStateException.class);
      books
          .database()
          .locks()
          .whileHeld(
              Set.of(OTHER),
              "test",
              () -> assertThatThrownBy(move).isInstanceOf(IllegalStateException.class));
    } else {
      assertThatNoException().isThrownBy(move);
    }
  }

  @Test
  void deleting_an_earlier_run_leaves_it_too() {
    at_work_here_and_not_there();
    here.runs().save(Books.run("R0", Status.COMPLETED, true, Books.NOON));

    here.runs().delete("R0");

    assertThat(here.known().count()).isEqualTo(shared() ? 1 : 0);
  }

  @Test
  void somebody_who_is_made_anew_on_one_server_stays_known_on_the_other() {
    here.known().put(Books.person(7, "e1", "")).join();
    there.known().put(Books.person(7, "e1", "")).join();

    here.undone().replace("R1", 7, 70, "R2", "");

    assertThat(here.known().byId(7)).isEmpty();
    assertThat(there.known().byId(7)).isPresent();
  }
}
