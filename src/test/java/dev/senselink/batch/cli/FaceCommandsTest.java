package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.Main;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.ledger.FaceVerdictFile;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.MemoryPhotoFile;
import dev.senselink.batch.photo.Photo;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.engine.OpenCvNatives;
import dev.senselink.batch.photo.engine.ThumbnailatorEngine;
import dev.senselink.batch.photo.face.DrawnFaces;
import dev.senselink.batch.photo.face.FaceCheck;
import dev.senselink.batch.photo.face.FaceLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this machine sees in photos, as the commands tell it. */
@Tag("slow")
class FaceCommandsTest {
  private static final int SIDE = 300;

  @TempDir Path folder;
  private Shell shell;
  private Path photos;

  @BeforeAll
  static void networksAreThere() {
    try {
      OpenCvNatives.loadNetworks();
    } catch (EngineMissingException e) {
      abort(e.why());
    }
  }

  @BeforeEach
  void open() throws IOException {
    shell = Shell.in(folder).with("SENSELINK_FACE_CHECK", null);
    photos = Files.createDirectories(folder.resolve("photos"));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private static BufferedImage good() {
    return DrawnFaces.scaled(DrawnFaces.one(), 2);
  }

  private void photo(String name, BufferedImage image) throws IOException {
    Files.write(photos.resolve(name), DrawnFaces.png(image));
  }

  /** A roster of one row for each of four photos. */
  private Path four() throws IOException {
    photo("1001.png", good());
    photo("1002.png", DrawnFaces.none());
    photo("1003.png", DrawnFaces.two());
    photo("1004.png", DrawnFaces.turned(good(), 1));
    return shell.roster("jobNumber,name", "1001,Ana", "1002,Bo", "1003,Cem", "1004,Dia");
  }

  private Shell.Told validate(Path roster, String... more) {
    String[] words = {
      "validate", "users", roster.toString(), "--report", shell.report().toString()
    };
    return shell.run(joined(words, more));
  }

  private Shell.Told check(String... more) {
    String[] words = {
      "photos", "check", photos.toString(), "--offline", "--report", shell.report().toString()
    };
    return shell.run(joined(words, more));
  }

  private static String[] joined(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void offline_a_doubt_is_a_code_and_needs_attention() throws IOException {
    Shell.Told told = validate(four());

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.out()).contains("3 rows need attention");
    assertThat(shell.column("results.csv", "outcome")).containsOnly("VALID");
    assertThat(shell.column("results.csv", "code"))
        .containsExactly("", "NO_FACE", "MULTIPLE_FACES", "PHOTO_TURNED");
    assertThat(shell.column("results.csv", "reason").get(3)).contains("270", "--turn-photos");
    assertThat(shell.rows("rejected.csv")).isEmpty();
  }

  @Test
  void off_nobody_looks() throws IOException {
    assertThat(validate(four(), "--face-check", "off").exit()).isZero();
    assertThat(shell.column("results.csv", "code")).containsOnly("");
    assertThat(shell.column("results.csv", "hints")).containsOnly("");
  }

  @Test
  void strict_refuses_nobody_and_several() throws IOException {
    Shell.Told told = validate(four(), "--face-check", "strict", "--turn-photos");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(shell.column("results.csv", "outcome"))
        .containsExactly("VALID", "REJECTED_PHOTO", "REJECTED_PHOTO", "VALID");
    assertThat(shell.column("results.csv", "code"))
        .containsExactly("", "NO_FACE", "MULTIPLE_FACES", "");
    assertThat(shell.column("results.csv", "reason").get(1))
        .contains("this program found no face", "--face-check warn");
    assertThat(shell.column("results.csv", "reason").get(3)).contains("turned by 270 degrees");
    assertThat(shell.rows("rejected.csv")).hasSize(2);
  }

  @Test
  void in_an_import_a_warning_changes_nothing_and_strict_sends_nothing() throws IOException {
    Files.copy(Path.of("samples/messy/photos/M24.jpg"), photos.resolve("1001.jpg"));
    Files.write(photos.resolve("1002.jpg"), Portraits.person(1, SIDE));
    Path roster = shell.roster("jobNumber,name", "1001,Ana", "1002,Bo");

    Shell.Told strict = shell.importing(roster, "--face-check", "strict");

    assertThat(strict.exit()).as(strict.all()).isEqualTo(3);
    assertThat(shell.column("results.csv", "code")).containsExactly("MULTIPLE_FACES", "");
    assertThat(shell.column("results.csv", "reason").get(0)).contains("this program found 2 faces");
    assertThat(faceCalls()).isEqualTo(2);

    Shell.Told warn = shell.importing(roster);

    assertThat(warn.exit()).as(warn.all()).isEqualTo(3);
    assertThat(shell.column("results.csv", "outcome"))
        .containsExactly("REJECTED_PHOTO", "SKIPPED_EXISTING");
    assertThat(shell.column("results.csv", "reason").get(0)).contains("the server sees 2 faces");
    assertThat(faceCalls()).isEqualTo(3);
  }

  /** The four without the mark by which the practice server counts faces: it takes them all. */
  private Path unmarked() throws IOException {
    Path roster = four();
    for (String name : List.of("1001.png", "1002.png", "1003.png", "1004.png")) {
      BufferedImage image = ImageIO.read(photos.resolve(name).toFile());
      boolean turned = name.equals("1004.png");
      photo(
          name,
          image.getSubimage(
              turned ? image.getWidth() / 10 : 0,
              0,
              turned ? image.getWidth() * 9 / 10 : image.getWidth(),
              turned ? image.getHeight() : image.getHeight() * 9 / 10));
    }
    return roster;
  }

  /** What is seen of a photo is one judgement: where it is checked, planned and sent. */
  @Test
  void an_import_and_its_plan_say_of_each_photo_what_validate_says() throws IOException {
    Path roster = unmarked();
    validate(roster);
    List<String> checked = shell.column("results.csv", "code");
    assertThat(checked).containsExactly("", "NO_FACE", "MULTIPLE_FACES", "PHOTO_TURNED");

    Shell.Told dry = shell.importing(roster, "--quality", "off", "--dry-run");

    assertThat(dry.exit()).as(dry.all()).isEqualTo(3);
    assertThat(shell.column("results.csv", "outcome")).containsOnly("VALID");
    assertThat(shell.column("results.csv", "code")).isEqualTo(checked);

    Shell.Told told = shell.importing(roster, "--quality", "off");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.out()).contains("3 rows need attention", "Look at the photos under");
    assertThat(shell.column("results.csv", "outcome")).containsOnly("CREATED");
    assertThat(shell.column("results.csv", "code")).isEqualTo(checked);
    assertThat(shell.column("results.csv", "reason").get(2)).contains("found 2 faces");
    assertThat(Shell.plain(shell.report().resolve("report.html")))
        .contains("There are several faces in the photo: 1 row", "--on-existing update");

    Shell.Told again = shell.importing(roster, "--quality", "off", "--restart");

    assertThat(again.exit()).as("nothing is sent of whom is there").isZero();
    assertThat(shell.column("results.csv", "code")).containsOnly("");
  }

