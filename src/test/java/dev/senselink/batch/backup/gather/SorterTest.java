package dev.senselink.batch.backup.gather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items are sorted on the disk, and what a crash has torn is not taken for an answer. */
class SorterTest {
  @TempDir Path folder;

  private static List<Item> all(Items items) throws IOException {
    List<Item> all = new ArrayList<>();
    try (items) {
      for (Item item = items.next(); item != null; item = items.next()) {
        all.add(item);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void many_more_than_fit_into_memory_come_back_in_order_the_last_of_each_key(boolean sealed)
      throws IOException {
    Scratch scratch =
        sealed ? Scratch.sealed(folder, Machine.real().chance()) : Scratch.plain(folder);
    Sorter sorter = new Sorter(scratch, "sorted");
    Random chance = new Random(1);
    int keys = 8_000;
    for (int n = 0; n < 3 * keys; n++) {
      byte[] data = new byte[1_000];
      data[0] = (byte) (n / keys);
      long key = n < 2 * keys ? chance.nextInt(keys) : n - 2 * keys;
      sorter.add(new Item(key, data));
    }
    sorter.finish();

    List<Item> sorted = all(Items.of(scratch.open("sorted")));

    assertThat(sorted).hasSize(keys);
    for (int n = 0; n < keys; n++) {
      assertThat(sorted.get(n).key()).isEqualTo(n);
      assertThat(sorted.get(n).data()[0]).isEqualTo((byte) 2);
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void what_comes_in_order_is_written_once_and_later_ones_still_replace_it() throws IOException {
    Sorter sorter = new Sorter(Scratch.plain(folder), "sorted");
    sorter.add(new Item(5, new byte[] {1}));
    sorter.add(new Item(7, new byte[] {1}));
    assertThat(folder.resolve("sorted-0.part")).exists();
    sorter.add(new Item(7, new byte[] {2}));
    sorter.add(new Item(6, new byte[] {2}));
    sorter.add(new Item(8, new byte[] {2}));
    sorter.add(new Item(6, new byte[] {3}));
    sorter.finish();

    assertThat(all(Items.of(Scratch.plain(folder).open("sorted"))))
        .extracting(item -> item.key() + "/" + item.data()[0])
        .containsExactly("5/1", "6/3", "7/2", "8/2");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void a_list_of_nobody_is_an_empty_file() throws IOException {
    Sorter sorter = new Sorter(Scratch.plain(folder), "sorted");
    sorter.finish();

    assertThat(all(Items.of(Scratch.plain(folder).open("sorted")))).isEmpty();
  }

  @Test
  void a_list_that_broke_off_is_forgotten() throws IOException {
    Sorter sorter = new Sorter(Scratch.plain(folder), "sorted");
    sorter.add(new Item(1, new byte[0]));
    sorter.clear();
    sorter.add(new Item(2, new byte[0]));
    sorter.finish();

    assertThat(all(Items.of(Scratch.plain(folder).open("sorted"))))
        .extracting(Item::key)
        .containsExactly(2L);
  }

  @Test
  void a_torn_item_ends_a_diary_and_is_written_over() throws IOException {
    Path file = folder.resolve("diary");
    try (Diary diary = Diary.at(file)) {
      diary.write(new Item(1, new byte[] {1}));
      diary.write(new Item(2, new byte[] {2, 2}));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    try (Diary diary = Diary.at(file)) {
      diary.write(new Item(3, new byte[0]));
    }

    assertThat(read(file)).containsExactly(1L, 3L);
    byte[] now = Files.readAllBytes(file);
    now[now.length - 1] ^= 1;
    Files.write(file, now);
    assertThat(read(file)).containsExactly(1L);
  }

  private List<Long> read(Path file) throws IOException {
    Sorter sorter = new Sorter(Scratch.plain(folder), "read");
    Diary.read(file, sorter);
    sorter.finish();
    return all(Items.of(Scratch.plain(folder).open("read"))).stream().map(Item::key).toList();
  }
}
