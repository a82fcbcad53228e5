package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.FirstPassStore.Group;
import dev.senselink.batch.ledger.FirstPassStore.Refusal;
import dev.senselink.batch.ledger.FirstPassStore.Suspect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first pass remembers between rows. */
class FirstPassStoreTest {
  @TempDir Path folder;
  private Database database;
  private FirstPassStore store;

  @BeforeEach
  void open() {
    database = Database.temporary(folder);
    store = new FirstPassStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void add(String kind, String value, int row, String hash) {
    store.add(new Suspect(kind, value, Books.ref(row), hash));
  }

  private List<Group> shared(String kind, boolean refusedToo) {
    List<Group> groups = new ArrayList<>();
    store.shared(kind, refusedToo, groups::add);
    return groups;
  }

  @Test
  void only_values_that_really_occur_twice_are_shared() {
    add("key", "a", 1, "h1");
    add("key", "a", 4, "h4");
    add("key", "b", 2, "h2");
    add("photo", "b", 3, "h3");

    assertThat(shared("key", true))
        .containsExactly(new Group("key", "a", 2, Books.ref(1), List.of(2L, 5L), false));
    assertThat(shared("photo", true)).isEmpty();
  }

  @Test
  void a_row_that_names_a_value_twice_is_still_one_row() {
    add("key", "a", 1, "h1");
    add("key", "a", 1, "h1");

    assertThat(shared("key", true)).isEmpty();
  }

  @Test
  void rows_are_equal_when_all_their_hashes_are() {
    add("key", "a", 1, "h");
    add("key", "a", 2, "h");
    add("key", "b", 3, "h");
    add("key", "b", 4, "h");
    add("key", "b", 5, "other");

    assertThat(shared("key", true)).extracting(Group::equal).containsExactly(true, false);
  }

  @Test
  void only_the_first_few_lines_are_named_but_all_are_counted() {
    for (int row = 1; row <= 2_500; row++) {
      add("key", "a", row, "h" + row);
    }

    Group group = shared("key", true).get(0);
    assertThat(group.count()).isEqualTo(2_500);
    assertThat(group.lines()).hasSize(10).startsWith(2L, 3L);
  }

  @Test
  void the_first_refusal_of_a_row_stays_and_rows_refused_can_be_left_out() {
    add("key", "a", 1, "h1");
    add("key", "a", 2, "h2");
    add("photo", "p", 2, "h2");
    add("photo", "p", 3, "h3");
    store.shared(
        "key", true, g -> store.refuse(g, false, false, "DUPLICATE_IN_ROSTER", "same key"));

    assertThat(shared("photo", false)).isEmpty();
    store.shared("photo", true, g -> store.refuse(g, false, true, "PHOTO_AMBIGUOUS", "same file"));

    FirstPassStore.Cursor refusals = store.refusals();
    assertThat(refusals.at(1)).contains(new Refusal(1, false, "DUPLICATE_IN_ROSTER", "same key"));
    assertThat(refusals.at(2)).contains(new Refusal(2, false, "DUPLICATE_IN_ROSTER", "same key"));
    assertThat(refusals.at(3)).contains(new Refusal(3, true, "PHOTO_AMBIGUOUS", "same file"));
    assertThat(refusals.at(4)).isEmpty();
  }

  @Test
  void the_first_of_a_group_can_be_spared_and_some_can_be_picked() {
    for (int row = 1; row <= 3; row++) {
      add("key", "a", row, "h");
      add("name", "n", row + 10, "h" + row);
    }
    store.shared("key", true, g -> store.refuse(g, true, false, "D", "equal"));
    store.shared("name", true, g -> store.refuseSome(g, row -> row == 12, "P", "name"));

    FirstPassStore.Cursor refusals = store.refusals();
    List<Integer> refused = new ArrayList<>();
    for (int row = 1; row <= 20; row++) {
      refusals.at(row).ifPresent(r -> refused.add(r.row()));
    }
    assertThat(refused).containsExactly(2, 3, 12);
  }

  @Test
  void refusals_are_walked_across_pages_and_gaps() {
    for (int row : new int[] {1, 2, 5_000, 9_001}) {
      add("key", "a", row, "h" + row);
    }
    store.shared("key", true, g -> store.refuse(g, false, false, "D", "same"));

    FirstPassStore.Cursor refusals = store.refusals();
    assertThat(refusals.at(1)).isPresent();
    assertThat(refusals.at(3)).isEmpty();
    assertThat(refusals.at(4_999)).isEmpty();
    assertThat(refusals.at(5_000)).isPresent();
    assertThat(refusals.at(9_001)).isPresent();
    assertThat(refusals.at(9_002)).isEmpty();
  }

  @Test
  void values_of_any_length_are_told_apart() {
    String megabyte = "x".repeat(1 << 20);
    add("key", megabyte + "1", 1, "h1");
    add("key", megabyte + "1", 2, "h2");
    add("key", megabyte + "2", 3, "h3");

    assertThat(shared("key", true)).extracting(Group::lines).containsExactly(List.of(2L, 3L));
  }
}
