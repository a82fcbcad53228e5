package dev.senselink.batch.sandbox.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.Caller;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.call.FilterMode;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.http.CallRecord;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.PersonView;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Employees and visitors, and how the lists show them. */
class PeopleTest {
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

  @Test
  void a_create_answers_dates_as_sent_and_the_list_pads_them() {
    JsonNode created = caller.post("/api/v1/user", everything()).get("data");
    JsonNode listed = caller.read(created.get("id").asLong());

    assertThat(created.get("birthday").stringValue()).isEqualTo("1990-2-9");
    assertThat(listed.get("birthday").stringValue()).isEqualTo("1990-02-09");
    assertThat(listed.get("entry_time").stringValue()).isEqualTo("2018-09-10");
    assertThat(created.get("create_at").stringValue()).doesNotContain(".");
    assertThat(listed.get("create_at").stringValue())
        .isEqualTo(created.get("create_at").stringValue() + ".0");
    assertThat(listed.get("name").stringValue()).isEqualTo("王小明");
    assertThat(listed.get("remark").stringValue()).isEqualTo("left-handed & \"quoted\" = 100 %");
    assertThat(listed.get("gender").intValue()).isEqualTo(2);
    assertThat(listed.get("area_code").stringValue()).isEqualTo("86");
    assertThat(listed.get("groupList").get(0).get("name").stringValue()).isEqualTo("默认组");
  }

  @Test
  void an_id_number_comes_back_as_ciphertext_and_only_if_there_is_one() {
    long filled = caller.created(everything());
    Map<String, String> blank = Caller.staff("Blank");
    blank.put("idNumber", "");
    long blankId = caller.created(blank);
    long never = caller.created(Caller.staff("Never"));

    assertThat(caller.read(filled).get("id_number").stringValue())
        .matches("[A-Za-z0-9+/]{32}={0,2}")
        .isNotEqualTo("110101199002090016");
    assertThat(caller.read(blankId).get("id_number").stringValue()).isEmpty();
    assertThat(caller.read(never).get("id_number").isNull()).isTrue();
    assertThat(sandbox.people().get(0).idNumber()).isEqualTo("110101199002090016");
  }

  @Test
  void an_update_replaces_the_whole_person_but_gender_and_photo() {
    JsonNode created =
        caller.post("/api/v1/user", everything(), "avatarFile", Portraits.person(1, 200));
    long id = created.get("data").get("id").asLong();
    Map<String, String> bare = Caller.staff("王小明");
    bare.put("idNumber", "");
    bare.put("groups", "");

    caller.post("/api/v1/user/update/" + id, bare);

    PersonView now = sandbox.people().get(0);
    assertThat(now.mail()).isNull();
    assertThat(now.position()).isNull();
    assertThat(now.birthday()).isNull();
    assertThat(now.areaCode()).isNull();
    assertThat(now.idNumber()).isEmpty();
    assertThat(now.jobNumber()).isEmpty();
    assertThat(now.groups()).isEmpty();
    assertThat(now.gender()).isEqualTo(2);
    assertThat(now.avatarId()).isEqualTo(created.get("data").get("avatar").stringValue());
  }

  @Test
  void an_updates_answer_echoes_and_the_list_tells_the_truth() {
    long id = caller.created(everything());
    Map<String, String> form = everything();
    form.remove("gender");
    form.remove("departmentId");

    JsonNode echoed = caller.post("/api/v1/user/update/" + id, form).get("data");
    JsonNode listed = caller.read(id);

    assertThat(echoed.get("gender").isNull()).isTrue();
    assertThat(echoed.get("create_at").isNull()).isTrue();
    assertThat(echoed.get("department_id").isNull()).isTrue();
    assertThat(listed.get("gender").intValue()).isEqualTo(2);
    assertThat(listed.get("department_id").intValue()).isZero();
    assertThat(listed.get("create_at").isNull()).isFalse();
  }

