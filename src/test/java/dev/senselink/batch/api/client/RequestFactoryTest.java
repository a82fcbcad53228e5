package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Received;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.UserFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes over the wire, read by hand on the other side. */
class RequestFactoryTest {
  private static final byte[] PHOTO = "not really a photo".getBytes(StandardCharsets.US_ASCII);

  @Test
  void a_get_has_its_signature_and_its_fields_in_the_query() {
    Received request = sent(ListUsers.by(ListUsers.Filter.JOB_NUMBER, "王 1+1&x=ü"));

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.pathOnly()).isEqualTo("/api/v1/user/list");
    assertThat(request.path()).contains("%201%2B1%26x%3D").doesNotContain("+", " ");
    assertThat(request.fields())
        .containsOnlyKeys("app_key", "timestamp", "sign", "jobNumber")
        .containsEntry("jobNumber", "王 1+1&x=ü");
    assertSigned(request.fields());
  }

  @Test
  void a_create_has_all_fields_as_parts_in_the_spelling_of_its_section() {
    UserFields all =
        UserFields.named("王小明")
            .jobNumber("A1")
            .mobile("138")
            .icNumber("")
            .remark("line one\nline two")
            .groups(List.of(3L, 5L))
            .mail("a@b")
            .position("P")
            .location("L")
            .birthday("1990-01-02")
            .entryTime("2019-05-08")
            .areaCode("86")
            .departmentId(9L)
            .idNumber("ID")
            .gender(2)
            .avatarJpeg(PHOTO)
            .build();

    Received request = sent(PeopleCalls.createUser(all));

    assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/v1/user");
    assertThat(request.headers().get("content-type")).startsWith("multipart/form-data;");
    Map<String, String> fields = request.fields();
    assertSigned(fields);
    assertThat(fields)
        .containsEntry("name", "王小明")
        .containsEntry("jobNumber", "A1")
        .containsEntry("mobile", "138")
        .containsEntry("icNumber", "")
        .containsEntry("remark", "line one\nline two")
        .containsEntry("groups", "3,5")
        .containsEntry("force", "0")
        .containsEntry("mail", "a@b")
        .containsEntry("position", "P")
        .containsEntry("location", "L")
        .containsEntry("birthday", "1990-01-02")
        .containsEntry("entryTime", "2019-05-08")
        .containsEntry("areaCode", "86")
        .containsEntry("departmentId", "9")
        .containsEntry("idNumber", "ID")
        .containsEntry("gender", "2")
        .containsEntry("avatarFile", new String(PHOTO, StandardCharsets.US_ASCII))
        .doesNotContainKeys("department_id", "area_code", "entry_time", "id");
    assertThat(fields.get("name head")).contains("text/plain; charset=UTF-8");
    assertThat(fields.get("avatarFile head"))
        .contains("filename=\"photo.jpg\"", "Content-Type: image/jpeg");
  }

  @Test
  void what_is_not_given_is_left_out_but_for_what_must_be_there() {
    assertThat(sent(PeopleCalls.createUser(UserFields.named("Ana").build())).fields())
        .containsEntry("groups", "")
        .containsEntry("jobNumber", "")
        .containsEntry("mobile", "")
        .containsEntry("icNumber", "")
        .containsEntry("remark", "")
        .doesNotContainKeys(
            "mail", "departmentId", "birthday", "avatarFile", "gender", "idNumber", "entryTime");
  }

  @Test
  void an_update_spells_three_fields_otherwise_and_never_sends_the_gender() {
    UserFields fields =
        Clients.ana().with().entryTime("2019-05-08").departmentId(9L).gender(1).force(true).build();

    Received request = sent(PeopleCalls.updateUser(65838, fields));

    assertThat(request.path()).isEqualTo("/api/v1/user/update/65838");
    assertThat(request.fields())
        .containsEntry("department_id", "9")
        .containsEntry("entry_time", "2019-05-08")
        .containsEntry("idNumber", "")
        .containsEntry("force", "1")
        .doesNotContainKeys("gender", "departmentId", "entryTime", "area_code", "avatarFile");
  }

  @Test
  void the_other_spelling_can_be_asked_for() {
    UserFields snake = Clients.ana().with().departmentId(9L).spelling(SpellingStyle.SNAKE).build();
    UserFields camel = snake.with().spelling(SpellingStyle.CAMEL).build();

    assertThat(sent(PeopleCalls.createUser(snake)).fields()).containsEntry("department_id", "9");
    assertThat(sent(PeopleCalls.updateUser(1, camel)).fields()).containsEntry("departmentId", "9");
  }

  @Test
  void a_guest_is_created_and_updated_with_the_same_fields_and_none_of_them_is_left_out() {
    UserFields bea =
        UserFields.named("Bea")
            .jobNumber("E1")
            .mobile("13800000001")
            .groups(List.of(2L))
            .avatarJpeg(PHOTO)
            .visit(new GuestVisit(65838, "2018-07-20 12:30:45", "2018-07-20 18:00:00"))
            .build();

    Received create = sent(PeopleCalls.createGuest(bea));
    Received update =
        sent(PeopleCalls.updateGuest(65833, bea.with().idNumber("ID").force(true).build()));

    assertThat(create.path()).isEqualTo("/api/v1/guest");
    assertThat(update.path()).isEqualTo("/api/v1/guest/update/65833");
    assertSigned(create.fields());
    assertThat(create.fields())
        .containsEntry("name", "Bea")
        .containsEntry("mobile", "13800000001")
        .containsEntry("remark", "")
        .containsEntry("groups", "2")
        .containsEntry("force", "0")
        .containsEntry("idNumber", "")
        .containsEntry("receptionUserId", "65838")
        .containsEntry("dateTimeFrom", "2018-07-20 12:30:45")
        .containsEntry("dateTimeTo", "2018-07-20 18:00:00")
        .containsEntry("avatarFile", new String(PHOTO, StandardCharsets.US_ASCII))
        .doesNotContainKeys("jobNumber", "icNumber", "mail", "gender", "departmentId");
    assertThat(create.fields().get("avatarFile head")).contains("Content-Type: image/jpeg");
    assertThat(update.fields())
        .containsEntry("idNumber", "ID")
        .containsEntry("force", "1")
        .containsEntry("receptionUserId", "65838");
    assertThatThrownBy(() -> PeopleCalls.createGuest(Clients.ana()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void photos_to_be_checked_travel_under_their_own_name() {
    for (Call<?> call : List.of(PeopleCalls.countFaces(PHOTO), PeopleCalls.checkQuality(PHOTO))) {
      Map<String, String> fields = sent(call).fields();

      assertSigned(fields);
      assertThat(fields.get("face_avatar head")).contains("photo.jpg", "image/jpeg");
    }
  }

  @Test
  void the_other_calls_go_where_the_manual_says() {
    assertThat(line(OrganisationCalls.company())).isEqualTo("GET /api/v1/company");
    assertThat(line(PeopleCalls.deleteUser(5))).isEqualTo("GET /api/v1/user/delete/5");
    assertThat(line(PeopleCalls.deleteGuest(6))).isEqualTo("GET /api/v1/guest/delete/6");
    assertThat(line(OrganisationCalls.deleteDevice(28))).isEqualTo("GET /api/v1/device/delete/28");
    assertThat(line(OrganisationCalls.groups(1))).isEqualTo("GET /api/v1/group");
    assertThat(line(OrganisationCalls.createGroup("G", 2))).isEqualTo("POST /api/v1/group");
    assertThat(line(OrganisationCalls.departments())).isEqualTo("GET /api/v2/department");
    assertThat(line(new DepartmentByCode("003"))).isEqualTo("GET /api/v2/department/search/code");
    assertThat(line(OrganisationCalls.department(2))).isEqualTo("GET /api/v2/department/2");
    assertThat(line(new FetchImage("5cbe/../x?y"))).isEqualTo("GET /v1/image/2/5cbe%2F..%2Fx%3Fy");
  }

  @Test
  void a_department_has_no_empty_manager() {
    // The first request is the probe for the path of departments, which a write must not be.
    try (ScriptedServer server = ScriptedServer.answering("{\"code\":200,\"data\":{\"id\":2}}");
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.createDepartment(0, "D", null, "003"));

      assertThat(server.received()).hasSize(2);
      assertThat(server.received().get(1).fields())
          .containsEntry("parentId", "0")
          .containsEntry("name", "D")
          .containsEntry("code", "003")
          .doesNotContainKey("leaderId");
    }
  }

  @Test
  void a_path_in_front_of_the_api_is_kept() {
    try (ScriptedServer server = ScriptedServer.answering("{\"code\":200,\"data\":{}}");
        SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(server.url().resolve("/behind/")))) {
      client.send(OrganisationCalls.company());

      assertThat(server.received().get(0).pathOnly()).isEqualTo("/behind/api/v1/company");
    }
  }

  private static void assertSigned(Map<String, String> fields) {
    long timestamp = Long.parseLong(fields.get("timestamp"));
    assertThat(fields)
        .containsEntry("app_key", Clients.KEY)
        .containsEntry(
            "sign", new Signer(Clients.KEY, SecretText.of(Clients.SECRET)).sign(timestamp));
    assertThat(timestamp).isGreaterThan(1_600_000_000_000L);
  }

  private static String line(Call<?> call) {
    Received request = sent(call);
    return request.method() + " " + request.pathOnly();
  }

  private static Received sent(Call<?> call) {
    try (ScriptedServer server = ScriptedServer.answering("{\"code\":200}");
        SenseLinkClient client = Clients.to(server)) {
      client.send(call);
      return server.received().get(0);
    }
  }
}
