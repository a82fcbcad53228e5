package dev.senselink.batch.backup;

import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.backup.export.BackupTableWriter;
import dev.senselink.batch.backup.export.BackupTarget;
import dev.senselink.batch.backup.export.ExportFolderLock;
import dev.senselink.batch.backup.export.FolderBackupTarget;
import dev.senselink.batch.backup.export.ZipBackupTarget;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A sound backup of a small company, another one for every seed; without pictures taken at the
 * doors where the seed is divisible by four.
 */
public final class SampleBackup {
  private static final int STAFF = 8;
  private static final int GUESTS = 3;
  private static final long FIRST = 65_001;

  private final Random chance;
  private final Map<String, FileFacts> files = new TreeMap<>();
  private final List<List<String>> photos = new ArrayList<>();
  private final BackupTarget place;
  private final long seed;

  private SampleBackup(BackupTarget place, long seed) {
    this.place = place;
    this.seed = seed;
    this.chance = new Random(seed);
  }

  /** Writes one into a folder that is not there yet. */
  public static void write(Path folder, long seed) throws IOException {
    write(folder, seed, BackupKeys.none());
  }

  /** The same, sealed. */
  static void write(Path folder, long seed, BackupKeys keys) throws IOException {
    try (FolderBackupTarget place = folder(folder, manifest(Map.of(), seed), keys)) {
      write(place, seed);
    }
  }

  /** A folder that is to be written. */
  static FolderBackupTarget folder(Path folder, Manifest marker, BackupKeys keys)
      throws IOException {
    return FolderBackupTarget.take(
        folder, marker, keys, any -> true, ExportFolderLock.take(folder));
  }

  /** A zip that is to be written. */
  static ZipBackupTarget zip(Path file, BackupKeys keys, Path scratch) throws IOException {
    return new ZipBackupTarget(
        file, keys, ScratchFiles.sealed(scratch, Machine.real().chance()), 1, any -> true);
  }

  /** Writes one into a place where nothing is yet. */
  public static void write(BackupTarget place, long seed) throws IOException {
    SampleBackup backup = new SampleBackup(place, seed);
    backup.all();
    place.finish(manifest(backup.files, seed));
  }

  /** The same again elsewhere, without waiting for the disk. */
  public static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
    return to;
  }

  private static Manifest manifest(Map<String, FileFacts> files, long seed) {
    return new Manifest(
        "test",
        "server:80",
        7,
        "公司 " + seed,
        "2026-01-31T22:00:00+08:00",
        "2026-01-31T22:01:00+08:00",
        null,
        null,
        files,
        List.of(new Manifest.Missing("idNumber", 3, "why")));
  }

  private void all() throws IOException {
    bytes(BackupLayout.COMPANY, 300);
    bytes(BackupLayout.BOOK, 2_000);
    table(
        Table.DEPARTMENTS,
        List.of(
            new BackedUpDepartment(1, 0L, "A", "A", "", FIRST, "N0").cells(),
            new BackedUpDepartment(2, 1L, "A/B", "B", "", null, "").cells()));
    table(
        Table.GROUPS,
        List.of(new BackedUpGroup(1, 1, "默认组").cells(), new BackedUpGroup(2, 2, "=v").cells()));
    table(
        Table.DEVICES,
        List.of(
            new BackedUpDevice(
                    28,
                    "SN",
                    "门",
                    "",
                    0L,
                    "",
                    List.of("默认组"),
                    List.of("=v"),
                    List.of(1L),
                    List.of(2L),
                    null,
                    "",
                    "")
                .cells()));
    users();
    guests();
    table(Table.PHOTO_LIST, photos);
    records("records-2026-01.csv", 40);
    records("records-2026-02.csv", 3);
    if (seed % 4 != 0) {
      recordPhotos();
    }
  }

  private void users() throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (int n = 0; n < STAFF; n++) {
      long id = FIRST + n;
      String photo = n % 4 == 3 ? "" : photo(id);
      lines.add(
          new BackedUpUser(
                  "Person " + chance.nextInt(),
                  "N" + n,
                  "",
                  "",
                  "F",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  "",
                  n % 2 == 0 ? "A/B" : "",
                  List.of("默认组"),
                  photo,
                  id,
                  n % 2 == 0 ? 2L : 0L,
                  List.of(1L),
                  photo.isEmpty() ? "" : "a" + id,
                  "",
                  "")
              .cells());
    }
    table(Table.USERS, lines);
  }

  private void guests() throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (int n = 0; n < GUESTS; n++) {
      long id = FIRST + STAFF + n;
      lines.add(
          new BackedUpGuest(
                  "Guest " + chance.nextInt(),
                  "13" + n,
                  "",
                  List.of("=v"),
                  photo(id),
                  n == 0 ? "" : n == 1 ? "#" + FIRST : "N1",
                  "",
                  "",
                  id,
                  List.of(2L),
                  "a" + id,
                  "",
                  "",
                  "")
              .cells());
    }
    table(Table.GUESTS, lines);
  }

  private String photo(long id) throws IOException {
    byte[] content = new byte[200 + chance.nextInt(800)];
    chance.nextBytes(content);
    try (OutputStream out = place.create(BackupLayout.photo(id))) {
      out.write(content);
    }
    photos.add(
        new BackedUpPhoto(
                id, BackupLayout.photo(id), "a" + id, content.length, Sha256Digest.hexOf(content))
            .cells());
    return BackupLayout.photoName(id);
  }

  private void recordPhotos() throws IOException {
    place.prepare(PhotoKind.RECORD);
    List<List<String>> lines = new ArrayList<>();
    for (long record : List.of(1L, 1 + seed)) {
      lines.add(recordPhoto(PhotoKind.recordKey(record, false)).cells());
      lines.add(recordPhoto(PhotoKind.recordKey(record, true)).cells());
    }
    table(Table.RECORD_PHOTO_LIST, lines);
  }

  private BackedUpPhoto recordPhoto(long key) throws IOException {
    byte[] content = new byte[100 + chance.nextInt(100)];
    chance.nextBytes(content);
    String file = PhotoKind.RECORD.file(key);
    try (OutputStream out = place.create(file)) {
      out.write(content);
    }
    return new BackedUpPhoto(
        PhotoKind.RECORD.id(key), file, "r" + key, content.length, Sha256Digest.hexOf(content));
  }

  private void records(String file, int count) throws IOException {
    try (BackupTableWriter writer = BackupTableWriter.create(place, file, RecordCells.columns())) {
      for (int n = 1; n <= count; n++) {
        List<String> cells = new ArrayList<>(RecordCells.columns());
        cells.set(0, String.valueOf(n));
        writer.write(cells);
      }
      files.put(file, writer.finish());
    }
  }

  private void table(Table table, List<List<String>> lines) throws IOException {
    try (BackupTableWriter writer =
        BackupTableWriter.create(place, table.file(), table.columns())) {
      for (List<String> line : lines) {
        writer.write(line);
      }
      files.put(table.file(), writer.finish());
    }
  }

  private void bytes(String file, int count) throws IOException {
    byte[] content = new byte[count];
    chance.nextBytes(content);
    DigestingOutputStream measured = new DigestingOutputStream(place.create(file));
    try (OutputStream out = measured) {
      out.write(content);
    }
    files.put(file, measured.facts(null));
  }
}
