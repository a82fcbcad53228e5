package dev.senselink.batch.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code photos check}: what an administrator runs before there is a roster. */
@Tag("slow")
class PhotosCheckTest {
  private static final int SIDE = 300;

  @TempDir Path folder;
  private Shell shell;
  private Path photos;

  @BeforeEach
  void open() throws IOException {
    shell = Shell.in(folder);
    photos = Files.createDirectory(folder.resolve("photos"));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void every_photo_below_the_folder_is_judged() throws IOException {
    byte[] good = Portraits.person(1, SIDE);
    photo("1001.jpg", good);
    photo("-sub/=1002.jpg", Portraits.person(2, SIDE));
    photo("crowd.jpg", Portraits.faces(3, SIDE));
    photo("cut.jpg", Arrays.copyOf(good, good.length / 2));
    photo("dark.jpg", Portraits.dark(4, SIDE));
    photo("empty wall.jpg", Portraits.noFace(SIDE));
    photo("phone.heic", "\0\0\0\30ftypheic\0\0\0\0mif1".getBytes(ISO_8859_1));
    photo("roster.csv", "name\r\nAna\r\n".getBytes(ISO_8859_1));

    Shell.Told told = check();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(results())
        .extracting(line -> line.get("key"), line -> line.get("outcome"), line -> line.get("code"))
        .satisfiesExactly(
            line -> assertThat(line.toList()).containsExactly("'-sub/=1002.jpg", "VALID", ""),
            line -> assertThat(line.toList()).containsExactly("1001.jpg", "VALID", ""),
            line ->
                assertThat(line.toList())
                    .containsExactly("crowd.jpg", "REJECTED_PHOTO", "MULTIPLE_FACES"),
            line ->
                assertThat(line.toList())
                    .containsExactly("cut.jpg", "REJECTED_PHOTO", "PHOTO_UNREADABLE"),
            line -> assertThat(line.toList()).startsWith("dark.jpg", "REJECTED_PHOTO"),
            line ->
                assertThat(line.toList())
                    .containsExactly("empty wall.jpg", "REJECTED_PHOTO", "NO_FACE"),
            line ->
                assertThat(line.toList())
                    .containsExactly("phone.heic", "REJECTED_PHOTO", "PHOTO_HEIC"));
    assertThat(shell.sandbox().commits()).isEmpty();
  }

  @Test
  void every_file_is_looked_at_by_its_bytes_or_named() throws IOException {
    byte[] good = Portraits.person(1, SIDE);
    photo("1001.mpo", good);
    photo("1002.dat", Portraits.person(2, SIDE));
    photo("1003", Portraits.person(3, SIDE));
    photo("1004.old", Arrays.copyOf(good, good.length / 2));
    photo("notes.txt", "call Ana".getBytes(ISO_8859_1));
    photo("sub/list.xlsx", "PK\3\4".getBytes(ISO_8859_1));
    photo("Thumbs.db", new byte[10]);
    photo(".1005.jpg", good);
    Files.createSymbolicLink(photos.resolve("elsewhere"), folder);

    Shell.Told told = check();

    assertThat(results())
        .extracting(line -> line.get("key") + " " + line.get("outcome"))
        .containsExactly(
            "1001.mpo VALID", "1002.dat VALID", "1003 VALID", "1004.old REJECTED_PHOTO");
    assertThat(told.all())
        .contains("notes.txt is skipped", "sub/list.xlsx is skipped")
        .contains("elsewhere is skipped", "(with a dot in front) are skipped: 1")
        .doesNotContain("Thumbs.db");
    assertThat(Files.readString(shell.report().resolve("report.html")))
        .contains("notes.txt is skipped", "sub/list.xlsx is skipped");
  }

  @Test
  void all_good_is_exit_0_and_the_summary_says_what_ran() throws IOException {
    photo("1001.jpg", Portraits.person(1, SIDE));

    Shell.Told told = check("--json");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.json().path("job").asString()).isEqualTo("photos-check");
    assertThat(told.json().path("valid").asInt()).isEqualTo(1);
    assertThat(told.json().path("status").asString()).isEqualTo("COMPLETED");
    for (String name : List.of("results.csv", "rejected.csv", "conflicts.csv", "summary.json")) {
      assertThat(shell.report().resolve(name)).exists();
    }
  }

  @Test
  void what_the_server_said_is_remembered_for_the_import() throws IOException {
    photo("1001.jpg", Portraits.person(1, SIDE));
    check();
    long asked = shell.sandbox().calls().size();

    check();
    assertThat(shell.sandbox().calls()).hasSize((int) asked + 1); // the company
    check("--recheck-photos");
    assertThat(shell.sandbox().calls()).hasSize((int) asked + 4);
  }

  @Test
  void a_failed_quality_passes_where_only_a_warning_is_wanted() throws IOException {
    photo("dark.jpg", Portraits.dark(4, SIDE));

    assertThat(check("--quality", "warn").exit()).isZero();
    assertThat(results().get(0)).containsEntry("outcome", "VALID").doesNotContainEntry("code", "");
  }

  @Test
  void a_folder_that_is_not_there_or_has_no_photo_is_told() {
    assertThat(check().exit()).isEqualTo(2);
    assertThat(shell.run("photos", "check", folder.resolve("nowhere").toString()).exit())
        .isEqualTo(2);
    assertThat(shell.report()).doesNotExist();
  }

  private void photo(String name, byte[] bytes) throws IOException {
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private Shell.Told check(String... more) {
    String[] words = {"photos", "check", photos.toString(), "--report", shell.report().toString()};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return shell.run(all);
  }

  private List<Map<String, String>> results() {
    return shell.rows("results.csv");
  }
}
