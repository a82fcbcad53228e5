package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted backup takes the place of nothing else, and nothing of it lies there in plain. */
@Tag("slow")
class ExportIntoZipTest {
  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void a_small_server() {
    shell = Shell.in(folder);
    long ana =
        shell
            .sandbox()
            .addPerson(
                1,
                Map.of("name", "Zyxwolf", "jobNumber", "QK7731", "groups", "1"),
                Portraits.person(1, 160));
    shell.sandbox().addRecord(ana, Instant.parse("2026-03-01T00:00:00Z"));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private String[] intoZip(String password) {
    Path secret = shell.write("password-" + password, password + "\n");
    return new String[] {
      "export", "--encrypt-to-zip", zip().toString(), "--password-file", secret.toString()
    };
  }

  private Path zip() {
    return folder.resolve("sub/backup.zip");
  }

  @Test
  void a_zip_takes_the_place_of_nothing_but_a_backup_of_this_server() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    try (ZipOutputStream other = new ZipOutputStream(Files.newOutputStream(zip()))) {
      other.putNextEntry(new ZipEntry("holiday.jpg"));
    }
    byte[] holiday = Files.readAllBytes(zip());
    Told told = shell.run(intoZip("one"));
    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(zip()).hasBinaryContent(holiday);
    Files.delete(zip());
    assertThat(shell.run(intoZip("one")).exit()).isZero();
    byte[] ours = Files.readAllBytes(zip());

    try (Shell another = Shell.in(folder.resolve("another"))) {
      Told refused = another.run(intoZip("one"));
      assertThat(refused.exit()).as(refused.all()).isEqualTo(2);
    }
    assertThat(zip()).hasBinaryContent(ours);
    Files.write(zip(), Arrays.copyOf(ours, ours.length - 30));
    assertThat(shell.run(intoZip("one")).exit()).as("a damaged one").isEqualTo(2);
    Files.write(zip(), ours);
    assertThat(shell.run(intoZip("two")).exit()).as("another password").isEqualTo(2);
    assertThat(zip()).hasBinaryContent(ours);
  }

  /** Looked for at the last moment of each part of the work, when most is written. */
  @Test
  void nothing_plain_lies_anywhere_while_an_encrypted_zip_is_made() throws IOException {
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    List<String> looked = Collections.synchronizedList(new ArrayList<>());
    byte[] photo = Portraits.person(1, 160);
    List<String> markers = List.of("Zyxwolf", "QK7731");
    for (String operation : List.of("getImage", "listRecords")) {
      shell
          .sandbox()
          .script(
              FaultRule.on(operation)
                  .when(
                      fields -> {
                        looked.add(operation);
                        found.addAll(plain(markers, photo));
                        return false;
                      })
                  .build());
    }

    Told told = shell.run(intoZip("one"));

    assertThat(told.exit()).as(told.all()).isZero();
    found.addAll(plain(markers, photo));
    assertThat(looked).contains("getImage", "listRecords");
    assertThat(found).isEmpty();
    assertThat(zip().getParent()).isDirectoryNotContaining("glob:**.part");
  }

  /** The files below the shell's folder that hold a person's name, number or face. */
  private List<String> plain(List<String> markers, byte[] photo) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(
              file -> {
                String content = content(file);
                return !Traces.of(markers, content).isEmpty()
                    || Traces.holds(Arrays.copyOfRange(photo, 700, 730), content);
              })
          .map(Path::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // gone meanwhile
    }
  }
}
