package dev.senselink.batch.fleet.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.DataFolderKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fleet keeps of people's numbers tells nobody else which they are. */
public class KeyMarksTest {
  private static final PersonKey ANA = new PersonKey(KeyField.MOBILE, "13800000001", "13800000001");

  @TempDir Path folder;

  /** Marks under some key. */
  public static KeyMarks some() {
    try {
      Path folder = Files.createTempDirectory("senselink-marks");
      try (DataFolder locked = DataFolder.lock(folder, "test")) {
        return new KeyMarks(DataFolderKey.of(locked));
      } finally {
        PrivateFiles.remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KeyMarks of(String fleet) throws IOException {
    try (DataFolder locked = DataFolder.lock(folder.resolve(fleet), "test")) {
      return new KeyMarks(DataFolderKey.of(locked));
    }
  }

  @Test
  void one_number_has_one_mark_in_a_fleet_and_another_in_every_other() throws IOException {
    assertThat(of("one").of(ANA)).isEqualTo(of("one").of(ANA)).isNotEqualTo(of("two").of(ANA));
  }

  /** There are few enough mobiles to try all. */
  @Test
  void nobody_finds_a_number_by_trying_all() throws IOException {
    ArrivedPeople people = new ArrivedPeople(folder.resolve("people"), of("one"));
    try (ArrivedPeople.Arrivals there = people.arrivals("A")) {
      there.add(List.of(ANA));
      assertThat(folder.resolve("people/A")).doesNotExist();
      there.end();
    }

    String plain = Sha256Digest.hex("MOBILE\n13800000001").substring(0, 12);
    assertThat(Files.readString(folder.resolve("people/A")))
        .matches("[0-9a-f]{1,12}\n")
        .doesNotContain(plain.replaceFirst("^0+", ""));
  }
}
