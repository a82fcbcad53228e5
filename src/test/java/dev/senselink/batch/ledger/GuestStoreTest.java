package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.EndedGuest.State;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.store.SentGuestFields;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What is remembered of guests, and of the deletes of those whose visits are over. */
@OnEachDatabase
class GuestStoreTest {
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

  private static SentGuestFields sent(String key, String to) {
    return new SentGuestFields(
        key, "who", "remark", List.of(9L, 2L), 65838, "2026-01-01 08:00:00", to);
  }

  private static KnownGuest guest(long person, String key, String to) {
    return KnownGuest.written(
        person, sent(key, to), true, "left", "2026-01-01 07:00:00", KnownGuest.Unshown.UNKNOWN);
  }

  private <T> T settled(Supplier<T> look) {
    ledger.guests().endedBefore(""); // waits for what was submitted
    return look.get();
  }

  @Test
  void a_guest_is_found_by_key_and_by_id_with_all_that_was_sent() {
    KnownGuest guest = guest(7, "k7", "2026-01-01 18:00:00");
    ledger.guests().remember(guest);

    assertThat(settled(() -> ledger.guests().byKey("k7"))).contains(guest);
    assertThat(ledger.guests().byId(7)).contains(guest);
    assertThat(ledger.guests().byKey("k8")).isEmpty();
    assertThat(guest.sent().groups()).containsExactly(2L, 9L);
  }

  @Test
  void the_id_number_comes_back_from_its_encrypted_form() {
    KnownGuest.Unshown unshown = ledger.guests().unshown("110105194912310029", ZoneId.of("UTC"));
    SentGuestFields sent = sent("k7", "2026-01-01 18:00:00");
    KnownGuest guest = KnownGuest.written(7, sent, true, "left", "", unshown);
    ledger.guests().remember(guest);

    KnownGuest known = settled(() -> ledger.guests().byId(7)).orElseThrow();

    assertThat(known).isEqualTo(guest);
    assertThat(known.unshown().idSealed()).doesNotContain("110105194912310029");
    assertThat(ledger.guests().idNumber(visiting(known))).isEqualTo("110105194912310029");
    KnownGuest.Unshown none = ledger.guests().unshown(null, ZoneId.of("UTC"));
    KnownGuest without = KnownGuest.written(8, sent, true, "left", "", none);
    assertThat(ledger.guests().idNumber(visiting(without))).isEmpty();
    KnownGuest before = guest(9, "k9", "2026-01-01 18:00:00");
    assertThat(ledger.guests().idNumber(visiting(before))).isNull();
  }

  private static FormerPerson visiting(KnownGuest guest) {
    return new FormerPerson(
        7, 2, "", "", Map.of(), List.of(), null, null, "", "", "", guest.stay());
  }

  @Test
  void whoever_had_the_key_before_is_forgotten_and_a_guest_may_change_the_key() {
    ledger.guests().remember(guest(7, "k7", "2026-01-01 18:00:00"));
    ledger.guests().remember(guest(8, "k7", "2026-01-02 18:00:00"));
    ledger.guests().remember(guest(8, "k8", "2026-01-03 18:00:00"));

    assertThat(settled(() -> ledger.guests().byId(7))).isEmpty();
    assertThat(ledger.guests().byKey("k7")).isEmpty();
    assertThat(ledger.guests().byKey("k8")).map(KnownGuest::person).contains(8L);
  }

  @Test
  void an_update_that_leaves_unsettles_the_guest_until_it_is_settled() {
    ledger.guests().remember(guest(7, "k7", "2026-01-01 18:00:00"));
    ledger.guests().unsettle(7);
    assertThat(settled(() -> ledger.guests().byId(7))).map(KnownGuest::settled).contains(false);

    ledger.guests().settle(7);
    assertThat(settled(() -> ledger.guests().byId(7))).map(KnownGuest::settled).contains(true);
  }

  @Test
  void the_first_listing_after_a_write_counts_and_no_later_one() {
    ledger.guests().remember(guest(1, "k1", "2026-01-01 18:00:00"));
    ledger.guests().remember(guest(2, "k2", "2026-01-01 18:00:00"));
    ledger.guests().listed(1, "first", "seen");
    ledger.guests().listed(1, "later", "other");

    assertThat(settled(() -> ledger.guests().byId(1))).map(KnownGuest::listedAt).contains("first");
    assertThat(ledger.guests().byId(1)).map(KnownGuest::leftSha).contains("seen");
    assertThat(ledger.guests().byId(2)).map(KnownGuest::listedAt).contains("");
    assertThat(ledger.guests().byId(2)).map(KnownGuest::leftSha).contains("left");
  }

