package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data folders as versions before left them: each was made by that version itself, which was killed
 * in the middle of a run.
 */
class OldDataFolderTest {
  /** Where the server was to which the version of commit 85b9fae talked. */
  private static final String SERVER = "http://127.0.0.1:18085";

  private static final int PEOPLE = 12;

  /** So many the server had made; of ten the program did not know yet whether it had. */
  private static final List<Integer> MADE = List.of(2, 1, 3, 5, 4);

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shell() throws IOException {
    shell = Shell.in(folder).inHaste(); // the killed one's requests are waited for, by its time-out
    try (InputStream is = getClass().getResourceAsStream("data-85b9fae.zip");
        ZipInputStream zip = new ZipInputStream(is)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = shell.data().resolve(entry.getName());
        PrivateFiles.folder(shell.data());
        PrivateFiles.folder(file.getParent());
        Files.write(file, zip.readAllBytes());
      }
    }
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void an_unfinished_run_of_85b9fae_is_continued_and_nobody_is_created_twice() throws IOException {
    MADE.forEach(
        n ->
            shell
                .sandbox()
                .addPerson(
                    Person.STAFF,
                    Map.of("name", "Person " + n, "jobNumber", "E" + n, "groups", "1"),
                    null));
    Path roster =
        shell.roster(
            Stream.concat(
                    Stream.of("jobNumber,name"),
                    IntStream.rangeClosed(1, PEOPLE).mapToObj(n -> "E" + n + ",Person " + n))
                .toArray(String[]::new));
    assertThat(shell.run("runs").out()).contains("R261128030338VYMR");

    Shell.Told first =
        shell.importing(roster, "--allow-no-photo", "--same-server-as", SERVER, "--limit", "1");
    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(folder.resolve("data/before-upgrade/ledger.log"))
        .as("who has to go back can")
        .isNotEmptyFile();
    Shell.Told told = shell.importing(roster, "--allow-no-photo", "--json");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.json().path("runId").asString()).isEqualTo("R261128030338VYMR");
    assertThat(shell.sandbox().people())
        .extracting(person -> person.jobNumber())
        .as("everybody, and each once")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, PEOPLE).mapToObj(n -> "E" + n).toList());
    assertThat(told.json().path("created").asInt()).isEqualTo(PEOPLE);
    assertThat(folder.resolve("data/before-upgrade")).as("a run has ended in order").doesNotExist();
  }

  @Test
  void one_of_a_version_to_come_is_refused_in_words() throws IOException {
    PrivateFiles.write(shell.data().resolve("form"), "99\n");

    Shell.Told told = shell.importing(shell.staff(1));

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("newer version").doesNotContain("Exception");
    assertThat(shell.sandbox().people()).isEmpty();
    assertThat(shell.data().resolve("form")).hasContent("99");
  }
}
