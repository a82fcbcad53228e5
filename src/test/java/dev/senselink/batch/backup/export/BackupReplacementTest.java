package dev.senselink.batch.backup.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.backup.BackedUpPhoto;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.PhotoKind;
import dev.senselink.batch.backup.SampleBackup;
import dev.senselink.batch.backup.verify.Verification;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A new backup takes the place of the old one whole, whatever becomes of the process: at every
 * moment one of the two is what is verified and restored.
 */
class BackupReplacementTest {
  private static final long OLD = 1;
  private static final long NEW = 2;

  /** Divisible by four: without pictures taken at the doors. */
  private static final long NEW_WITHOUT_RECORD_PHOTOS = 4;

  private static final int MOST_CHANGES = 2_000;

  @TempDir Path folder;

  /** Whoever may write the folder may have laid there what the next export would carry out. */
  @Test
  void no_name_leads_out_of_the_folder() throws IOException {
    Path target = Files.createDirectories(folder.resolve("backup"));
    Path next = Files.createDirectories(target.resolve(BackupLayout.NEXT));
    Map<String, Manifest.FileFacts> files =
        Map.of("../stolen", new Manifest.FileFacts(null, 4, "0".repeat(64)));
    Manifest laid = new Manifest("t", "s:80", 7, "c", "", "", null, null, files, List.of());
    Files.write(next.resolve(BackupLayout.MANIFEST), laid.json());
    Files.writeString(target.resolve("stolen"), "evil");

    assertThatThrownBy(() -> ExportTarget.locked(target))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("../stolen");

    assertThat(folder.resolve("stolen")).doesNotExist();
  }

  /** A folder of this name that no export has made is somebody's own. */
  @Test
  void a_folder_of_pictures_that_the_backup_does_not_list_stays() throws IOException {
    Path backup = folder.resolve("backup");
    SampleBackup.write(backup, NEW_WITHOUT_RECORD_PHOTOS);
    Files.createDirectory(backup.resolve("record-photos"));
    Files.writeString(backup.resolve("record-photos/5.jpg"), "mine");

    assertThatThrownBy(() -> FolderTargetCheck.at(backup, any -> true))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("record-photos");
    assertThat(backup.resolve("record-photos/5.jpg")).hasContent("mine");
  }

  private static FolderBackupTarget begun(Path backup) throws IOException {
    FolderTargetCheck.at(backup, any -> true);
    ExportFolderLock lock = ExportTarget.locked(backup);
    Manifest marker = new Manifest("t", "s:80", 7, "c", "", "", null, null, Map.of(), List.of());
    return FolderBackupTarget.take(backup, marker, BackupKeys.none(), any -> true, lock);
  }

  /** As an export does it: what the old backup has is taken over, then comes what is new. */
  private static void export(Path backup, long seed) throws IOException {
    try (FolderBackupTarget place = begun(backup)) {
      for (PhotoKind kind : PhotoKind.values()) {
        place.prepare(kind);
        try (Stream<BackedUpPhoto> photos = place.listedPhotos(kind)) {
          for (BackedUpPhoto photo : photos.toList()) {
            place.keeps(photo);
          }
        }
      }
      SampleBackup.write(place, seed);
    }
  }

  private static List<String> damages(Path backup) {
    List<String> found = new ArrayList<>();
    Verification.of(
        backup, BackupKeys.none(), damage -> found.add(damage.file() + ": " + damage.what()));
    return found;
  }

  private static String company(Path backup) {
    try (Backup open = Backup.open(backup, BackupKeys.none())) {
      return open.manifest().companyName();
    }
  }

  private static Map<String, String> bytes(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "DEATH,true," + NEW,
    "DEATH,false," + NEW,
    "FULL,true," + NEW,
    "FULL,false," + NEW,
    "DEATH,true," + NEW_WITHOUT_RECORD_PHOTOS,
    "FULL,false," + NEW_WITHOUT_RECORD_PHOTOS
  })
  void at_every_step_one_of_the_two_is_whole(FailingDisk.Fault fault, boolean links, long seed)
      throws IOException {
    Path old = folder.resolve("old");
    SampleBackup.write(old, OLD);
    Path fresh = folder.resolve("fresh");
    SampleBackup.write(fresh, seed);
    Map<String, String> expected = bytes(fresh);
    assertThat(expected.keySet().stream().anyMatch(name -> name.startsWith("record-photos/")))
        .isEqualTo(seed == NEW);
    String before = company(old);
    boolean wasOld = true;
    int changes = 0;
    for (boolean failed = true; failed; ) {
      changes++;
      assertThat(changes).isLessThan(MOST_CHANGES);
      Path backup = SampleBackup.copy(old, folder.resolve("backup"));
      FailingDisk disk = new FailingDisk(fault, changes, links);
      try {
        export(disk.on(backup), seed);
      } catch (IOException | FailingDisk.Died e) {
        assertThat(disk.hasFailed()).as("%s", e).isTrue();
      }
      disk.end();
      failed = disk.hasFailed();

      assertThat(damages(backup)).as("%s at change %d", fault, changes).isEmpty();
      boolean isOld = company(backup).equals(before);
      assertThat(isOld && !wasOld).as("the old one again at change %d", changes).isFalse();
      wasOld = isOld;
      export(backup, seed);
      assertThat(bytes(backup)).as("after change %d", changes).isEqualTo(expected);
      assertThat(Files.exists(backup.resolve("record-photos"))).isEqualTo(seed == NEW);
      PrivateFiles.remove(backup);
    }
    assertThat(wasOld).isFalse();
  }

  /** A first export has nothing to lose, and is no backup before it is whole. */
  @Test
  void a_first_export_is_gone_on_with_after_a_death_at_every_step() throws IOException {
    Path fresh = folder.resolve("fresh");
    SampleBackup.write(fresh, NEW);
    Map<String, String> expected = bytes(fresh);
    boolean failed = true;
    for (int change = 1; failed; change++) {
      Path backup = folder.resolve("backup-" + change);
      FailingDisk disk = new FailingDisk(FailingDisk.Fault.DEATH, change, true);
      try {
        export(disk.on(backup), NEW);
      } catch (FailingDisk.Died e) {
        assertThat(disk.hasFailed()).isTrue();
      }
      disk.end();
      failed = disk.hasFailed();

      if (Files.exists(BackupLayout.whole(backup).resolve(BackupLayout.MANIFEST))) {
        assertThat(damages(backup)).as("at change %d", change).isEmpty();
      }
      export(backup, NEW);
      assertThat(bytes(backup)).as("after change %d", change).isEqualTo(expected);
    }
  }

  @Test
  void what_another_has_laid_into_the_next_backup_is_told() throws IOException {
    Path backup = folder.resolve("backup");
    SampleBackup.write(backup, OLD);
    Files.createDirectories(backup.resolve("next/unfinished"));
    Files.writeString(backup.resolve("next/notes.txt"), "mine");

    assertThatThrownBy(() -> FolderTargetCheck.at(backup, any -> true))
        .isInstanceOfSatisfying(
            BackupException.class,
            e -> assertThat(e.kind()).isEqualTo(BackupException.Kind.OCCUPIED))
        .hasMessageContaining("next/notes.txt");
    assertThat(damages(backup)).as("the old one").isEmpty();
  }
}
