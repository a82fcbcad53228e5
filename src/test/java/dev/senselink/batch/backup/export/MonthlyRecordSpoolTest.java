package dev.senselink.batch.backup.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.machine.Machine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Records find the table of their month, also where a device had a wild clock. */
class MonthlyRecordSpoolTest {
  @TempDir Path folder;

  /** Keeps the files in memory. */
  private static final class Memory implements BackupTarget {
    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

    @Override
    public OutputStream create(String name) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      files.put(name, file);
      return file;
    }

    long lines(String name) {
      return files.get(name).toString(StandardCharsets.UTF_8).lines().count();
    }

    @Override
    public InputStream read(String name) {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public boolean takesManyAtOnce() {
      return false;
    }

    @Override
    public boolean keeps(BackedUpPhoto photo) {
      return false;
    }

    @Override
    public void prepare(PhotoKind kind) {
      // Nothing is to be made.
    }

    @Override
    public Stream<BackedUpPhoto> listedPhotos(PhotoKind kind) {
      return Stream.empty();
    }

    @Override
    public Path finishBeside(Manifest manifest) {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public void finish(Manifest manifest) {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static AccessRecord record(long id, String signTime) {
    return AccessRecord.read(
        JsonMapper.shared().readTree("{\"id\":%d,\"signTime\":%s}".formatted(id, signTime)));
  }

  @Test
  void the_zone_says_which_month_it_was() throws IOException {
    Memory memory = new Memory();
    try (MonthlyRecordSpool spool =
        MonthlyRecordSpool.open(ScratchFiles.plain(folder), null, ZoneId.of("Asia/Shanghai"))) {
      spool.add(record(1, "1769875199")); // 2026-01-31 23:59:59 there
      spool.add(record(2, "1769875200"));
      spool.add(record(3, "1769875199"));
      spool.write(Machine.real(), memory);
    }

    assertThat(memory.files).containsOnlyKeys("records-2026-01.csv", "records-2026-02.csv");
    assertThat(memory.lines("records-2026-01.csv")).isEqualTo(3);
  }

  @Test
  void a_time_of_no_calendar_is_as_good_as_none() throws IOException {
    Memory memory = new Memory();
    String[] wild = {
      "null", "-1", "-9223372036854775808", "9223372036854775807", "\"soon\"", "253402300800000"
    };
    try (MonthlyRecordSpool spool =
        MonthlyRecordSpool.open(ScratchFiles.plain(folder), null, ZoneId.of("UTC"))) {
      for (int n = 0; n < wild.length; n++) {
        spool.add(record(n + 1, wild[n]));
      }
      spool.write(Machine.real(), memory);
    }

    assertThat(memory.files).containsOnlyKeys("records-1970-01.csv");
    assertThat(memory.files.keySet()).allMatch(BackupLayout::isRecords);
    assertThat(memory.lines("records-1970-01.csv")).isEqualTo(wild.length + 1);
  }
}
