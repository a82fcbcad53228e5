package dev.senselink.batch.backup.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupException.Kind;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.backup.Manifest.FileFacts;
import dev.senselink.batch.backup.SampleBackup;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.model.ZipParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every damage is found and named, and a sound backup is never blamed.
 *
 * <p>The figures: {@code mvn -B -q test -Dtest=VerificationTest}; another course of chance: {@code
 * -Dseed=N}, more of it: {@code -Ddamages=N}.
 */
@Tag("slow")
class VerificationTest {
  private static final long SEED = Long.getLong("seed", 6);
  private static final int DAMAGES = Integer.getInteger("damages", 340);
  private static final int SOUND = 20;

  @TempDir static Path made;
  @TempDir Path folder;

  @BeforeAll
  static void one() throws IOException {
    SampleBackup.write(made.resolve("one"), 1);
  }

  private List<BackupDamage> verified(Path backup) {
    List<BackupDamage> found = new ArrayList<>();
    Verification.Result result = Verification.of(backup, BackupKeys.none(), found::add);
    assertThat(result.damages()).isEqualTo(found.size());
    return found;
  }

  private Path sample(long seed) throws IOException {
    Path backup = folder.resolve("sample-" + seed);
    if (seed == 1) {
      return SampleBackup.copy(made.resolve("one"), backup);
    }
    SampleBackup.write(backup, seed);
    return backup;
  }

