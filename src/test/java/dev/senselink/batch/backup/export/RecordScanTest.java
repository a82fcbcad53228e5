package dev.senselink.batch.backup.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.gather.ExportedPerson;
import dev.senselink.batch.backup.gather.KeyedRecord;
import dev.senselink.batch.backup.gather.KeyedRecords;
import dev.senselink.batch.backup.gather.MergeCursor;
import dev.senselink.batch.backup.gather.ScratchFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A visitor's host is taken from the records only where all of them name the same one. */
class RecordScanTest {
  private static final String TABLE = "records-2026-01.csv";
  private static final String NEXT_TABLE = "records-2026-02.csv";

  @TempDir Path folder;

  private final List<List<String>> january = new ArrayList<>();
  private final List<List<String>> february = new ArrayList<>();

  private List<String> record(long visitor, String name, String host, String type) {
    List<String> columns = RecordCells.columns();
    List<String> cells = new ArrayList<>(Collections.nCopies(columns.size(), ""));
    cells.set(columns.indexOf("id"), String.valueOf(january.size() + february.size() + 1));
    cells.set(columns.indexOf("userId"), String.valueOf(visitor));
    cells.set(columns.indexOf("name"), name);
    cells.set(columns.indexOf("receptionUserId"), host);
    cells.set(columns.indexOf("type"), type);
    return cells;
  }

  private @Nullable Long hostOf(long visitor, String name) throws IOException {
    List<String> texts =
        new ArrayList<>(Collections.nCopies(ExportedPerson.Text.values().length, ""));
    texts.set(ExportedPerson.Text.NAME.ordinal(), name);
    ExportedPerson person = new ExportedPerson(visitor, true, texts, false, 0, null, List.of());
    try (FolderBackupTarget place = place()) {
      write(place, TABLE, january);
      write(place, NEXT_TABLE, february);
      try (MergeCursor hosts = scan(place).hosts()) {
        return RecordScan.host(hosts, person);
      }
    }
  }

  private FolderBackupTarget place() throws IOException {
    Path backup = folder.resolve("backup");
    Manifest marker = new Manifest("t", "s:80", 7, "c", "", "", null, null, Map.of(), List.of());
    return FolderBackupTarget.take(
        backup, marker, BackupKeys.none(), any -> true, ExportFolderLock.take(backup));
  }

  private RecordScan scan(BackupTarget place) throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    return RecordScan.of(place, List.of(TABLE, NEXT_TABLE), ScratchFiles.plain(scratch), true);
  }

  private static void write(BackupTarget place, String table, List<List<String>> lines)
      throws IOException {
    try (BackupTableWriter writer = BackupTableWriter.create(place, table, RecordCells.columns())) {
      for (List<String> line : lines) {
        writer.write(line);
      }
      writer.finish();
    }
  }

  @Test
  void all_records_name_the_same_one() throws IOException {
    january.add(record(7, "张三", "5", "2"));
    january.add(record(9, "other", "6", "2"));
    february.add(record(7, "张三", "5", "2"));

    assertThat(hostOf(7, "张三")).isEqualTo(5);
    assertThat(hostOf(8, "张三")).isNull();
  }

  @Test
  void two_hosts_are_none_whatever_comes_after() throws IOException {
    january.add(record(7, "Guest", "5", "2"));
    january.add(record(7, "Guest", "6", "2"));
    february.add(record(7, "Guest", "5", "2"));

    assertThat(hostOf(7, "Guest")).isNull();
  }

  @Test
  void a_record_that_names_no_host_names_another() throws IOException {
    january.add(record(7, "Guest", "5", "2"));
    february.add(record(7, "Guest", "0", "2"));

    assertThat(hostOf(7, "Guest")).isNull();
  }

  @Test
  void records_of_another_name_or_of_staff_name_no_host() throws IOException {
    january.add(record(7, "Guest", "5", "2"));
    january.add(record(8, "Staff", "5", "1"));

    assertThat(hostOf(7, "Somebody else")).isNull();
    assertThat(hostOf(8, "Staff")).isNull();
  }

  @Test
  void pictures_of_all_records_are_counted() throws IOException {
    List<String> columns = RecordCells.columns();
    january.add(record(7, "Guest", "5", "2"));
    january.get(0).set(columns.indexOf("signAvatar"), "5cd2");
    january.get(0).set(columns.indexOf("signBgAvatar"), "5cd3");
    february.add(record(0, "", "", "3"));
    february.get(0).set(columns.indexOf("signBgAvatar"), "5cd4");

    try (FolderBackupTarget place = place()) {
      write(place, TABLE, january);
      write(place, NEXT_TABLE, february);

      RecordScan scan = scan(place);
      assertThat(scan.pictures()).isEqualTo(3);
      assertThat(scan.unkept()).isZero();
      assertThat(images(scan)).containsExactly("2 5cd2", "3 5cd3", "5 5cd4");
    }
  }

  private static List<String> images(RecordScan scan) throws IOException {
    List<String> images = new ArrayList<>();
    try (KeyedRecords all = scan.imageIds()) {
      for (KeyedRecord item = all.next(); item != null; item = all.next()) {
        images.add(item.key() + " " + RecordScan.imageId(item));
      }
    }
    return images;
  }

  @Test
  void a_picture_that_no_file_can_be_named_after_is_counted() throws IOException {
    List<String> columns = RecordCells.columns();
    january.add(record(7, "Guest", "5", "2"));
    january.get(0).set(columns.indexOf("id"), "9223372036854775807");
    january.get(0).set(columns.indexOf("signAvatar"), "5cd2");

    try (FolderBackupTarget place = place()) {
      write(place, TABLE, january);
      write(place, NEXT_TABLE, february);

      RecordScan scan = scan(place);
      assertThat(scan.unkept()).isEqualTo(1);
      assertThat(images(scan)).isEmpty();
    }
  }
}
