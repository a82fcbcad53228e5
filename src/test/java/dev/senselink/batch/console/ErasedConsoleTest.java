package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Remains;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person whom every page of the console has met is erased: a search of every byte of the data
 * folder finds nothing (S4, L30, L31).
 */
@Tag("slow")
class ErasedConsoleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> ERASED = List.of("Zyxwolf", "韩梅梅", "QK7731", "13912345678");
  private static final String PERSON = "Zyxwolf 韩梅梅,QK7731,13912345678,";
  private static final String HEADER = "name,jobNumber,mobile,department\n";

  @TempDir Path folder;
  private PracticeConsole practice;
  private OpenConsole console;

  @BeforeEach
  void open() throws Exception {
    Path jobs = PrivateFiles.folder(folder.resolve("jobs"));
    Path inbox = PrivateFiles.folder(folder.resolve("inbox"));
    practice =
        new PracticeConsole(
            folder,
            (data, commands) ->
                OpenConsole.on(new ConsoleSettings(data, 0, jobs, inbox), commands));
    console = practice.console().signedIn();
    practice
        .server()
        .addPerson(1, Map.of("name", "Somebody Old", "jobNumber", "QK7731", "groups", "1"), null);
  }

  @AfterEach
  void close() {
    practice.close();
  }

  private List<String> found() {
    return Remains.in(practice.data(), ERASED);
  }

  private List<Path> files(String below) throws IOException {
    Path at = practice.data().resolve("console").resolve(below);
    if (!Files.exists(at)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(at)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private void decided() {
    Matcher at =
        Pattern.compile("href=\"(/conflicts/[0-9a-f]+)\" title=\"Zyxwolf")
            .matcher(console.get("/conflicts").body());
    assertThat(at.find()).isTrue();
    Matcher seen =
        Pattern.compile("name=\"seen\" value=\"([0-9a-f]+)\"")
            .matcher(console.get(at.group(1)).body());
    assertThat(seen.find()).isTrue();
    HttpResponse<String> answer =
        console.submit(at.group(1) + "/decide", "seen=" + seen.group(1) + "&decision=skip");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
  }

  private void imported() {
    ImportSteps.of(console, HEADER + PERSON + "\n").checked("").started("");
  }

  /** A list that is corrected and never imported. */
  private void corrected() throws Exception {
    QuickAccounts.in(practice.data()).add("hanna", Role.OPERATOR, MendedImport.PASSWORD);
    MendedImport draft = new MendedImport(practice, "hanna");
    draft.upload(
        "list", "staff.csv", ("birthday," + HEADER + "no date," + PERSON + "\n").getBytes(UTF_8));
    String page = draft.checked();
    draft.mend("leave-out", "line", 2, "hash", MendedImport.hash(page, 2), "out", true);
    assertThat(draft.corrections()).isNotEmpty();
    console.somebodyElse().signedIn();
  }

  private void triedByJob() throws IOException {
    Files.writeString(folder.resolve("inbox/staff.csv"), HEADER + PERSON + "\n");
    PrivateFiles.write(
        folder.resolve("jobs/staff.yml"),
        "job: import-users\nroster: ../inbox/*.csv\nallow-no-photo: true\n");
    Matcher at = Pattern.compile("href=\"(/jobs/[^\"/]+)\"").matcher(console.get("/jobs").body());
    assertThat(at.find()).as(console.get("/jobs").body()).isTrue();
    assertThat(console.submit(at.group(1) + "/try", "").statusCode()).isEqualTo(303);
    assertThat(Until.within(PATIENCE, () -> isReported())).isTrue();
    Files.delete(folder.resolve("inbox/staff.csv"));
  }

  private boolean isReported() {
    try {
      return files("").stream().anyMatch(file -> file.endsWith("results.csv") && hasTrial(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean hasTrial(Path results) {
    try {
      return Files.readString(results.resolveSibling("summary.json")).contains("\"dryRun\" : true")
          && !results.toString().contains("/imports/");
    } catch (IOException e) {
      return false; // it is being written
    }
  }

  @Test
  void nothing_of_an_erased_person_is_left_in_any_room() throws Exception {
    imported();
    decided();
    corrected();
    triedByJob();
    ImportSteps.of(console, HEADER + PERSON + "\n"); // uploaded, and nothing more
    assertThat(files("decisions")).isNotEmpty();
    assertThat(files("imports")).isNotEmpty();
    assertThat(found()).isNotEmpty();

    practice.typed(0, "privacy", "erase", "--job-number", "QK7731", "--yes");

    assertThat(found()).isEmpty();
    assertThat(files("decisions")).isEmpty();
  }

  /** Whoever has the file alone must not be able to try all names and numbers. */
  @Test
  void what_is_decided_is_named_by_the_key_of_the_folder() throws Exception {
    imported();
    decided();

    Path made = files("decisions").get(0);
    String run = made.getFileName().toString().replace(".json", "");
    Matcher row = Pattern.compile(",(r[0-9a-f]{16,}),").matcher(everything("conflicts.csv"));
    assertThat(row.find()).isTrue();
    String unkeyed = Sha256Digest.hex(run + "\n1\n" + row.group(1)).substring(0, 20);
    assertThat(made).content().doesNotContain(unkeyed).contains("\"conflict\"");
  }

  private String everything(String name) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files("")) {
      if (file.endsWith(name)) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
