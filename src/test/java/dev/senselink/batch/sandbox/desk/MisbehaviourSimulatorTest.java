package dev.senselink.batch.sandbox.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.Caller;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.call.AcceptedSpelling;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PersonView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Servers that do not do what their manual says, without telling. */
class MisbehaviourSimulatorTest {
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

  private static Map<String, String> everything() {
    Map<String, String> form = Caller.staff("王小明");
    form.put("jobNumber", "E007");
    form.put("mobile", "13912345678");
    form.put("icNumber", "CARD1");
    form.put("remark", "left-handed & \"quoted\" = 100 %");
    form.put("mail", "wang@example.org");
    form.put("position", "Engineer");
    form.put("location", "Desk 4");
    form.put("birthday", "1990-2-9");
    form.put("entryTime", "2018-9-10");
    form.put("areaCode", "86");
    form.put("idNumber", "110101199002090016");
    form.put("gender", "2");
    form.put("departmentId", "0");
    return form;
  }

  @ParameterizedTest(name = "{0}: create {1}/{2}, update {3}/{4}")
  @CsvSource({
    "BOTH, true, true, true, true",
    "AS_PRINTED, true, false, false, true",
    "CAMEL_ONLY, true, false, true, false",
    "SNAKE_ONLY, false, true, false, true",
    "NONE, false, false, false, false",
  })
  void a_spelling_that_is_not_taken_is_dropped_without_a_word(
      AcceptedSpelling spelling,
      boolean camel,
      boolean snake,
      boolean camelUpdate,
      boolean snakeUpdate) {
    restart(SandboxSettings.standard().withSpelling(spelling));

    assertThat(isStored("areaCode", null)).isEqualTo(camel);
    assertThat(isStored("area_code", null)).isEqualTo(snake);
    assertThat(isStored(null, "areaCode")).isEqualTo(camelUpdate);
    assertThat(isStored(null, "area_code")).isEqualTo(snakeUpdate);
  }

  private boolean isStored(String onCreate, String onUpdate) {
    Map<String, String> form = Caller.staff("Ana");
    if (onCreate != null) {
      form.put(onCreate, "86");
    }
    long id = caller.created(form);
    if (onUpdate != null) {
      Map<String, String> update = new LinkedHashMap<>(Caller.staff("Ana"));
      update.put("idNumber", "");
      update.put(onUpdate, "86");
      caller.post("/api/v1/user/update/" + id, update);
    }
    return !caller.read(id).get("area_code").isNull();
  }

  @Test
  void a_misbehaving_create_answers_well_and_stores_badly() {
    sandbox.misbehave(
        Misbehaviour.createDropsGroups(),
        Misbehaviour.createDropsPhoto(),
        Misbehaviour.createDrops("mail"));

    JsonNode answer =
        caller.post("/api/v1/user", everything(), "avatarFile", Portraits.person(1, 200));

    assertThat(answer.get("data").get("groupList").size()).isEqualTo(1);
    assertThat(answer.get("data").get("mail").stringValue()).isEqualTo("wang@example.org");
    PersonView stored = sandbox.people().get(0);
    assertThat(stored.groups()).isEmpty();
    assertThat(stored.avatarId()).isNull();
    assertThat(stored.mail()).isNull();
    assertThat(stored.jobNumber()).isEqualTo("E007");
  }

  @Test
  void a_misbehaving_update_answers_well_and_stores_badly() {
    JsonNode created =
        caller.post("/api/v1/user", everything(), "avatarFile", Portraits.person(1, 200));
    long id = created.get("data").get("id").asLong();
    Map<String, String> form = everything();
    form.remove("gender");
    sandbox.misbehave(
        Misbehaviour.updateDropsGroups(),
        Misbehaviour.updateDropsPhoto(),
        Misbehaviour.updateClears("mail"),
        Misbehaviour.updateChanges("position"),
        Misbehaviour.updateChanges("entry_time"));

    JsonNode answer = caller.post("/api/v1/user/update/" + id, form).get("data");

    assertThat(answer.get("position").stringValue()).isEqualTo("Engineer");
    PersonView stored = sandbox.people().get(0);
    assertThat(stored.groups()).isEmpty();
    assertThat(stored.avatarId()).isNull();
    assertThat(stored.mail()).isNull();
    assertThat(stored.position()).isEqualTo("Engineer~");
    assertThat(stored.entryTime()).isEqualTo("1970-01-01");
    sandbox.misbehave();
    JsonNode sameFace =
        caller.post("/api/v1/user", Caller.staff("x"), "avatarFile", Portraits.person(1, 200));
    assertThat(sameFace.get("code").asInt()).as("the face went with the photo").isEqualTo(200);
    caller.post("/api/v1/user/update/" + id, form);
    assertThat(sandbox.people().get(0).mail()).isEqualTo("wang@example.org");
  }
}
