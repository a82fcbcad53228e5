package dev.senselink.batch.backup.export;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.SampleBackup;
import dev.senselink.batch.backup.verify.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new backup takes the place of the old one whole, whatever becomes of the process. */
class BackupReplacementTest {
  @TempDir Path folder;

  /** Whoever may write the folder may have laid there what the next export would carry out. */
  @Test
  void no_name_leads_out_of_the_folder() throws IOException {
    Path target = Files.createDirectories(folder.resolve("backup"));
    Path work = Files.createDirectories(target.resolve(BackupLayout.WORK));
    Map<String, Manifest.FileFacts> files =
        Map.of("../stolen", new Manifest.FileFacts(null, 4, "0".repeat(64)));
    Manifest laid = new Manifest("t", "s:80", 7, "c", "", "", null, null, files, List.of());
    Files.write(work.resolve(BackupLayout.WHOLE), laid.json());
    Files.writeString(work.resolve("..-stolen.new"), "evil");

    try (BackupReplacement handover =
        new BackupReplacement(target, ExportFolderLock.take(target))) {
      assertThatThrownBy(handover::complete)
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("../stolen");
    }

    assertThat(folder.resolve("stolen")).doesNotExist();
  }

  /** A folder's place whose process dies just after all is there. */
  private record Dying(FolderBackupTarget place, BackupReplacement handover)
      implements BackupTarget {
    @Override
    public OutputStream create(String name) throws IOException {
      return place.create(name);
    }

    @Override
    public InputStream read(String name) throws IOException {
      return place.read(name);
    }

    @Override
    public boolean takesManyAtOnce() {
      return place.takesManyAtOnce();
    }

    @Override
    public boolean holds(BackedUpPhoto photo) throws IOException {
      return place.holds(photo);
    }

    @Override
    public Stream<BackedUpPhoto> listedPhotos() throws IOException {
      return place.listedPhotos();
    }

    @Override
    public void finish(Manifest manifest) throws IOException {
      byte[] json = manifest.json();
      try (OutputStream out = create(BackupLayout.CHECKSUM)) {
        out.write(Manifest.checksum(json).getBytes(StandardCharsets.UTF_8));
      }
      handover.begin(json);
    }

    @Override
    public Path finishBeside(Manifest manifest) {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public void close() throws IOException {
      place.close();
    }
  }

  private static Path cutShort(Path backup) throws IOException {
    SampleBackup.write(backup, 1);
    try (ExportFolderLock lock = ExportFolderLock.take(backup);
        FolderBackupTarget place =
            FolderBackupTarget.take(
                backup,
                Backup.open(backup, BackupKeys.none()).manifest(),
                BackupKeys.none(),
                any -> true,
                lock)) {
      SampleBackup.write(new Dying(place, new BackupReplacement(backup, lock)), 2);
    }
    return backup;
  }

  private static List<String> damages(Path backup) {
    List<String> found = new ArrayList<>();
    Verification.of(backup, BackupKeys.none(), damage -> found.add(damage.file()));
    return found;
  }

  private static List<Path> ready(Path backup) throws IOException {
    try (Stream<Path> all = Files.list(backup.resolve(BackupLayout.WORK))) {
      return all.filter(file -> file.toString().endsWith(".new")).sorted().toList();
    }
  }

  @Test
  void what_a_process_has_not_moved_the_next_one_moves() throws IOException {
    int files = ready(cutShort(folder.resolve("whole"))).size();
    assertThat(files).isGreaterThan(10);
    Path fresh = folder.resolve("fresh");
    SampleBackup.write(fresh, 2);
    String expected = Files.readString(fresh.resolve("users.csv"));

    for (int moved = 0; moved <= files; moved += 4) {
      Path backup = cutShort(folder.resolve("dead-" + moved));
      for (Path file : ready(backup).subList(0, Math.min(moved, files))) {
        String name = String.valueOf(file.getFileName()).replace(".new", "");
        Files.move(
            file, backup.resolve(name.replaceFirst("^photos-", "photos/")), REPLACE_EXISTING);
      }

      BackupReplacement next = new BackupReplacement(backup, ExportFolderLock.take(backup));
      assertThat(next.isBegun()).isTrue();
      next.complete();

      assertThat(damages(backup)).as("after %d", moved).isEmpty();
      assertThat(Files.readString(backup.resolve("users.csv"))).isEqualTo(expected);
      assertThat(backup.resolve(BackupLayout.WORK)).doesNotExist();
    }
  }

  @Test
  void before_all_is_there_the_old_backup_can_be_had_back() throws IOException {
    Path backup = cutShort(folder.resolve("backup"));
    Path before = folder.resolve("before");
    SampleBackup.write(before, 1);

    new BackupReplacement(backup, ExportFolderLock.take(backup)).abandon();

    assertThat(damages(backup)).isEmpty();
    assertThat(Files.readString(backup.resolve("users.csv")))
        .isEqualTo(Files.readString(before.resolve("users.csv")));
    assertThat(Files.readString(backup.resolve(BackupLayout.MANIFEST)))
        .isEqualTo(Files.readString(before.resolve(BackupLayout.MANIFEST)));
  }
}