  @Test
  void only_one_person_found_alone_shows_the_groups() {
    caller.created(Caller.staff("Ana"));
    caller.created(Caller.staff("Bo"));

    JsonNode everybody = caller.get("/api/v1/user/list").get("data");
    JsonNode one = caller.get("/api/v1/user/list", Map.of("name", "Bo")).get("data");

    assertThat(everybody.size()).isEqualTo(2);
    assertThat(everybody.get(0).get("groupList").isNull()).isTrue();
    assertThat(one.get(0).get("groupList").size()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}, {1}={2} finds {3}")
  @CsvSource({
    "EXACT, jobNumber, E00, 0",
    "EXACT, jobNumber, E007, 1",
    "EXACT, jobNumber, e007, 0",
    "EXACT, mobile, 13912345678, 1",
    "EXACT, mail, wang@example.org, 1",
    "EXACT, icNumber, CARD1, 1",
    "EXACT, name, 王小明, 1",
    "EXACT, name, '', 2",
    "PARTIAL, jobNumber, E00, 1",
    "IGNORED, jobNumber, nobody, 2",
  })
  void filters_match_as_set(FilterMode mode, String field, String value, int hits) {
    restart(SandboxSettings.standard().withFilters(mode));
    caller.created(everything());
    caller.created(Caller.staff("Other"));

    JsonNode answer = caller.get("/api/v1/user/list", Map.of(field, value));

    assertThat(answer.get("code").asInt()).isEqualTo(200);
    assertThat(answer.get("data").size()).isEqualTo(hits);
  }

  @Test
  void two_filters_must_both_fit_and_an_unknown_id_finds_nobody() {
    caller.created(everything());

    Map<String, String> both = Map.of("jobNumber", "E007", "mobile", "1");
    assertThat(caller.get("/api/v1/user/list", both).get("data").size()).isZero();
    assertThat(caller.get("/api/v1/user/list", Map.of("id", "5")).get("data").size()).isZero();
  }

  @Test
  void a_photo_is_served_as_it_was_received_until_it_is_replaced() throws Exception {
    byte[] photo = Portraits.person(1, 200);
    JsonNode created = caller.post("/api/v1/user", Caller.staff("Ana"), "avatarFile", photo);
    String avatar = created.get("data").get("avatar").stringValue();
    assertThat(image(avatar)).isEqualTo(photo);

    Map<String, String> form = Caller.staff("Ana");
    form.put("idNumber", "");
    byte[] newPhoto = Portraits.person(2, 200);
    long id = created.get("data").get("id").asLong();
    caller.post("/api/v1/user/update/" + id, form, "avatarFile", newPhoto);

    String newAvatar = caller.read(id).get("avatar").stringValue();
    assertThat(newAvatar).isNotEqualTo(avatar);
    assertThat(image(newAvatar)).isEqualTo(newPhoto);
    assertThat(image(avatar)).isNotEqualTo(photo);
  }

  private byte[] image(String id) {
    URI uri = URI.create(sandbox.url() + "/v1/image/2/" + id);
    return caller.exchange(HttpRequest.newBuilder(uri).build()).body();
  }

  @Test
  void a_visitor_has_window_and_host_that_the_lists_never_show() {
    long host = caller.created(Caller.staff("Host"));
    Map<String, String> form = Caller.guest("Bo");
    form.put("receptionUserId", String.valueOf(host));

    JsonNode created =
        caller.post("/api/v1/guest", form, "avatarFile", Portraits.person(1, 200)).get("data");

    assertThat(created.get("reception_user_name").stringValue()).isEqualTo("Host");
    assertThat(created.get("date_time_to").stringValue()).isEqualTo("2026-01-01 18:00:00.0");
    assertThat(created.get("groups").get(0).get("type").intValue()).isEqualTo(2);
    assertThat(created.get("group_count").intValue()).isEqualTo(1);
    JsonNode listed = caller.read(created.get("id").asLong());
    assertThat(listed.get("type").intValue()).isEqualTo(2);
    assertThat(listed.has("date_time_to")).isFalse();
    PersonView stored = sandbox.people().get(1);
    assertThat(stored.receptionUserId()).isEqualTo(host);
    assertThat(stored.dateTimeFrom()).isEqualTo(LocalDateTime.of(2026, 1, 1, 8, 0));
  }

  @Test
  void a_person_is_changed_and_deleted_only_by_the_calls_for_its_type() {
    long user = caller.created(Caller.staff("Ana"));
    byte[] photo = Portraits.person(1, 200);
    long guest =
        caller
            .post("/api/v1/guest", Caller.guest("Bo"), "avatarFile", photo)
            .get("data")
            .get("id")
            .asLong();

    assertThat(caller.get("/api/v1/guest/delete/" + user).get("code").asInt()).isEqualTo(620);
    assertThat(caller.get("/api/v1/user/delete/" + guest).get("code").asInt()).isEqualTo(620);
    assertThat(caller.get("/api/v1/guest/delete/" + guest).get("code").asInt()).isEqualTo(200);
    assertThat(caller.get("/api/v1/user/delete/" + user).get("code").asInt()).isEqualTo(200);
    assertThat(caller.get("/api/v1/user/delete/" + user).get("code").asInt()).isEqualTo(620);
    assertThat(sandbox.people()).isEmpty();
  }

  @Test
  void commits_tell_what_changed_and_calls_what_was_answered() {
    byte[] photo = Portraits.person(1, 200);
    Map<String, String> form = everything();
    form.put("force", "1");
    JsonNode created = caller.post("/api/v1/user", form, "avatarFile", photo).get("data");
    long id = created.get("id").asLong();
    caller.post("/api/v1/user", Map.of());
    caller.get("/api/v1/user/delete/" + id);

    assertThat(sandbox.commits())
        .extracting(CommittedChange::seq, CommittedChange::operation, CommittedChange::id)
        .containsExactly(tuple(1L, "createUser", id), tuple(2L, "deleteUser", id));
    CommittedChange commit = sandbox.commits().get(0);
    assertThat(commit.jobNumber()).isEqualTo("E007");
    assertThat(commit.groupIds()).containsExactly(1L);
    assertThat(commit.force()).isTrue();
    assertThat(commit.photoSha256()).isEqualTo(FaceAnalyzer.sha256(photo));
    assertThat(commit.avatarId()).isEqualTo(created.get("avatar").stringValue());
    assertThat(sandbox.calls()).extracting(CallRecord::code).containsExactly(200, 30004, 200);
  }

  @Test
  void ids_are_never_given_twice() {
    long first = caller.created(Caller.staff("Ana"));
    caller.get("/api/v1/user/delete/" + first);

    assertThat(caller.created(Caller.staff("Ana"))).isGreaterThan(first);
  }

  @Test
  void other_administrators_leave_no_commit() {
    long id = sandbox.addPerson(1, Map.of("name", "Ana", "groups", "1"), Portraits.person(1, 200));
    sandbox.editPerson(id, Map.of("remark", "changed"), null);
    PersonView edited = sandbox.people().get(0);
    sandbox.removePerson(id);

    assertThat(edited.name()).isEqualTo("Ana");
    assertThat(edited.remark()).isEqualTo("changed");
    assertThat(edited.groups()).containsExactly(1L);
    assertThat(edited.avatarId()).isNotNull();
    assertThat(sandbox.people()).isEmpty();
    assertThat(sandbox.commits()).isEmpty();
  }

  @Test
  void everybody_is_listed_however_many_there_are() {
    for (int i = 0; i < 30_000; i++) {
      sandbox.addPerson(1, Map.of("name", "P" + i, "jobNumber", "E" + i), null);
    }

    var response = caller.exchange(caller.getRequest("/api/v1/user/list", caller.signed(Map.of())));

    assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
    JsonNode data = Caller.json(response).get("data");
    assertThat(data.size()).isEqualTo(30_000);
    List<Long> ids = data.values().stream().map(person -> person.get("id").asLong()).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }
}
