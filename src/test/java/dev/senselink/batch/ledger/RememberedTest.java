package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.LastSentStore.Sent;
import dev.senselink.batch.ledger.VerdictStore.Verdict;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What is remembered beside runs: who is there, verdicts on photos, what was last sent. */
@OnEachDatabase
class RememberedTest {
  @Parameter BookPlace place;
  @TempDir Path folder;
  private Books books;
  private Ledger ledger;

  @BeforeEach
  void open() {
    books = Books.in(place, folder);
    ledger = books.ledger();
  }

  @AfterEach
  void close() {
    books.close();
  }

  /** The committer works in order: what is written now is seen once a later write is done. */
  private void settled() {
    ledger.known().put(Books.person(999_999, "", "")).join();
  }

  @Test
  void people_are_found_by_each_key_and_by_id() {
    KnownPeopleStore known = ledger.known();
    KnownPerson person =
        new KnownPerson(
            7,
            2,
            "李雷",
            "李雷",
            "E7",
            "139",
            "C7",
            "A@b",
            "e7",
            "139",
            "c7",
            "a@b",
            "note",
            "av",
            "2026",
            3,
            "position=Clerk",
            12L);
    known.put(person).join();

    assertThat(known.byId(7)).contains(person);
    assertThat(known.byJobNumber("e7")).containsExactly(person);
    assertThat(known.byMobile("139")).containsExactly(person);
    assertThat(known.byIcNumber("c7")).containsExactly(person);
    assertThat(known.byMail("a@b")).containsExactly(person);
    assertThat(known.byJobNumber("E7")).isEmpty();
  }

  @Test
  void several_people_of_one_key_come_by_id_and_a_newer_version_replaces_an_older() {
    KnownPeopleStore known = ledger.known();
    known.put(Books.person(2, "e1", "")).join();
    known.put(Books.person(1, "e1", "")).join();
    known.put(Books.person(2, "e1", "555")).join();

    assertThat(known.byJobNumber("e1")).extracting(KnownPerson::id).containsExactly(1L, 2L);
    assertThat(known.byMobile("555")).hasSize(1);
  }

  @Test
  void a_refilled_snapshot_holds_nobody_of_the_old_one() {
    KnownPeopleStore known = ledger.known();
    known.put(Books.person(1, "e1", "")).join();

    try (KnownPeopleStore.Filler filler = known.replaceAll()) {
      LongStream.rangeClosed(10, 2_510).forEach(id -> filler.add(Books.person(id, "n" + id, "")));
    }

    assertThat(known.count()).isEqualTo(2_501);
    assertThat(known.byId(1)).isEmpty();
    assertThat(known.byJobNumber("n2510")).hasSize(1);
  }

  @Test
  void the_line_that_made_a_person_is_noted() {
    ledger.known().put(Books.person(1, "e1", "")).join();

    try (KnownPeopleStore.Makers makers = ledger.known().makers()) {
      makers.add(1, 42);
      makers.add(2, 43);
    }

    assertThat(ledger.known().byId(1)).map(KnownPerson::rosterLine).contains(42L);
    assertThat(ledger.known().byId(2)).isEmpty();
  }

  @Test
  void a_verdict_is_remembered_by_server_company_and_photo_until_it_is_forgotten() {
    ledger.verdicts().remember("sha", new Verdict(2, 0, 0, "two"));
    ledger.verdicts().remember("sha", new Verdict(1, 10201, 0, "small"));
    ledger.verdicts().remember("long", new Verdict(-1, 0, 30003, "x".repeat(5_000)));
    settled();

    assertThat(ledger.verdicts().find("sha")).contains(new Verdict(1, 10201, 0, "small"));
    assertThat(ledger.verdicts().find("long")).map(v -> v.message().length()).contains(1_000);
    try (Ledger other = books.of(Books.SERVER, 59)) {
      assertThat(other.verdicts().find("sha")).isEmpty();
      other.verdicts().forget();
    }
    assertThat(ledger.verdicts().find("sha")).isPresent();
    ledger.verdicts().forget();
    assertThat(ledger.verdicts().find("sha")).isEmpty();
  }

  @Test
  void what_was_last_sent_is_remembered_per_person_until_it_counts_as_not_sent() {
    ledger.lastSent().remember(5, new Sent("old", "", "", ""));
    ledger.lastSent().remember(5, new Sent("sha", "av", "id", "cipher"));
    settled();

    assertThat(ledger.lastSent().of(5)).isEqualTo(new Sent("sha", "av", "id", "cipher"));
    assertThat(ledger.lastSent().of(6)).isEqualTo(Sent.NOTHING);
    try (Ledger other = books.of("other:443", Books.COMPANY)) {
      assertThat(other.lastSent().of(5)).isEqualTo(Sent.NOTHING);
    }

    ledger.lastSent().forget(5);
    settled();
    assertThat(ledger.lastSent().of(5)).isEqualTo(Sent.NOTHING);
  }
}