  private static List<String> files(Path backup) throws IOException {
    try (Stream<Path> all = Files.walk(backup)) {
      return all.filter(Files::isRegularFile)
          .map(file -> backup.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void random_damages_are_all_found_and_named_and_sound_backups_are_not_blamed()
      throws IOException {
    int falseAlarms = 0;
    for (int n = 0; n < SOUND; n++) {
      falseAlarms += verified(sample(n)).size();
    }
    Path backup = sample(SEED + SOUND);
    Map<String, byte[]> old = contents(folder.resolve("sample-1"));
    List<String> missed = new ArrayList<>();
    int extra = 0;
    Harm harm = new Harm(backup, contents(backup), old, new Random(SEED));
    for (int n = 0; n < DAMAGES; n++) {
      Harm.Done done = harm.next(n);
      List<BackupDamage> told = verified(backup);
      extra += Math.max(0, told.size() - done.files().size());
      if (!done.files().stream().allMatch(told.toString()::contains)) {
        missed.add(done.kind() + " of " + done.files() + ": " + told);
      }
      harm.undo(done);
    }
    System.out.printf(
        "%d random damages: %d found and named; %d lines more than damages; %d false alarms on %d"
            + " sound backups%n",
        DAMAGES, DAMAGES - missed.size(), extra, falseAlarms, SOUND);
    assertThat(missed).isEmpty();
    assertThat(falseAlarms).isZero();
    assertThat(verified(backup)).isEmpty();
  }

  private static Map<String, byte[]> contents(Path backup) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String file : files(backup)) {
      contents.put(file, Files.readAllBytes(backup.resolve(file)));
    }
    return contents;
  }

  /** Does one kind of harm after the other, to files by chance, and undoes it. */
  private static final class Harm {
    private static final int KINDS = 9;
    private static final List<String> PLACES = List.of("", "photos/", "record-photos/");

    private final Path backup;
    private final Map<String, byte[]> sound;
    private final Map<String, byte[]> old;
    private final Random chance;
    private final List<String> names;

    /** What was done to which files. */
    record Done(String kind, List<String> files) {}

    Harm(Path backup, Map<String, byte[]> sound, Map<String, byte[]> old, Random chance) {
      this.backup = backup;
      this.sound = sound;
      this.old = old;
      this.chance = chance;
      this.names = List.copyOf(sound.keySet());
    }

    Done next(int n) throws IOException {
      // Every file in turn, so that none is spared by chance.
      String file = names.get(n % names.size());
      byte[] content = sound.get(file).clone();
      return switch (n / names.size() % KINDS) {
        case 0 -> put("a bit", file, flipped(content));
        case 1 -> put("an end", file, Arrays.copyOf(content, chance.nextInt(content.length)));
        case 2 -> gone(file);
        case 3 -> put("a tail", file, Arrays.copyOf(content, content.length + 1));
        case 4 -> put("a block", file, zeroed(content));
        case 5 -> swapped(file);
        case 6 -> put("an old one", file, other(file, content));
        case 7 -> stranger();
        default -> link(file);
      };
    }

    private byte[] flipped(byte[] content) {
      content[chance.nextInt(content.length)] ^= (byte) (1 << chance.nextInt(8));
      return content;
    }

    private byte[] zeroed(byte[] content) {
      int from = chance.nextInt(content.length);
      Arrays.fill(content, from, Math.min(content.length, from + 100), (byte) 0);
      return content;
    }

    private byte[] other(String file, byte[] content) {
      byte[] before = old.get(file);
      return before == null || Arrays.equals(before, content) ? flipped(content) : before;
    }

    private Done put(String kind, String file, byte[] content) throws IOException {
      Files.write(backup.resolve(file), content);
      return new Done(kind, List.of(file));
    }

    private Done gone(String file) throws IOException {
      Files.delete(backup.resolve(file));
      return new Done("a file", List.of(file));
    }

    /** One person's photo under another's number, one table in another's place. */
    private Done swapped(String file) throws IOException {
      boolean photo = file.startsWith("photos/");
      List<String> alike =
          names.stream()
              .filter(name -> photo ? name.startsWith("photos/") : name.endsWith(".csv"))
              .filter(name -> !Arrays.equals(sound.get(name), sound.get(file)))
              .toList();
      String with = alike.get(chance.nextInt(alike.size()));
      Files.write(backup.resolve(file), sound.get(with));
      Files.write(backup.resolve(with), sound.get(file));
      return new Done("a swap", List.of(file, with));
    }

    private Done stranger() throws IOException {
      String name = PLACES.get(chance.nextInt(PLACES.size())) + chance.nextInt(99_999) + ".jpg";
      Files.write(backup.resolve(name), new byte[] {1});
      return new Done("a stranger", List.of(name));
    }

    private Done link(String file) throws IOException {
      Path aside = backup.resolveSibling("aside");
      Files.write(aside, sound.get(file));
      Files.delete(backup.resolve(file));
      Files.createSymbolicLink(backup.resolve(file), aside);
      return new Done("a link", List.of(file));
    }

    void undo(Done done) throws IOException {
      for (String name : done.files()) {
        Path file = backup.resolve(name);
        Files.deleteIfExists(file);
        if (sound.containsKey(name)) {
          Files.write(file, sound.get(name));
        }
      }
    }
  }

  /** Somebody edits a table and mends all checksums: then only its content tells. */
  @ParameterizedTest
  @CsvSource({
    "departments.csv, '2,1,', '2,9,', '#2 is below #9'",
    "departments.csv, 65001, 99, 'the leader of #1 is #99'",
    "groups.csv, '2,2,', '3,2,', '#28 names group #2'",
    "devices.csv, ',1,2,,', ',2,2,,', '#28 names group #2'",
    "users.csv, 'A/B,默认组,65001.jpg,65001,2,', 'A/B,默认组,65001.jpg,65001,5,', 'in department #5'",
    "users.csv, '65001.jpg,', '65002.jpg,', 'the photo of #65001'",
    "users.csv, '65001.jpg,', ',', 'photo #65001 belongs to nobody'",
    "guests.csv, '#65001', '#64999', 'the host of #65010'",
    "guests.csv, ',N1,', ',N99,', 'the host of #65011'",
    "guests.csv, ',2,a65009', ',7,a65009', '#65009 names group #7'",
    "photos.csv, 'photos/65001.jpg', '../65001.jpg', 'not named after its number'",
    "record-photos.csv, 'record-photos/1.jpg', 'photos/1.jpg', 'not named after its number'",
    "record-photos.csv, '1,record-photos/1-large', '1,record-photos/1', 'not named after'",
    "users.csv, 'name,jobNumber', 'jobNumber,name', 'first line'",
    "users.csv, ',65001,2,', ',x,2,', 'number'",
    "records-2026-02.csv, '3,userId', '3', 'cells'",
  })
  void what_a_table_names_has_to_be_there(String file, String was, String is, String told)
      throws IOException {
    Path backup = sample(1);
    Path table = backup.resolve(file);
    String text = Files.readString(table);
    assertThat(text).contains(was);
    Files.writeString(table, text.replaceFirst(Pattern.quote(was), is));
    mend(backup, file, file);

    assertThat(verified(backup).toString()).contains(told);
  }

  private static void mend(Path backup, String file, String as) throws IOException {
    Manifest manifest = Manifest.of(Files.readAllBytes(backup.resolve("manifest.json")));
    Map<String, FileFacts> files = new TreeMap<>(manifest.files());
    FileFacts before = files.remove(file);
    byte[] content = Files.readAllBytes(backup.resolve(file));
    files.put(
        as,
        new FileFacts(
            before == null ? null : before.rows(), content.length, Sha256Digest.hexOf(content)));
    byte[] json =
        new Manifest(
                manifest.tool(),
                manifest.server(),
                manifest.companyId(),
                manifest.companyName(),
                manifest.startedAt(),
                manifest.finishedAt(),
                null,
                null,
                files,
                manifest.missing())
            .json();
    Files.write(backup.resolve("manifest.json"), json);
    Files.writeString(backup.resolve("manifest.sha256"), Manifest.checksum(json));
  }

  @Test
  void a_manifest_that_names_what_can_be_no_part_of_a_backup_opens_nothing() throws IOException {
    Path backup = sample(1);
    mend(backup, "company.json", "../company.json");

    assertThat(verified(backup).toString())
        .contains(
            "manifest.json: it names ../company.json", "company.json: it is not in the manifest");
  }

  @Test
  void a_damaged_file_is_one_line_whatever_else_depends_on_it() throws IOException {
    Path backup = sample(1);
    for (String file :
        List.of("users.csv", "photos.csv", "record-photos.csv", "groups.csv", "departments.csv")) {
      byte[] content = Files.readAllBytes(backup.resolve(file));
      Files.write(backup.resolve(file), Arrays.copyOf(content, content.length / 2));
      assertThat(verified(backup)).singleElement().extracting(BackupDamage::file).isEqualTo(file);
      Files.write(backup.resolve(file), content);
    }
  }

  @Test
  void a_folder_in_the_place_of_a_file_and_a_link_in_the_place_of_the_photos_are_told()
      throws IOException {
    Path backup = sample(1);
    Files.delete(backup.resolve("users.csv"));
    Files.createDirectory(backup.resolve("users.csv"));
    Files.move(backup.resolve("photos"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(backup.resolve("photos"), folder.resolve("elsewhere"));

    List<String> named = verified(backup).stream().map(BackupDamage::file).toList();

    assertThat(named).contains("users.csv", "photos", "photos/65001.jpg");
  }

  @Test
  void pictures_taken_at_the_doors_are_looked_at_one_by_one() throws IOException {
    Path backup = sample(1);
    Files.delete(backup.resolve("record-photos/1.jpg"));
    Files.write(backup.resolve("record-photos/2-large.jpg"), new byte[] {1});
    Files.createDirectory(backup.resolve("record-photos/sub"));
    Files.write(backup.resolve("record-photos/3.jpg"), new byte[] {1});

    assertThat(verified(backup))
        .extracting(BackupDamage::file)
        .containsExactlyInAnyOrder(
            "record-photos/1.jpg",
            "record-photos/2-large.jpg",
            "record-photos/sub",
            "record-photos/3.jpg");
  }

  @Test
  void pictures_of_a_backup_without_their_list_or_through_a_link_are_no_part_of_it()
      throws IOException {
    Path backup = sample(4);
    assertThat(verified(backup)).isEmpty();
    Files.createDirectory(backup.resolve("record-photos"));
    Files.write(backup.resolve("record-photos/1.jpg"), new byte[] {1});
    assertThat(verified(backup))
        .extracting(BackupDamage::file)
        .containsExactly("record-photos/1.jpg");

    Path linked = sample(1);
    Files.move(linked.resolve("record-photos"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(linked.resolve("record-photos"), folder.resolve("elsewhere"));
    assertThat(verified(linked))
        .extracting(BackupDamage::file)
        .contains("record-photos", "record-photos/1.jpg", "record-photos/2-large.jpg");
  }

  @Test
  void a_zip_is_verified_in_place_plain_or_cut_or_with_tricks() throws IOException {
    Path backup = sample(1);
    Path zip = folder.resolve("b.zip");
    try (ZipFile made = new ZipFile(zip.toFile())) {
      for (String file : files(backup)) {
        ZipParameters parameters = new ZipParameters();
        parameters.setFileNameInZip(file);
        made.addFile(backup.resolve(file).toFile(), parameters);
      }
      assertThat(verified(zip)).isEmpty();
      ZipParameters tricky = new ZipParameters();
      tricky.setFileNameInZip("../../users.csv");
      made.addFile(backup.resolve("users.csv").toFile(), tricky);
    }
    assertThat(verified(zip)).extracting(BackupDamage::file).containsExactly("../../users.csv");
    assertThat(folder.resolve("../users.csv")).doesNotExist();

    byte[] content = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(content, content.length - 100));
    assertThat(verified(zip)).extracting(BackupDamage::file).containsExactly("b.zip");
    Files.write(zip, "PX".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> verified(zip))
        .isInstanceOfSatisfying(
            BackupException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_BACKUP));
  }
}
