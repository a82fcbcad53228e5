package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Whatever a server says is kept and given back, to the character, and found again by it. */
@OnEachDatabase
class AnyTextTest {
  /** What no database has to like: U+0000, halves of pairs, and whatever could stand for them. */
  private static final List<String> ODD =
      List.of(
          "\0",
          "a\0b\0\0",
          "\ud800",
          "\udc00\ud800",
          "a\udbffz",
          "\udfff",
          codePoint(0x10F000),
          codePoint(0x10F001) + "\0" + codePoint(0x10F800),
          codePoint(0x10FFFF) + "\udfff",
          "😀 李雷 Zoë",
          "x'; DROP TABLE RUN; -- \\ \" %_",
          " ",
          "\t\r\n");

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

  private static String codePoint(int point) {
    return Character.toString(point);
  }

  private static KnownPerson named(long id, String text) {
    return new KnownPerson(
        id, 1, text, text, "", "", "", "", "", "", "", "", text, "", "", 0, text, null);
  }

  @Test
  void of_a_person() {
    for (int n = 0; n < ODD.size(); n++) {
      KnownPerson person = named(n + 1, ODD.get(n));
      ledger.known().put(person).join();

      assertThat(ledger.known().byId(n + 1)).contains(person);
      assertThat(ledger.known().byName(ODD.get(n))).containsExactly(person);
    }
  }

  @Test
  void of_an_outcome() {
    for (int n = 0; n < ODD.size(); n++) {
      Outcome told = Outcome.of(Books.ref(n + 1), RowEnding.REVIEW, "30002", ODD.get(n));
      ledger.outcomes().store("R1", List.of(told));

      assertThat(ledger.outcomes().of("R1", n + 1)).contains(told);
    }
  }

  @Test
  void none_is_too_long_for_what_stands_for_it() {
    for (String odd : List.of("\0", "\ud800", codePoint(0x10F000))) {
      KnownPerson person = named(1, odd.repeat(2_000));

      ledger.known().put(person).join();

      assertThat(person.remark()).hasSizeGreaterThanOrEqualTo(999);
      assertThat(ledger.known().byId(1)).contains(person);
      assertThat(ledger.known().byName(person.normalName())).containsExactly(person);
    }
  }

  @Test
  void the_longest_names_of_any_language_can_be_looked_up() {
    StringBuilder name = new StringBuilder();
    for (int point = 0x4e00; name.length() < 1_000; point += 37) {
      name.appendCodePoint(point % 0x9fff);
    }
    KnownPerson person = named(1, name.toString());

    ledger.known().put(person).join();

    assertThat(ledger.known().byName(person.normalName())).containsExactly(person);
  }

  @Test
  void texts_are_in_the_order_of_their_characters() {
    List<String> names = List.of("A", "B", "a", "b", "é", "李");
    for (String name : names.stream().sorted(Comparator.reverseOrder()).toList()) {
      ledger.runs().save(Books.run(name));
    }

    assertThat(ledger.runs().all()).extracting(Run::id).containsExactlyElementsOf(names);
  }
}