  private long faceCalls() {
    return shell.sandbox().calls().stream()
        .filter(call -> call.operation().toLowerCase(Locale.ROOT).contains("face"))
        .count();
  }

  @Test
  void hints_stand_in_the_last_column_and_change_nothing() throws IOException {
    Path sample = Path.of("samples/first/roster.csv").toAbsolutePath();

    Shell.Told told = shell.importing(sample, "--json");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.json().path("hints").asInt()).isEqualTo(7);
    assertThat(shell.text("results.csv").lines().findFirst().orElseThrow()).endsWith(",hints");
    assertThat(shell.column("results.csv", "hints"))
        .allMatch(hint -> hint.matches("FACE_SMALL 3\\dpx"));
    assertThat(Shell.plain(shell.report().resolve("report.html")))
        .contains("<details>", "small face (3");
    shell.importing(sample, "--restart", "--face-limits", "eyes=10", "--on-existing", "update");
    assertThat(shell.column("results.csv", "hints")).containsOnly("");
  }

  @Test
  void photos_are_checked_offline_and_the_worst_is_shown_first_with_its_face() throws IOException {
    photo("a good.png", good());
    photo("b small.png", DrawnFaces.one());
    photo("c smaller.png", DrawnFaces.scaled(DrawnFaces.one(), 0.6));
    photo("d two.png", DrawnFaces.two());
    photo("e none.png", DrawnFaces.none());
    Files.writeString(photos.resolve("f text.jpg"), "no picture");

    Shell.Told told = check();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(shell.column("results.csv", "code"))
        .containsExactly("", "", "", "MULTIPLE_FACES", "NO_FACE", "PHOTO_UNREADABLE");
    String page = Shell.plain(shell.report().resolve("report.html"));
    List<Integer> places =
        Stream.of("f text.jpg", "e none.png", "d two.png", "c smaller.png", "b small.png")
            .map(name -> page.indexOf("<b>" + name + "</b>"))
            .toList();
    assertThat(places).isSorted().doesNotContain(-1);
    assertThat(page)
        .doesNotContain("<b>a good.png</b>")
        .contains("Look at the photos under")
        .contains("There are several faces in the photo: 1 photo")
        .contains("The photos that are not listed below can be sent.")
        .doesNotContain("<details class=\"problem\">")
        .doesNotContain("Photo: ");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void a_photo_is_turned_and_cut_and_the_row_and_the_page_say_so() throws IOException {
    photo("1001.png", DrawnFaces.turned(DrawnFaces.farAway(good(), 2000, 1500), 1));
    photo("1002.png", good());

    assertThat(check("--turn-photos", "--cut-to-face").exit()).isZero();

    assertThat(shell.column("results.csv", "reason"))
        .containsExactly(
            "Before it is sent, the photo is turned by 270 degrees clockwise. Before it is sent,"
                + " the photo is cropped to the face.",
            "");
    List<BufferedImage> pair = changedOnPage();
    assertThat(pair).hasSize(2);
    assertThat((double) pair.get(0).getHeight() / pair.get(0).getWidth())
        .as("before")
        .isCloseTo(2000 / 1500.0, within(0.03));
    assertThat((double) pair.get(1).getHeight() / pair.get(1).getWidth())
        .as("after: three to four")
        .isCloseTo(4 / 3.0, within(0.03));
    FaceFindings after = seen(pair.get(1));
    assertThat(after.code()).as("upright and one").isEmpty();
    assertThat(after.faces().get(0).width()).isGreaterThan(0.25);
  }

  private static FaceFindings seen(BufferedImage image) {
    try {
      return Objects.requireNonNull(
          FaceCheck.open(FaceLimits.standard())
              .look(
                  (Photo)
                      new ThumbnailatorEngine()
                          .prepare(
                              new MemoryPhotoFile(DrawnFaces.png(DrawnFaces.scaled(image, 2))),
                              PhotoLimits.standard())));
    } catch (EngineMissingException e) {
      return abort(e.why());
    }
  }

  /** The pictures of the part of the page that shows what was changed. */
  private List<BufferedImage> changedOnPage() throws IOException {
    String page = Files.readString(shell.report().resolve("report.html"));
    int begin = page.indexOf("id=\"changed\"");
    if (begin < 0) {
      return List.of();
    }
    List<BufferedImage> images = new ArrayList<>();
    Matcher image =
        Pattern.compile("base64,([^\"]+)\"")
            .matcher(page.substring(begin, page.indexOf("</details>", begin)));
    while (image.find()) {
      byte[] jpeg = Base64.getDecoder().decode(image.group(1).replaceAll("&#[^;]+;", "="));
      images.add(ImageIO.read(new ByteArrayInputStream(jpeg)));
    }
    return images;
  }

  @Test
  void what_was_made_of_an_imported_photo_is_on_its_page() throws IOException {
    Files.write(photos.resolve("1001.jpg"), Portraits.person(1, SIDE));
    photo("1002.png", DrawnFaces.farAway(good(), 2000, 1500));
    Path roster = shell.roster("jobNumber,name", "1001,Ana", "1002,Bo");

    shell.importing(roster, "--cut-to-face", "--quality", "off");

    assertThat(shell.column("results.csv", "reason").get(1)).contains("cropped to the face");
    assertThat(changedOnPage()).hasSize(2);
    shell.importing(roster, "--restart", "--quality", "off");
    assertThat(changedOnPage()).isEmpty();
  }

  @Test
  void what_was_seen_is_known_the_next_time_also_where_nobody_can_look() throws IOException {
    four();
    String[] words = {
      "photos",
      "check",
      photos.toString(),
      "--offline",
      "--photo-engine",
      "thumbnailator",
      "--data",
      shell.data().toString(),
      "--report"
    };
    assertThat(shell.run(joined(words, folder.resolve("r1").toString())).exit()).isEqualTo(3);
    Files.move(photos.resolve("1003.png"), photos.resolve("other name.png"));
    photo("1005.png", DrawnFaces.relit(DrawnFaces.none(), 0.9f, 0));
    Map<String, String> nowhere =
        Map.of("XDG_CACHE_HOME", Files.writeString(folder.resolve("no folder"), "").toString());

    try (OtherProcess blind =
        OtherProcess.start(
            folder, nowhere, Main.class, joined(words, folder.resolve("r2").toString()))) {
      assertThat(blind.exitCode()).as(blind.errors()).isEqualTo(3);
    }

    assertThat(Shell.rows(folder.resolve("r2/results.csv")))
        .extracting(row -> row.get("code"))
        .as("1001, 1002, 1004, 1005 that is new, and 1003 by its other name")
        .containsExactly("", "NO_FACE", "PHOTO_TURNED", "", "MULTIPLE_FACES");
  }

  @Test
  void what_was_seen_is_shown_and_goes_with_anybody_who_is_erased() throws IOException {
    Files.write(photos.resolve("1001.jpg"), Portraits.person(1, SIDE));
    Path roster = shell.roster("jobNumber,name", "1001,Ana");
    validate(roster, "--data", shell.data().toString());
    assertThat(FaceVerdictFile.count(shell.data())).as("file and picture").isEqualTo(2);
    shell.importing(roster);

    Shell.Told shown = shell.run("privacy", "show");

    assertThat(shown.out()).contains("what was seen in photos: keyed hashes, no picture");
    assertThat(shell.run("privacy", "prune", "--older-than", "30d", "--yes").exit()).isZero();
    assertThat(FaceVerdictFile.count(shell.data())).isEqualTo(2);
    assertThat(shell.run("privacy", "erase", "--job-number", "1001", "--yes").exit()).isZero();
    assertThat(FaceVerdictFile.count(shell.data())).isZero();
    assertThat(shell.run("privacy", "show").out()).doesNotContain("what was seen in photos");
  }

  @Test
  void what_cannot_be_is_told_before_anything_is_done() throws IOException {
    Path roster = four();

    assertThat(validate(roster, "--face-check", "maybe").err()).contains("off, warn or strict");
    assertThat(validate(roster, "--face-limits", "nose=3").err()).contains("nose", "eyes, yaw");
    assertThat(validate(roster, "--face-limits", "eyes=big").exit()).isEqualTo(2);
    assertThat(validate(roster, "--face-limits", "eyes=NaN").exit()).isEqualTo(2);
    assertThat(shell.report()).doesNotExist();
  }

  @Test
  void where_nothing_can_look_strict_does_not_begin_and_a_warning_is_said_once()
      throws IOException {
    Path roster = four();
    Path file = Files.writeString(folder.resolve("no folder"), "");
    Map<String, String> nowhere = Map.of("XDG_CACHE_HOME", file.toString());
    String[] words = {
      "validate", "users", roster.toString(), "--report", folder.resolve("r").toString()
    };

    try (OtherProcess strict =
        OtherProcess.start(folder, nowhere, Main.class, joined(words, "--face-check", "strict"))) {
      assertThat(strict.exitCode()).as(strict.errors()).isEqualTo(2);
      assertThat(strict.errors()).contains("--face-check warn");
    }
    assertThat(folder.resolve("r")).doesNotExist();
    try (OtherProcess warn = OtherProcess.start(folder, nowhere, Main.class, words)) {
      assertThat(warn.exitCode()).as(warn.errors()).isZero();
      assertThat(warn.errors()).containsOnlyOnce("cannot look for faces");
    }
  }
}
