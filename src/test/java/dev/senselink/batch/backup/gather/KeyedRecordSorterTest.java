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
class KeyedRecordSorterTest {
  @TempDir Path folder;

  private static List<KeyedRecord> all(KeyedRecords items) throws IOException {
    List<KeyedRecord> all = new ArrayList<>();
    try (items) {
      for (KeyedRecord item = items.next(); item != null; item = items.next()) {
        all.add(item);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void many_more_than_fit_into_memory_come_back_in_order_the_last_of_each_key(boolean sealed)
      throws IOException {
    ScratchFiles scratch =
        sealed ? ScratchFiles.sealed(folder, Machine.real().chance()) : ScratchFiles.plain(folder);
    KeyedRecordSorter sorter = new KeyedRecordSorter(scratch, "sorted");
    Random chance = new Random(1);
    int keys = 8_000;
    for (int n = 0; n < 3 * keys; n++) {
      byte[] data = new byte[1_000];
      data[0] = (byte) (n / keys);
      long key = n < 2 * keys ? chance.nextInt(keys) : n - 2 * keys;
      sorter.add(new KeyedRecord(key, data));
    }
    sorter.finish();

    List<KeyedRecord> sorted = all(KeyedRecords.of(scratch.open("sorted")));

    assertThat(sorted).hasSize(keys);
    for (int n = 0; n < keys; n++) {
      assertThat(sorted.get(n).key()).isEqualTo(n);
      assertThat(sorted.get(n).data()[0]).isEqualTo((byte) 2);
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void what_comes_in_order_is_written_once_and_later_ones_still_replace_it() throws IOException {
    KeyedRecordSorter sorter = new KeyedRecordSorter(ScratchFiles.plain(folder), "sorted");
    sorter.add(new KeyedRecord(5, new byte[] {1}));
    sorter.add(new KeyedRecord(7, new byte[] {1}));
    assertThat(folder.resolve("sorted-0.part")).exists();
    sorter.add(new KeyedRecord(7, new byte[] {2}));
    sorter.add(new KeyedRecord(6, new byte[] {2}));
    sorter.add(new KeyedRecord(8, new byte[] {2}));
    sorter.add(new KeyedRecord(6, new byte[] {3}));
    sorter.finish();

    assertThat(all(KeyedRecords.of(ScratchFiles.plain(folder).open("sorted"))))
        .extracting(item -> item.key() + "/" + item.data()[0])
        .containsExactly("5/1", "6/3", "7/2", "8/2");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void items_of_one_key_become_one_as_it_is_said() throws IOException {
    KeyedRecordSorter sorter =
        new KeyedRecordSorter(
            ScratchFiles.plain(folder),
            "sorted",
            (one, other) ->
                new KeyedRecord(one.key(), new byte[] {(byte) (one.data()[0] + other.data()[0])}));
    for (int key : new int[] {5, 7, 7, 5, 7, 6}) {
      sorter.add(new KeyedRecord(key, new byte[] {1}));
    }
    sorter.finish();

    assertThat(all(KeyedRecords.of(ScratchFiles.plain(folder).open("sorted"))))
        .extracting(item -> item.key() + "/" + item.data()[0])
        .containsExactly("5/2", "6/1", "7/3");
  }

  @Test
  void a_list_of_nobody_is_an_empty_file() throws IOException {
    KeyedRecordSorter sorter = new KeyedRecordSorter(ScratchFiles.plain(folder), "sorted");
    sorter.finish();

    assertThat(all(KeyedRecords.of(ScratchFiles.plain(folder).open("sorted")))).isEmpty();
  }

  @Test
  void a_list_that_broke_off_is_forgotten() throws IOException {
    KeyedRecordSorter sorter = new KeyedRecordSorter(ScratchFiles.plain(folder), "sorted");
    sorter.add(new KeyedRecord(1, new byte[0]));
    sorter.clear();
    sorter.add(new KeyedRecord(2, new byte[0]));
    sorter.finish();

    assertThat(all(KeyedRecords.of(ScratchFiles.plain(folder).open("sorted"))))
        .extracting(KeyedRecord::key)
        .containsExactly(2L);
  }

  @Test
  void a_torn_item_ends_a_diary_and_is_written_over() throws IOException {
    Path file = folder.resolve("diary");
    try (AnswerJournal diary = AnswerJournal.at(file)) {
      diary.write(new KeyedRecord(1, new byte[] {1}));
      diary.write(new KeyedRecord(2, new byte[] {2, 2}));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    try (AnswerJournal diary = AnswerJournal.at(file)) {
      diary.write(new KeyedRecord(3, new byte[0]));
    }

    assertThat(read(file)).containsExactly(1L, 3L);
    byte[] now = Files.readAllBytes(file);
    now[now.length - 1] ^= 1;
    Files.write(file, now);
    assertThat(read(file)).containsExactly(1L);
  }

  private List<Long> read(Path file) throws IOException {
    KeyedRecordSorter sorter = new KeyedRecordSorter(ScratchFiles.plain(folder), "read");
    AnswerJournal.read(file, sorter);
    sorter.finish();
    return all(KeyedRecords.of(ScratchFiles.plain(folder).open("read"))).stream()
        .map(KeyedRecord::key)
        .toList();
  }
}
