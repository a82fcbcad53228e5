package dev.senselink.batch.sandbox.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.Caller;
import dev.senselink.batch.sandbox.Sandbox;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What check (6.6.1) and quality (6.6.2) say about photos. */
class FacesTest {
  private static final Sandbox SANDBOX = Sandbox.start();
  private static final Caller CALLER = new Caller(SANDBOX);

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  private static JsonNode check(byte[] photo) {
    return CALLER.post("/api/v1/recognition/check", Map.of(), "face_avatar", photo);
  }

  private static int quality(byte[] photo) {
    JsonNode answer = CALLER.post("/api/v1/recognition/quality", Map.of(), "face_avatar", photo);
    assertThat(answer.get("code").asInt()).as(answer.toString()).isEqualTo(200);
    return answer.get("data").get("qa_code").intValue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 15})
  void the_faces_of_a_drawn_picture_are_counted(int faces) {
    JsonNode answer = check(Portraits.faces(faces, 600));

    assertThat(answer.get("code").asInt()).isEqualTo(200);
    assertThat(answer.get("face_number").intValue()).isEqualTo(faces);
  }

  @Test
  void without_a_face_it_is_30003_also_for_quality_and_create() {
    byte[] plant = Portraits.noFace(300);

    assertThat(check(plant).get("code").asInt()).isEqualTo(30003);
    assertThat(check(plant).get("desc").stringValue()).isEqualTo("rpc.no-face-detect");
    JsonNode quality = CALLER.post("/api/v1/recognition/quality", Map.of(), "face_avatar", plant);
    assertThat(quality.get("code").asInt()).isEqualTo(30003);
    JsonNode created = CALLER.post("/api/v1/user", Caller.staff("x"), "avatarFile", plant);
    assertThat(created.get("code").asInt()).isEqualTo(30003);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void on_a_picture_that_is_not_upright_no_face_is_found(int quarters) {
    assertThat(check(Portraits.turned(1, 300, quarters)).get("code").asInt()).isEqualTo(30003);
  }

  @Test
  void a_good_photo_passes_and_a_bad_one_says_why() {
    assertThat(quality(Portraits.person(1, 300))).isZero();
    assertThat(quality(Portraits.person(1, 1080))).isZero();
    assertThat(quality(Portraits.tiny(1))).isEqualTo(10201);
    assertThat(quality(Portraits.dark(1, 300))).isEqualTo(10404);
    assertThat(quality(Portraits.blurred(1, 300))).isEqualTo(10405);
    assertThat(quality(Portraits.blurred(1, 1080))).isEqualTo(10405);
    assertThat(quality(Portraits.faces(2, 600))).isEqualTo(101);
  }

  @Test
  void a_verdict_carries_the_manuals_words_and_a_score() {
    JsonNode answer =
        CALLER.post("/api/v1/recognition/quality", Map.of(), "face_avatar", Portraits.tiny(1));

    JsonNode data = answer.get("data");
    assertThat(data.get("qa_msg").stringValue()).isEqualTo("BAN:image size wrong,two small");
    assertThat(data.get("qa_desc").stringValue())
        .isEqualTo("the image size score is [48.00]-float");
  }

  @Test
  void a_test_can_script_the_verdict_on_a_photo() {
    byte[] photo = Portraits.person(77, 300);
    SANDBOX.faceCount(FaceAnalyzer.sha256(photo), 3);
    SANDBOX.quality(FaceAnalyzer.sha256(photo), 1030302);

    assertThat(check(photo).get("face_number").intValue()).isEqualTo(3);
    assertThat(quality(photo)).isEqualTo(1030302);

    SANDBOX.faceCount(FaceAnalyzer.sha256(photo), 0);
    assertThat(check(photo).get("code").asInt()).isEqualTo(30003);
  }

  @Test
  void what_is_no_picture_is_30005() {
    byte[] broken = Arrays.copyOf(Portraits.person(1, 300), 200);
    for (byte[] bytes : new byte[][] {{}, "not a picture".getBytes(), broken}) {
      assertThat(check(bytes).get("code").asInt()).isEqualTo(30005);
      JsonNode created = CALLER.post("/api/v1/user", Caller.staff("x"), "avatarFile", bytes);
      assertThat(created.get("code").asInt()).isEqualTo(30005);
    }
  }

  @Test
  void without_the_file_it_is_30004() {
    assertThat(CALLER.post("/api/v1/recognition/check", Map.of()).get("code").asInt())
        .isEqualTo(30004);
  }
}
