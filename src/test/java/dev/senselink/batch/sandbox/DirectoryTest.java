package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.call.DepartmentPaths;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Company, groups, departments and devices. */
class DirectoryTest {
  private Sandbox sandbox = Sandbox.start();
  private Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private int code(String path, Map<String, String> form) {
    return caller.post(path, form).get("code").asInt();
  }

  private static Map<String, String> form(String... namesAndValues) {
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return form;
  }

  private long created(String path, String... namesAndValues) {
    JsonNode answer = caller.post(path, form(namesAndValues));
    assertThat(answer.get("code").asInt()).as(answer.toString()).isEqualTo(200);
    return answer.get("data").get("id").asLong();
  }

  @Test
  void the_company_is_the_one_in_the_settings() {
    sandbox.close();
    sandbox = Sandbox.start(SandboxSettings.standard().withCompany(7, "Seven"));
    JsonNode company = new Caller(sandbox).get("/api/v1/company").get("data");

    assertThat(company.get("id").asLong()).isEqualTo(sandbox.companyId()).isEqualTo(7);
    assertThat(company.get("name").stringValue()).isEqualTo("Seven");
    assertThat(company.get("validTo").stringValue()).isEqualTo("2099-12-31 00:00:00.0");
  }

  @Test
  void a_default_group_of_each_type_is_there_at_the_start() {
    JsonNode groups = caller.get("/api/v1/group").get("data").get("data");

    assertThat(groups.values())
        .extracting(g -> g.get("name").stringValue())
        .containsExactly("默认组", "默认组");
    assertThat(groups.values()).extracting(g -> g.get("type").intValue()).containsExactly(1, 2);
  }

  @Test
  void groups_are_made_renamed_and_listed_by_type_and_page() {
    long doors = created("/api/v1/group", "name", "Doors", "type", "1");
    assertThat(code("/api/v1/group", form("name", "Doors", "type", "1"))).isEqualTo(610);
    created("/api/v1/group", "name", "Doors", "type", "2");

    String id = String.valueOf(doors);
    assertThat(code("/api/v1/group/update", form("id", id, "name", "Gates", "type", "1")))
        .isEqualTo(200);
    assertThat(code("/api/v1/group/update", form("id", "99", "name", "x", "type", "1")))
        .isEqualTo(320);
    JsonNode page =
        caller.get("/api/v1/group", form("type", "1", "size", "1", "page", "2")).get("data");
    assertThat(page.get("total").intValue()).isEqualTo(2);
    assertThat(page.get("totalPage").intValue()).isEqualTo(2);
    assertThat(page.get("size").intValue()).isEqualTo(1);
    assertThat(page.get("pageSize").intValue()).isEqualTo(1);
    assertThat(page.get("data").get(0).get("name").stringValue()).isEqualTo("Gates");
    JsonNode beyond = caller.get("/api/v1/group", form("page", "9")).get("data");
    assertThat(beyond.get("data").size()).isZero();
  }

  @Test
  void members_come_and_go_all_or_none() {
    long group = created("/api/v1/group", "name", "Doors", "type", "1");
    long ana = caller.created(Caller.staff("Ana"));
    long bo = caller.created(Caller.staff("Bo"));
    String groupId = String.valueOf(group);
    String both = ana + "," + bo;

    assertThat(code("/api/v1/user/add/group", form("groupId", groupId, "userIds", ana + ",5")))
        .isEqualTo(620);
    assertThat(sandbox.people().get(0).groups()).containsExactly(1L);
    assertThat(code("/api/v1/user/add/group", form("groupId", groupId, "userIds", both)))
        .isEqualTo(200);
    assertThat(sandbox.people()).allSatisfy(p -> assertThat(p.groups()).contains(group));
    assertThat(code("/api/v1/user/remove/group", form("groupId", groupId, "userIds", both)))
        .isEqualTo(200);
    assertThat(sandbox.people()).noneSatisfy(p -> assertThat(p.groups()).contains(group));
    assertThat(sandbox.commits().get(3).memberIds()).containsExactly(ana, bo);
  }

