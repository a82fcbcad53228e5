package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.SourceBytes;
import dev.senselink.batch.photo.engine.OpenCvNatives;
import dev.senselink.batch.photo.face.DrawnFaces;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The photo of a row is replaced, turned and cut before anything is sent. */
@Tag("slow")
class MendPhotoTest {
  @TempDir static Path folder;
  private static PracticeConsole practice;
  private static int people;
  private MendedImport draft;
  private String hash;

  @BeforeAll
  static void open() throws Exception {
    practice = new PracticeConsole(folder);
    QuickAccounts.in(practice.data()).add("hanna", Role.OPERATOR, MendedImport.PASSWORD);
  }

  @AfterAll
  static void close() {
    practice.close();
  }

  /** One row with a photo that lies on its side, in which the server finds nobody. */
  @BeforeEach
  void begin() {
    draft = new MendedImport(practice, "hanna");
    people++;
    draft.upload("photos", "F" + people + ".jpg", Portraits.turned(people, 320, 1));
    draft.list("Fay,F" + people + ",,\n");
    hash = MendedImport.hash(draft.checked(), 2);
  }

  private BufferedImage shown(boolean original) throws IOException {
    byte[] jpeg = practice.console().bytes(draft.at + "/mend/photo?line=2&original=" + original);
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  /** Which photo of the corrections is the row's. */
  private Path given() throws IOException {
    return draft
        .own()
        .resolve(draft.corrections().replaceAll("(?s).*\"photo\":\"([^\"]*)\".*", "$1"));
  }

  private static double ratio(BufferedImage picture) {
    return (double) picture.getHeight() / picture.getWidth();
  }

  private HttpResponse<String> does(String deed) {
    return draft.mend(deed, "line", 2, "hash", hash);
  }

  private HttpResponse<String> replace(String name, byte[] bytes) {
    return draft.send(
        "mend/photo",
        name,
        bytes,
        List.of("line", 2, "hash", hash, "at", 0, "size", bytes.length).toArray());
  }

  @Test
  void a_photo_is_turned_and_imported_so() throws IOException {
    BufferedImage found = shown(true);
    for (int n = 0; n < 3; n++) {
      assertThat(does("turn").statusCode()).isEqualTo(200);
    }

    assertThat(ratio(shown(false))).isCloseTo(1 / ratio(found), within(0.02));
    assertThat(practice.console().bytes(draft.at + "/mend/photo?line=2"))
        .as("what is shown is what will be sent")
        .isEqualTo(Files.readAllBytes(given()));
    assertThat(shown(true).getWidth()).as("the one that was found").isEqualTo(found.getWidth());
    assertThat(draft.page(""))
        .contains("The photo that was found", "The photo that will be used")
        .containsPattern("data-test=\"start\" disabled");
    draft.checked();
    draft.start();
    assertThat(draft.led()).containsPattern("data-test=\"count-CREATED\">1<");
  }

  @Test
  void a_photo_is_cut_to_its_one_upright_face() throws IOException {
    try {
      OpenCvNatives.loadNetworks();
    } catch (EngineMissingException e) {
      abort(e.why());
    }
    replace("none.png", DrawnFaces.png(DrawnFaces.none()));
    assertThat(does("cut").body()).contains("there is no face in the photo");
    replace("two.png", DrawnFaces.png(DrawnFaces.two()));
    assertThat(does("cut").body()).contains("there are several faces");
    BufferedImage upright = DrawnFaces.farAway(DrawnFaces.scaled(DrawnFaces.one(), 2), 2000, 1500);
    replace("one.png", DrawnFaces.png(DrawnFaces.turned(upright, 1)));
    assertThat(does("cut").body()).contains("turn it first");
    for (int n = 0; n < 3; n++) {
      does("turn");
    }
    double before = ratio(shown(false));

    assertThat(does("cut").statusCode()).isEqualTo(200);

    BufferedImage cut = shown(false);
    assertThat(ratio(cut)).isCloseTo(4.0 / 3, within(0.02));
    assertThat(ratio(cut)).isNotCloseTo(before, within(0.02));
  }

  @Test
  void another_photo_is_made_anew_and_lies_where_only_its_user_reads_it() throws IOException {
    assertThat(replace("list.jpg", "name\nAna\n".getBytes(UTF_8)).body())
        .contains("this is not a picture");
    assertThat(replace("../evil.png", DrawnFaces.png(DrawnFaces.one())).statusCode())
        .isEqualTo(409);
    byte[] broken = new byte[200];
    System.arraycopy(DrawnFaces.png(DrawnFaces.one()), 0, broken, 0, broken.length);
    assertThat(replace("broken.png", broken).statusCode()).isEqualTo(409);
    assertThat(draft.corrections()).isEmpty();
    assertThat(files()).as("nothing of it stays").isEmpty();

    assertThat(replace("photo of Fay.png", DrawnFaces.png(DrawnFaces.two())).body())
        .contains("\"whole\":true");

    assertThat(draft.corrections()).containsPattern("\"photo\":\"mended/[A-Z0-9]{20}.jpg\"");
    assertThat(files()).hasSize(3);
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(shown(false).getWidth()).isNotEqualTo(shown(true).getWidth());
    assertThat(does("photo-back").statusCode()).isEqualTo(200);
    assertThat(draft.corrections()).isEmpty();
  }

  @Test
  void what_is_refused_or_has_not_come_whole_leaves_the_plan() throws IOException {
    Path plan = draft.own().resolve("plan");
    byte[] picture = DrawnFaces.png(DrawnFaces.one());

    assertThat(replace("list.jpg", "name\nAna\n".getBytes(UTF_8)).statusCode()).isEqualTo(409);
    byte[] first = Arrays.copyOf(picture, 1000);
    Object[] part = {"line", 2, "hash", hash, "at", 0, "size", picture.length};
    assertThat(draft.send("mend/photo", "one.png", first, part).body()).contains("\"whole\":false");
    assertThat(does("photo-back").statusCode()).as("it has no other").isEqualTo(200);
    String right = hash;
    hash = "r0";
    assertThat(does("turn").statusCode()).isEqualTo(409);
    assertThat(replace("one.png", picture).statusCode()).isEqualTo(409);

    assertThat(plan).exists();
    hash = right;
    assertThat(replace("one.png", picture).statusCode()).isEqualTo(200);
    assertThat(plan).doesNotExist();
  }

  @Test
  void a_photo_of_any_size_is_refused_before_a_byte_of_it_is_kept() {
    Object[] first = {"line", 2, "hash", hash, "at", 0, "size", SourceBytes.MOST + 1L};

    HttpResponse<String> answer = draft.send("mend/photo", "huge.png", new byte[1000], first);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("50 MB");
    assertThat(draft.own().resolve("incoming")).doesNotExist();
  }

  /** The row has none of its own: the one it was given when it was checked is no other. */
  @Test
  void a_photo_that_was_given_is_not_shown_as_one_that_was_found() throws IOException {
    draft.upload("list", "staff.csv", "name,jobNumber,department\nGil,G1,Moon\n".getBytes(UTF_8));
    hash = MendedImport.hash(draft.checked(), 2);
    String alone = "?line=2";
    assertThat(draft.page(alone)).doesNotContain("original=true", "photo-turn");
    assertThat(replace("one.png", DrawnFaces.png(DrawnFaces.one())).statusCode()).isEqualTo(200);

    draft.checked();

    assertThat(draft.page(alone))
        .contains("/mend/photo?line=2\"", "photo-turn")
        .doesNotContain("original=true");
    assertThat(does("photo-back").statusCode()).isEqualTo(200);
    assertThat(draft.page(alone)).doesNotContain("original=true", "photo-turn");
  }

  private List<Path> files() throws IOException {
    Path mended = draft.own().resolve("mended");
    if (!Files.exists(mended)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(mended)) {
      return all.toList();
    }
  }

  @Test
  void a_photo_is_shown_to_who_is_signed_in_and_kept_by_no_browser() {
    String path = draft.at + "/mend/photo?line=2";
    HttpResponse<String> answer = practice.console().get(path);
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(practice.console().get(draft.at + "/mend/photo?line=99").statusCode())
        .isEqualTo(404);
    hash = "r0";
    assertThat(does("turn").statusCode()).isEqualTo(409);

    assertThat(practice.console().somebodyElse().get(path).statusCode()).isEqualTo(401);
  }
}
