package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the manual's tables allow in a form, and what is said about the rest. */
class FormRulesTest {
  private static final Sandbox SANDBOX = Sandbox.start();
  private static final Caller CALLER = new Caller(SANDBOX);
  private static final String ABSENT = "(absent)";

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @ParameterizedTest(name = "createUser {0} = {1}: {2}")
  @CsvSource({
    "name, (absent), 30004",
    "name, '', 30001",
    "name, (45), 200",
    "name, (46), 30001",
    "jobNumber, (absent), 30004",
    "jobNumber, (45), 200",
    "jobNumber, (46), 30001",
    "mobile, (absent), 30004",
    "mobile, (20), 200",
    "mobile, (21), 30001",
    "icNumber, (absent), 30004",
    "icNumber, (46), 30001",
    "remark, (absent), 30004",
    "remark, (255), 200",
    "remark, (256), 30001",
    "groups, (absent), 30004",
    "groups, '', 200",
    "groups, '1,x', 30001",
    "groups, '1,,1', 30001",
    "groups, 77, 620",
    "groups, 2, 30001",
    "force, 2, 30001",
    "force, '', 30001",
    "gender, 1, 200",
    "gender, 3, 30001",
    "gender, '', 30001",
    "departmentId, 0, 200",
    "departmentId, 9, 620",
    "departmentId, '', 30001",
    "department_id, 0, 200",
    "birthday, 2001-2-9, 200",
    "birthday, '', 200",
    "birthday, 2001-02-30, 30001",
    "birthday, 9.2.2001, 30001",
    "entryTime, 2018-09-10, 200",
    "mail, (46), 30001",
    "position, (46), 30001",
    "location, (46), 30001",
    "idNumber, (45), 200",
    "idNumber, (46), 30001",
    "jobnumber, 1, 30001",
    "Gender, 1, 30001",
    "avatarFile, text, 30001",
  })
  void a_form_is_held_to_the_table_of_6_3_1(String field, String value, int code) {
    Map<String, String> form = Caller.staff("Ana");
    put(form, field, value);

    assertThat(CALLER.post("/api/v1/user", form).get("code").asInt()).isEqualTo(code);
  }

  private static void put(Map<String, String> form, String field, String value) {
    if (value.equals(ABSENT)) {
      form.remove(field);
    } else if (value.matches("\\([0-9]+\\)")) {
      // One character outside the basic plane each: lengths are characters, not UTF-16 units.
      form.put(field, "𠮷".repeat(Integer.parseInt(value.substring(1, value.length() - 1))));
    } else {
      form.put(field, value);
    }
  }

  @ParameterizedTest(name = "updateUser {0} = {1}: {2}")
  @CsvSource({
    "idNumber, (absent), 30004",
    "idNumber, '', 200",
    "gender, 1, 30001",
    "name, (46), 30001",
    "department_id, 0, 200",
    "departmentId, 0, 200",
  })
  void a_form_is_held_to_the_table_of_6_3_2(String field, String value, int code) {
    long id = CALLER.created(Caller.staff("Ana"));
    Map<String, String> form = Caller.staff("Ana");
    form.put("idNumber", "");
    put(form, field, value);

    assertThat(CALLER.post("/api/v1/user/update/" + id, form).get("code").asInt()).isEqualTo(code);
  }

  @ParameterizedTest(name = "createGuest {0} = {1}: {2}")
  @CsvSource({
    "receptionUserId, (absent), 30004",
    "receptionUserId, '', 30001",
    "receptionUserId, 4, 620",
    "idNumber, (absent), 30004",
    "dateTimeFrom, (absent), 30004",
    "dateTimeFrom, 2026-1-1 08:00:00, 30001",
    "dateTimeTo, 2026-02-30 08:00:00, 30001",
    "dateTimeTo, 2026-01-01 08:00:00, 30001",
    "dateTimeTo, 2026-01-01 08:00:01, 200",
    "groups, 1, 30001",
    "jobNumber, 1, 30001",
  })
  void a_form_is_held_to_the_table_of_6_3_4(String field, String value, int code) {
    Map<String, String> form = Caller.guest("Bo");
    form.put("force", "1");
    put(form, field, value);

    JsonNode answer = CALLER.post("/api/v1/guest", form, "avatarFile", Portraits.person(1, 200));

    assertThat(answer.get("code").asInt()).isEqualTo(code);
  }

  @Test
  void a_visitor_needs_a_photo_also_in_an_update() {
    assertThat(CALLER.post("/api/v1/guest", Caller.guest("Bo")).get("code").asInt())
        .isEqualTo(30004);
    assertThat(CALLER.post("/api/v1/guest/update/1", Caller.guest("Bo")).get("code").asInt())
        .isEqualTo(30004);
  }

  @ParameterizedTest(name = "{0}?{1}={2}: {3}")
  @CsvSource({
    "/api/v1/user/list, username, x, 30001",
    "/api/v1/user/list, id, x, 30001",
    "/api/v1/group, page, 0, 30001",
    "/api/v1/group, type, 3, 30001",
    "/api/v1/record, userName, x, 30001",
    "/api/v2/department/search/code, code, '', 30001",
    "/api/v2/department/delete, id, 7, 620",
  })
  void a_query_is_held_to_its_table(String path, String name, String value, int code) {
    assertThat(CALLER.get(path, Map.of(name, value)).get("code").asInt()).isEqualTo(code);
  }

  @Test
  void a_field_given_twice_is_refused() {
    String twice =
        CALLER.formRequest("/api/v1/user", CALLER.signed(Caller.staff("Ana"))).uri().toString();
    Map<String, String> fields = new LinkedHashMap<>(CALLER.signed(Caller.staff("Ana")));
    StringBuilder body = new StringBuilder("groups=1");
    fields.forEach((name, value) -> body.append('&').append(name).append('=').append(value));

    var response =
        CALLER.exchange(
            HttpRequest.newBuilder(URI.create(twice))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());

    assertThat(Caller.json(response).get("code").asInt()).isEqualTo(30001);
  }

  @ParameterizedTest(name = "{0} {1}: HTTP {2}")
  @CsvSource({
    "GET, /api/v1/nothing, 404",
    "GET, /api/v1/user/delete/x, 404",
    "GET, /v1/image/2/5cbe78b135060d0001750ef5, 404",
    "GET, /v1/image/2/..%2Fapp-secret, 400",
  })
  void what_is_not_there_is_no_envelope(String method, String path, int status) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SANDBOX.url() + path))
            .method(method, BodyPublishers.noBody())
            .build();

    assertThat(CALLER.exchange(request).statusCode()).isEqualTo(status);
  }

  @Test
  void the_wrong_method_is_50004() {
    assertThat(CALLER.get("/api/v2/device/update").get("code").asInt()).isEqualTo(50004);
    assertThat(CALLER.get("/api/v2/department/update").get("code").asInt()).isEqualTo(50004);
    assertThat(CALLER.post("/api/v1/company", Map.of()).get("code").asInt()).isEqualTo(50004);
  }

  @Test
  void a_body_that_is_no_form_is_415_and_one_too_long_413() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SANDBOX.url() + "/api/v1/user"));
    HttpRequest json =
        request
            .copy()
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpRequest long11Mb =
        request
            .copy()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofByteArray(new byte[11_000_000]))
            .build();

    assertThat(CALLER.exchange(json).statusCode()).isEqualTo(415);
    assertThat(CALLER.exchange(long11Mb).statusCode()).isEqualTo(413);
  }
}
