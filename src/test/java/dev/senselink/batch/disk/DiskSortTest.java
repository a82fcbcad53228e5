package dev.senselink.batch.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class DiskSortTest {
  @TempDir(factory = TempDirFactory.Standard.class)
  Path folder;

  /** In memory; one part; several parts; more parts than are kept apart. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_768, 100_000, 32_768 * 64 + 5})
  void records_come_back_in_order_however_many_there_are(int count) throws IOException {
    DiskSort sort = new DiskSort(folder, "some", 2);
    Random random = new Random(7);
    long sum = 0;
    for (int i = 0; i < count; i++) {
      long first = random.nextInt(1_000) - 500;
      sort.add(first, i);
      sum += first * 31 + i;
    }

    long[] before = {Long.MIN_VALUE, Long.MIN_VALUE};
    int seen = 0;
    try (DiskSort.Reader reader = sort.read()) {
      for (long[] record = reader.next(); record != null; record = reader.next()) {
        assertThat(Arrays.compare(before, record)).isNegative();
        before = record;
        sum -= record[0] * 31 + record[1];
        seen++;
      }
    }
    assertThat(seen).isEqualTo(count);
    assertThat(sum).isZero();
  }

  @Test
  void two_readings_do_not_disturb_each_other() throws IOException {
    DiskSort sort = new DiskSort(folder, "some", 1);
    for (int i = 40_000; i > 0; i--) {
      sort.add(i);
    }
    try (DiskSort.Reader ahead = sort.read();
        DiskSort.Reader behind = sort.read()) {
      List<Long> firsts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        firsts.add(first(ahead));
      }
      firsts.add(first(behind));
      assertThat(firsts).containsExactly(1L, 2L, 3L, 1L);
    }
  }

  private static long first(DiskSort.Reader reader) throws IOException {
    long[] record = reader.next();
    assertThat(record).isNotNull();
    return record[0];
  }

  @Test
  void two_sorts_share_a_folder() throws IOException {
    DiskSort low = new DiskSort(folder, "low", 1);
    DiskSort high = new DiskSort(folder, "high", 1);
    for (int i = 0; i < 70_000; i++) {
      low.add(i);
      high.add(1_000_000 + i);
    }
    try (DiskSort.Reader lows = low.read();
        DiskSort.Reader highs = high.read()) {
      assertThat(first(lows)).isZero();
      assertThat(first(highs)).isEqualTo(1_000_000);
    }
  }

  @Test
  void nothing_can_be_added_once_it_was_read() throws IOException {
    DiskSort sort = new DiskSort(folder, "some", 1);
    sort.read().close();
    assertThatThrownBy(() -> sort.add(1)).isInstanceOf(IllegalStateException.class);
  }
}