  @ParameterizedTest(name = "{0} ids: {1}")
  @CsvSource({"2000, 620", "2001, 30001"})
  void at_most_2000_members_fit_in_a_call(int ids, int code) {
    String all =
        LongStream.rangeClosed(1, ids).mapToObj(String::valueOf).collect(Collectors.joining(","));

    assertThat(code("/api/v1/user/add/group", form("groupId", "1", "userIds", all)))
        .isEqualTo(code);
    assertThat(code("/api/v1/user/add/group", form("groupId", "1", "userIds", "")))
        .isEqualTo(30001);
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/department", "/api/v2/department"})
  void departments_live_under_both_paths(String base) {
    long top = created(base, "parentId", "0", "name", "Works", "code", "W");
    long leader = caller.created(Caller.staff("Lea"));
    long sub = created(base, "parentId", String.valueOf(top), "name", "Paint");
    Map<String, String> member = Caller.staff("Bo");
    member.put("departmentId", String.valueOf(sub));
    caller.created(member);
    String subId = String.valueOf(sub);
    caller.post(
        base + "/update",
        form(
            "id",
            subId,
            "parentId",
            String.valueOf(top),
            "name",
            "Paint shop",
            "leaderId",
            String.valueOf(leader)));

    JsonNode root = caller.get(base).get("data");
    JsonNode works = root.get("children").get(0);
    JsonNode paint = works.get("children").get(0);
    assertThat(root.get("id").asLong()).isZero();
    assertThat(works.get("name").stringValue()).isEqualTo("Works");
    assertThat(paint.get("name").stringValue()).isEqualTo("Paint shop");
    assertThat(paint.get("leader_name").stringValue()).isEqualTo("Lea");
    assertThat(paint.get("user_num").intValue()).isEqualTo(1);
    assertThat(caller.get(base + "/" + sub).get("data").get("parent_id").asLong()).isEqualTo(top);
    assertThat(caller.get(base + "/search/code", form("code", "W")).get("data").get("id").asLong())
        .isEqualTo(top);
    assertThat(caller.get(base + "/search/code", form("code", "V")).get("code").asInt())
        .isEqualTo(620);
    assertThat(caller.get(base + "/delete", form("id", subId)).get("code").asInt()).isEqualTo(650);
  }

  @Test
  void departments_are_told_apart_by_name_on_their_level_and_by_code() {
    long works = created("/api/v2/department", "parentId", "0", "name", "Works", "code", "W");
    String parent = String.valueOf(works);

    assertThat(code("/api/v2/department", form("parentId", "0", "name", "Works"))).isEqualTo(610);
    assertThat(code("/api/v2/department", form("parentId", "0", "name", "x", "code", "W")))
        .isEqualTo(610);
    assertThat(code("/api/v2/department", form("parentId", parent, "name", "Works")))
        .isEqualTo(200);
    assertThat(code("/api/v2/department", form("parentId", "99", "name", "x"))).isEqualTo(620);
    assertThat(code("/api/v2/department", form("parentId", "0", "name", "x", "leaderId", "9")))
        .isEqualTo(620);
  }

  @Test
  void an_update_of_a_department_clears_what_it_does_not_send_and_makes_no_circle() {
    long works = created("/api/v2/department", "parentId", "0", "name", "Works", "code", "W");
    String id = String.valueOf(works);
    long sub = created("/api/v2/department", "parentId", id, "name", "Paint");
    String update = "/api/v2/department/update";

    assertThat(code(update, form("id", id, "parentId", String.valueOf(sub), "name", "Works")))
        .isEqualTo(30001);
    assertThat(code(update, form("id", id, "parentId", "0", "name", "Works"))).isEqualTo(200);

    JsonNode now = caller.get("/api/v2/department/" + id).get("data");
    assertThat(now.get("code").isNull()).isTrue();
    String subId = String.valueOf(sub);
    caller.get("/api/v2/department/delete", form("id", subId));
    assertThat(caller.get("/api/v2/department/delete", form("id", id)).get("code").asInt())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"V1_ONLY, 200, 404", "V2_ONLY, 404, 200"})
  void a_server_may_know_departments_under_one_path_only(DepartmentPaths paths, int v1, int v2) {
    sandbox.close();
    sandbox = Sandbox.start(SandboxSettings.standard().withDepartmentPaths(paths));
    caller = new Caller(sandbox);
    Map<String, String> query = caller.signed(Map.of());

    assertThat(caller.exchange(caller.getRequest("/api/v1/department", query)).statusCode())
        .isEqualTo(v1);
    assertThat(caller.exchange(caller.getRequest("/api/v2/department", query)).statusCode())
        .isEqualTo(v2);
  }

  @Test
  void a_device_update_unbinds_the_groups_it_does_not_name() {
    JsonNode row = caller.get("/api/v1/device").get("data").get("data").get(0);
    String id = String.valueOf(row.get("device").get("id").asLong());
    assertThat(row.get("device").get("groups").size()).isEqualTo(2);
    assertThat(row.get("device_type").get("identifier").stringValue()).isEqualTo("SKP");

    JsonNode updated =
        caller.post(
            "/api/v2/device/update",
            form("id", id, "name", "Gate", "location", "", "direction", "1", "groupStaff", "1"));

    assertThat(updated.get("data").get("user_group").size()).isEqualTo(1);
    assertThat(updated.get("data").get("guest_group").size()).isZero();
    assertThat(updated.get("data").get("ldid")).isEqualTo(row.get("device").get("sn"));
    JsonNode now = caller.get("/api/v1/device").get("data").get("data").get(0).get("device");
    assertThat(now.get("name").stringValue()).isEqualTo("Gate");
    assertThat(now.get("groups").size()).isEqualTo(1);
  }

  @Test
  void a_device_takes_groups_of_the_right_type_only_and_can_be_deleted_once() {
    long id =
        caller
            .get("/api/v1/device")
            .get("data")
            .get("data")
            .get(0)
            .get("device")
            .get("id")
            .asLong();
    Map<String, String> update =
        form(
            "id",
            String.valueOf(id),
            "name",
            "Gate",
            "location",
            "",
            "direction",
            "1",
            "groupStaff",
            "2");

    assertThat(code("/api/v2/device/update", update)).isEqualTo(30001);
    assertThat(caller.get("/api/v1/device/delete/" + id).get("code").asInt()).isEqualTo(200);
    assertThat(caller.get("/api/v1/device/delete/" + id).get("code").asInt()).isEqualTo(620);
    assertThat(caller.get("/api/v1/device").get("data").get("total").intValue()).isZero();
  }
}
