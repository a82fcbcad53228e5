package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Portraits.Variation;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two photos of one person: 30002, on every way in. */
class SimilarFacesTest {
  private static final byte[] ANA = Portraits.person(1, 300);
  private static final byte[] ANA_AGAIN = Portraits.person(1, 300, Variation.SIMILAR);
  private static final byte[] BO = Portraits.person(2, 300);

  private Sandbox sandbox = Sandbox.start();
  private Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void restart(SandboxSettings settings) {
    sandbox.close();
    sandbox = Sandbox.start(settings);
    caller = new Caller(sandbox);
  }

  private JsonNode create(String name, byte[] photo, String force) {
    Map<String, String> form = Caller.staff(name);
    form.put("force", force);
    return caller.post("/api/v1/user", form, "avatarFile", photo);
  }

  private JsonNode update(long id, byte[] photo) {
    Map<String, String> form = Caller.staff("Ana");
    form.put("idNumber", "");
    return caller.post("/api/v1/user/update/" + id, form, "avatarFile", photo);
  }

  private static long idOf(JsonNode answer) {
    return answer.get("data").get("id").asLong();
  }

  private static int code(JsonNode answer) {
    return answer.get("code").asInt();
  }

  @Test
  void another_picture_of_somebody_is_refused_naming_her() {
    JsonNode ana = create("Ana", ANA, "0");

    JsonNode refused = create("Anna", ANA_AGAIN, "0");

    assertThat(code(refused)).isEqualTo(30002);
    assertThat(refused.get("desc").stringValue()).isEqualTo("ex.similar-user");
    JsonNode similar = refused.get("data");
    assertThat(similar.get("similar_user_id").asLong()).isEqualTo(idOf(ana));
    assertThat(similar.get("similar_user_name").stringValue()).isEqualTo("Ana");
    assertThat(similar.get("similar_user_avatar").stringValue())
        .isEqualTo(ana.get("data").get("avatar").stringValue());
    assertThat(similar.get("can_force").intValue()).isEqualTo(1);
    assertThat(sandbox.commits()).hasSize(1);
  }

  @Test
  void somebody_else_passes_and_force_makes_a_double() {
    create("Ana", ANA, "0");

    assertThat(code(create("Bo", BO, "0"))).isEqualTo(200);
    assertThat(code(create("Anna", ANA_AGAIN, "1"))).isEqualTo(200);
    assertThat(sandbox.commits())
        .extracting(CommittedChange::force)
        .containsExactly(false, false, true);
  }

  @Test
  void where_force_is_not_allowed_it_does_not_help() {
    restart(SandboxSettings.standard().withCanForce(0));
    create("Ana", ANA, "0");

    JsonNode refused = create("Anna", ANA_AGAIN, "1");

    assertThat(code(refused)).isEqualTo(30002);
    assertThat(refused.get("data").get("can_force").intValue()).isZero();
  }

  @Test
  void a_visitor_can_be_similar_to_an_employee() {
    long ana = idOf(create("Ana", ANA, "0"));

    JsonNode refused = caller.post("/api/v1/guest", Caller.guest("Ana"), "avatarFile", ANA_AGAIN);

    assertThat(code(refused)).isEqualTo(30002);
    assertThat(refused.get("data").get("similar_user_id").asLong()).isEqualTo(ana);
  }

  @Test
  void an_update_with_a_photo_may_resemble_oneself_but_nobody_else() {
    long ana = idOf(create("Ana", ANA, "0"));
    long bo = idOf(create("Bo", BO, "0"));

    assertThat(code(update(ana, ANA_AGAIN))).isEqualTo(200);
    JsonNode refused = update(bo, ANA);
    assertThat(code(refused)).isEqualTo(30002);
    assertThat(refused.get("data").get("similar_user_id").asLong()).isEqualTo(ana);
  }

  @Test
  void a_server_can_be_set_to_name_the_person_being_updated() {
    restart(SandboxSettings.standard().withSimilarNamesOneself(true));
    long ana = idOf(create("Ana", ANA, "0"));

    JsonNode refused = update(ana, ANA_AGAIN);

    assertThat(code(refused)).isEqualTo(30002);
    assertThat(refused.get("data").get("similar_user_id").asLong()).isEqualTo(ana);
  }

  @Test
  void a_face_goes_with_its_person_and_with_its_photo() {
    long ana = idOf(create("Ana", ANA, "0"));
    assertThat(code(update(ana, BO))).isEqualTo(200);
    assertThat(code(create("Anna", ANA, "0"))).isEqualTo(200);
    assertThat(code(create("Bo", BO, "0"))).isEqualTo(30002);

    caller.get("/api/v1/user/delete/" + ana);

    assertThat(code(create("Bo", BO, "0"))).isEqualTo(200);
  }

  @Test
  void people_without_a_photo_resemble_nobody() {
    assertThat(caller.created(Caller.staff("Ana"))).isLessThan(caller.created(Caller.staff("Ana")));
  }

  @Test
  void of_several_the_nearest_is_named() {
    create("Ana 2", ANA_AGAIN, "0");
    long exact = idOf(create("Ana 1", ANA, "1"));

    assertThat(create("x", ANA, "0").get("data").get("similar_user_id").asLong()).isEqualTo(exact);
  }
}
