package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is there is always looked for, whoever has put it there. */
class AbsentKeysTest {
  @TempDir Path folder;

  @Test
  void what_was_added_is_never_lacking_and_most_of_the_rest_is() {
    AbsentKeys keys = new AbsentKeys();
    for (int n = 0; n < 10_000; n++) {
      keys.add("N_JOB", "e" + n);
    }

    int lacking = 0;
    for (int n = 0; n < 10_000; n++) {
      assertThat(keys.lacks("N_JOB", "e" + n)).isFalse();
      assertThat(keys.lacks("N_JOB", "e" + n + "  ")).isFalse();
      lacking += keys.lacks("N_MAIL", "e" + n) ? 1 : 0;
    }
    assertThat(lacking).isGreaterThan(9_000);
  }

  @ParameterizedTest
  @EnumSource(BookPlace.class)
  void somebody_is_found_whether_listed_or_made_since_or_filled_in_by_a_process_before(
      BookPlace place) {
    try (Books books = Books.in(place, folder)) {
      KnownPeopleStore known = books.ledger().known();
      try (KnownPeopleStore.Filler listed = known.replaceAll()) {
        listed.add(Books.person(1, "e1", "555"));
      }
      known.put(Books.person(2, "e2", "666")).join();

      assertThat(known.byJobNumber("e1")).hasSize(1);
      assertThat(known.byMobile("666")).hasSize(1);
      assertThat(known.byName("person 2")).hasSize(1);
      assertThat(known.byMobile("777")).isEmpty();
      try (Ledger later = books.of(Books.SERVER, Books.COMPANY)) {
        assertThat(later.known().byJobNumber("e1")).hasSize(1);
        assertThat(later.known().byMobile("666")).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BookPlace.class)
  void a_photo_is_judged_once_by_this_process_or_one_before(BookPlace place) {
    VerdictStore.Verdict good = new VerdictStore.Verdict(1, 0, 0, "");
    try (Books books = Books.in(place, folder)) {
      VerdictStore verdicts = books.ledger().verdicts();
      assertThat(verdicts.find("ab")).isEmpty();
      verdicts.remember("ab", good);
      books.ledger().known().put(Books.person(1, "e1", "555")).join(); // behind it in one line

      assertThat(verdicts.find("ab")).contains(good);
      try (Ledger later = books.of(Books.SERVER, Books.COMPANY)) {
        assertThat(later.verdicts().find("ab")).contains(good);
      }
    }
  }
}
