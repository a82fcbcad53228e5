package dev.senselink.batch.ledger.firstpass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.ledger.firstpass.FirstPassStore.Group;
import dev.senselink.batch.ledger.firstpass.FirstPassStore.Refusal;
import dev.senselink.batch.ledger.firstpass.FirstPassStore.Suspect;
import dev.senselink.batch.roster.RowReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FirstPassStoreTest {
  private static final String JOB = "jobNumber";
  private static final String FILE = "photo file";

  @TempDir Path folder;
  private FirstPassStore store;

  @BeforeEach
  void open() {
    store = new FirstPassStore(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_value_of_one_row_is_not_shared() {
    suspect(JOB, "E1", 1);
    suspect(JOB, "E2", 2);

    assertThat(groups(JOB, true)).isEmpty();
  }

  @Test
  void a_kind_that_never_occurred_has_no_groups() {
    assertThat(groups("idNumber", true)).isEmpty();
  }

  @Test
  void the_rows_of_a_value_come_together_with_their_first_lines() {
    IntStream.rangeClosed(1, 30)
        .forEach(row -> suspect(JOB, row % 2 == 0 ? "even" : "E" + row, row));

    assertThat(groups(JOB, true))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.count()).isEqualTo(15);
              assertThat(group.first()).isEqualTo(new RowReference(2, 102));
              assertThat(group.lines())
                  .containsExactly(102L, 104L, 106L, 108L, 110L, 112L, 114L, 116L, 118L, 120L);
            });
  }

  @Test
  void the_same_value_of_two_kinds_is_shared_by_nobody() {
    suspect(JOB, "1", 1);
    suspect(FILE, "1", 2);

    assertThat(groups(JOB, true)).isEmpty();
  }

  @Test
  void values_of_a_megabyte_are_told_apart_by_their_last_letter() {
    String long1 = "x".repeat(1 << 20);
    suspect(JOB, long1 + "a", 1);
    suspect(JOB, long1 + "b", 2);
    suspect(JOB, long1 + "b", 3);

    assertThat(groups(JOB, true)).singleElement().extracting(Group::count).isEqualTo(2L);
  }

  @Test
  void rows_are_equal_only_if_all_of_them_are() {
    store.add(new Suspect(JOB, "same", new RowReference(1, 2), "r1"));
    store.add(new Suspect(JOB, "same", new RowReference(2, 3), "r1"));
    store.add(new Suspect(JOB, "other", new RowReference(3, 4), "r1"));
    store.add(new Suspect(JOB, "other", new RowReference(4, 5), "r1"));
    store.add(new Suspect(JOB, "other", new RowReference(5, 6), "r2"));

    assertThat(groups(JOB, true))
        .extracting(group -> group.count() + " " + group.equal())
        .containsExactlyInAnyOrder("2 true", "3 false");
  }

  @Test
  void a_refused_group_is_told_row_by_row_in_the_roster_s_order() {
    suspect(JOB, "B", 4);
    suspect(JOB, "A", 3);
    suspect(JOB, "B", 2);
    suspect(JOB, "A", 1);

    store.shared(JOB, true, g -> store.refuse(g, false, false, "DUP", "like " + g.first().line()));

    assertThat(refusals(5))
        .containsExactly(
            new Refusal(1, false, "DUP", "like 101"),
            new Refusal(2, false, "DUP", "like 102"),
            new Refusal(3, false, "DUP", "like 101"),
            new Refusal(4, false, "DUP", "like 102"));
  }

  @Test
  void the_first_row_can_be_spared() {
    IntStream.rangeClosed(5, 8).forEach(row -> suspect(JOB, "A", row));

    store.shared(JOB, true, g -> store.refuse(g, true, false, "DUP", "twice"));

    assertThat(refusals(9)).extracting(Refusal::row).containsExactly(6, 7, 8);
  }

  @Test
  void only_the_rows_that_the_test_picks_are_refused_for_their_photos() {
    IntStream.rangeClosed(1, 4).forEach(row -> suspect(JOB, "A", row));

    store.shared(JOB, true, g -> store.refuseSome(g, row -> row % 2 == 0, "NO", "by name"));

    assertThat(refusals(5))
        .containsExactly(
            new Refusal(2, true, "NO", "by name"), new Refusal(4, true, "NO", "by name"));
  }

  @Test
  void a_row_keeps_its_first_refusal() {
    IntStream.rangeClosed(1, 2).forEach(row -> suspect(JOB, "A", row));
    IntStream.rangeClosed(2, 3).forEach(row -> suspect(FILE, "p.jpg", row));

    store.shared(JOB, true, g -> store.refuse(g, false, false, "DUP", "first"));
    store.shared(FILE, true, g -> store.refuse(g, false, true, "CLAIMED", "second"));

    assertThat(refusals(4)).extracting(Refusal::code).containsExactly("DUP", "DUP", "CLAIMED");
  }

  @Test
  void rows_that_are_refused_already_do_not_count_where_they_need_not() {
    suspect(JOB, "A", 1);
    suspect(JOB, "A", 2);
    suspect(FILE, "p.jpg", 2);
    suspect(FILE, "p.jpg", 3);
    suspect(FILE, "q.jpg", 1);
    suspect(FILE, "q.jpg", 4);
    suspect(FILE, "q.jpg", 5);

    store.shared(JOB, true, g -> store.refuse(g, false, false, "DUP", "twice"));

    assertThat(groups(FILE, false))
        .singleElement()
        .satisfies(group -> assertThat(group.lines()).containsExactly(104L, 105L));
  }

  @Test
  void half_a_million_rows_of_one_value_are_all_refused() {
    int rows = 500_000;
    IntStream.rangeClosed(1, rows).forEach(row -> suspect(JOB, "A", row));

    store.shared(JOB, true, g -> store.refuse(g, false, false, "DUP", g.count() + " times"));

    List<Refusal> refusals = refusals(rows);
    assertThat(refusals).hasSize(rows);
    assertThat(refusals.get(rows - 1).reason()).isEqualTo("500000 times");
  }

  private void suspect(String kind, String value, int row) {
    store.add(new Suspect(kind, value, new RowReference(row, row + 100L), "r" + row));
  }

  private List<Group> groups(String kind, boolean refusedToo) {
    List<Group> groups = new ArrayList<>();
    store.shared(kind, refusedToo, groups::add);
    return groups;
  }

  private List<Refusal> refusals(int rows) {
    List<Refusal> found = new ArrayList<>();
    try (FirstPassStore.Cursor cursor = store.refusals()) {
      for (int row = 1; row <= rows; row++) {
        cursor.at(row).ifPresent(found::add);
      }
    }
    return found;
  }
}