  @Test
  void those_listed_after_a_write_of_a_known_time_come_newest_first() {
    for (long person = 1; person <= 4; person++) {
      ledger.guests().remember(guest(person, "k" + person, "2026-01-01 18:00:00"));
    }
    ledger
        .guests()
        .remember(
            KnownGuest.written(
                5,
                sent("k5", "2026-01-01 18:00:00"),
                true,
                "left",
                "",
                KnownGuest.Unshown.UNKNOWN));
    List.of(1L, 2L, 3L, 5L).forEach(person -> ledger.guests().listed(person, "seen", "left"));

    assertThat(settled(() -> ledger.guests().lastListed(2)))
        .extracting(KnownGuest::person)
        .as("the fourth was never listed, of the fifth no time was told")
        .containsExactly(3L, 2L);
  }

  @Test
  void ended_guests_come_oldest_first_and_only_those_made_here() {
    ledger.guests().remember(guest(1, "k1", "2026-01-02 18:00:00"));
    ledger.guests().remember(guest(2, "k2", "2026-01-01 18:00:00"));
    ledger.guests().remember(guest(3, "k3", "2026-01-03 18:00:00"));
    ledger
        .guests()
        .remember(
            KnownGuest.written(
                4,
                sent("k4", "2026-01-01 18:00:00"),
                false,
                "left",
                "",
                KnownGuest.Unshown.UNKNOWN));

    assertThat(ledger.guests().endedBefore("2026-01-03 18:00:00"))
        .extracting(KnownGuest::person)
        .containsExactly(2L, 1L);
  }

  @Test
  void a_guest_who_is_gone_is_forgotten_with_the_photo() {
    ledger.guests().remember(guest(7, "k7", "2026-01-01 18:00:00"));
    ledger.lastSent().remember(7, new LastSentStore.Sent("sha", "av", "", ""));

    ledger.guests().forget(7);

    assertThat(settled(() -> ledger.guests().byId(7))).isEmpty();
    assertThat(ledger.lastSent().of(7)).isEqualTo(LastSentStore.Sent.NOTHING);
  }

  @Test
  void guests_of_another_server_are_other_guests() {
    ledger.guests().remember(guest(7, "k7", "2026-01-01 18:00:00"));
    settled(() -> true);
    try (Ledger other = books.of("elsewhere:80", Books.COMPANY)) {
      assertThat(other.guests().byKey("k7")).isEmpty();
      assertThat(other.guests().endedBefore("2099-01-01 00:00:00")).isEmpty();
    }

    books.move(Books.SERVER, "elsewhere:80");

    try (Ledger other = books.of("elsewhere:80", Books.COMPANY)) {
      assertThat(other.guests().byKey("k7")).isPresent();
    }
  }

  @Test
  void a_delete_is_open_until_it_is_known_and_goes_with_its_run() {
    EndedGuestStore ended = ledger.endedGuests();
    EndedGuest guest = new EndedGuest("R1", 7, "李雷", "139", "2026-01-01 18:00:00", State.MEANT, "");
    ended.note(guest, Duration.ofSeconds(30));
    assertThat(ended.open()).containsExactly(guest);
    assertThat(ended.longestTimeout()).contains(Duration.ofSeconds(30));
    assertThat(ledger.anyOpen()).isTrue();

    ended.note(guest.in(State.REMOVED, ""), Duration.ofSeconds(30));
    assertThat(ended.open()).isEmpty();
    assertThat(ended.longestTimeout()).isEmpty();
    assertThat(ledger.anyOpen()).isFalse();
    assertThat(ended.removed("R1")).isEqualTo(1);
    assertThat(Ledger.ended(books.database(), "R1")).extracting(EndedGuest::name).contains("李雷");

    ledger.runs().delete("R1");
    assertThat(ended.of("R1")).isEmpty();
  }

  @Test
  void who_was_left_is_looked_at_anew_and_who_was_removed_stays_told() {
    EndedGuest one = new EndedGuest("R1", 1, "A", "1", "2026-01-02 18:00:00", State.LEFT, "why");
    ledger.endedGuests().note(one, Duration.ZERO);
    EndedGuest two = new EndedGuest("R1", 2, "B", "2", "2026-01-01 18:00:00", State.REMOVED, "");
    ledger.endedGuests().note(two, Duration.ZERO);
    assertThat(ledger.endedGuests().of("R1")).containsExactly(two, one);

    ledger.endedGuests().forgetLeft("R1");

    assertThat(ledger.endedGuests().of("R1")).containsExactly(two);
  }
}
