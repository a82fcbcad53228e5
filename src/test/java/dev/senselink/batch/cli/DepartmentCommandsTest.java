package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.Department;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code department list}, {@code get}, {@code create}, {@code update} and {@code delete}. */
@Tag("slow")
class DepartmentCommandsTest {
  @TempDir Path folder;
  private Shell shell;
  private long ana;
  private long works;
  private long paint;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    ana = staff("Ana", "A1001", "13800000001");
    staff("Bo", "A1002", "13800000002");
    staff("Bo", "A1003", "A1002");
    works = shell.sandbox().bystander().addDepartment(0, "Works", ana, "W1");
    paint = shell.sandbox().bystander().addDepartment(works, "Paint", null, null);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private long staff(String name, String jobNumber, String mobile) {
    return shell
        .sandbox()
        .addPerson(1, Map.of("name", name, "jobNumber", jobNumber, "mobile", mobile), null);
  }

  private long created(String name, String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "department";
    args[1] = "create";
    args[2] = name;
    args[3] = "--json";
    System.arraycopy(options, 0, args, 4, options.length);
    Shell.Told told = shell.run(args);
    assertThat(told.exit()).as(told.err()).isZero();
    return told.json().path("id").asLong();
  }

  private Department now(long id) {
    return shell.sandbox().bystander().departments().stream()
        .filter(department -> department.id() == id)
        .findFirst()
        .orElseThrow();
  }

  private String[] words(String command) {
    return command
        .replace("WORKS", "" + works)
        .replace("PAINT", "" + paint)
        .replace("ANA", "" + ana)
        .split(" ");
  }

  @Test
  void the_tree_is_shown_with_the_company_as_its_root() {
    Shell.Told told = shell.run("department", "list");

    assertThat(told.exit()).isZero();
    assertThat(told.out().lines().map(line -> line.replaceAll(" +[0-9].*", "")))
        .containsExactly(
            told.out().lines().findFirst().orElseThrow(),
            "Sandbox Company",
            "  Works",
            "    Paint");
    JsonNode root = shell.run("department", "list", "--json").json();
    assertThat(root.path("id").asInt()).isZero();
    assertThat(root.path("children").get(0).path("leader_name").asString()).isEqualTo("Ana");
  }

  @Test
  void the_root_is_an_object_even_where_the_server_sends_a_list_of_one() {
    try (OneAnswer server =
        new OneAnswer("{\"code\":200,\"data\":[{\"id\":0,\"name\":\"Co\",\"children\":[]}]}")) {
      shell.with("SENSELINK_SERVER", server.url());

      assertThat(shell.run("department", "list", "--json").json().path("name").asString())
          .isEqualTo("Co");
    }
  }

  @Test
  void one_is_made_with_all_that_is_said_of_it() {
    long made = created("Press", "--code", "P1", "--leader", "A1001", "--parent", "Works");

    assertThat(now(made)).isEqualTo(new Department(made, works, "Press", "P1", ana));
  }

  @Test
  void one_is_shown_by_id_or_by_code() {
    JsonNode byId = shell.run("department", "get", "" + works, "--json").json();

    assertThat(byId.path("leader_id").asLong()).isEqualTo(ana);
    assertThat(shell.run("department", "get", "--code", "W1", "--json").json()).isEqualTo(byId);
    assertThat(shell.run("department", "get", "W1", "--json").json()).isEqualTo(byId);
    assertThat(shell.run("department", "get", "#" + works, "--json").json()).isEqualTo(byId);
    shell.sandbox().bystander().addDepartment(0, "Digits", null, "770077");
    assertThat(shell.run("department", "get", "770077").out()).contains("Digits");
    assertThat(shell.run("department", "get", "#770077").exit()).isEqualTo(3);
    assertThat(shell.run("department", "get", "").exit()).isEqualTo(2);
    assertThat(shell.run("department", "get", "" + works).out()).contains("Works", "W1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--name New | New | COMPANY | ANA | W1",
        "--code W2 | Works | COMPANY | ANA | W2",
        "--code | Works | COMPANY | ANA | null",
        "--leader #ANA | Works | COMPANY | ANA | W1",
        "--leader ANA | Works | COMPANY | ANA | W1",
        "--leader none | Works | COMPANY | null | W1",
        "--leader | Works | COMPANY | null | W1",
        "--parent Other | Works | OTHER | ANA | W1",
        "--parent O1 | Works | OTHER | ANA | W1",
        "--parent Sandbox_Company/Other | Works | OTHER | ANA | W1",
        "--parent | Works | COMPANY | ANA | W1",
      })
  void nothing_changes_but_what_is_named(
      String option, String name, String parent, String leader, String code) {
    long other = created("Other", "--code", "O1");
    String[] typed = words(option);

    Shell.Told told =
        shell.run(
            "department",
            "update",
            "" + works,
            typed[0],
            typed.length < 2 ? "" : typed[1].replace('_', ' '));

    assertThat(told.exit()).as(told.err()).isZero();
    Department now = now(works);
    assertThat(now.name()).isEqualTo(name);
    assertThat(now.parentId()).isEqualTo(parent.equals("OTHER") ? other : 0);
    assertThat(now.leaderId()).isEqualTo(leader.equals("null") ? null : ana);
    assertThat(String.valueOf(now.code())).isEqualTo(code);
    assertThat(now(paint).parentId()).isEqualTo(works);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "department get | 2 | --code",
        "department get 5 --code W1 | 2 | not both",
        "department get 99 | 3 | code 620",
        "department get --code X | 3 | code 620",
        "department create New --parent Nowhere | 2 | no such department",
        "department create New --parent #99 | 2 | no such department",
        "department create New --leader Nobody | 2 | --leader Nobody",
        "department create New --leader Bo | 2 | several members of staff",
        "department create New --leader A1002 | 2 | several members of staff",
        "department create Works | 3 | code 610",
        "department update WORKS | 2 | --leader",
        "department update 99 --name x | 3 | code 620",
        "department update WORKS --parent Paint | 3 | code 30001",
        "department delete WORKS --yes | 3 | code 650",
        "department delete 99 --yes | 3 | code 620",
        "department delete PAINT | 2 | --yes",
      })
  void what_cannot_be_done_is_told_and_changes_nothing(String command, int exit, String words) {
    List<Department> before = shell.sandbox().bystander().departments();

    Shell.Told told = shell.run(words(command));

    assertThat(told.exit()).isEqualTo(exit);
    assertThat(told.err()).contains(words);
    assertThat(shell.sandbox().bystander().departments()).isEqualTo(before);
  }

  @Test
  void a_name_that_is_there_twice_is_told_with_both_paths() {
    created("Paint");

    Shell.Told told = shell.run("department", "create", "New", "--parent", "Paint");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("Works/Paint (#" + paint + ")");
  }

  @Test
  void an_empty_one_is_deleted() {
    Shell.Told told = shell.run("department", "delete", "" + paint, "--yes", "--json");

    assertThat(told.exit()).isZero();
    assertThat(told.json().path("deleted").get(0).asLong()).isEqualTo(paint);
    assertThat(shell.sandbox().bystander().departments()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"after, 1", "before, 2"})
  void a_call_whose_answer_is_lost_is_looked_for_before_it_is_sent_again(String phase, int calls) {
    List<String> operations = List.of("createDepartment", "updateDepartment", "deleteDepartment");
    for (String operation : operations) {
      FaultRule.Builder fault = FaultRule.on(operation).reset().call(1);
      shell.sandbox().script((phase.equals("after") ? fault.after() : fault.before()).build());
    }

    long made = created("Twice", "--parent", "Works", "--code", "T");
    Shell.Told renamed = shell.run("department", "update", "" + made, "--name", "Once", "--json");
    Shell.Told deleted = shell.run("department", "delete", "" + paint, "--yes");

    assertThat(renamed.exit()).as(renamed.err()).isZero();
    assertThat(renamed.json().path("code").asString()).isEqualTo("T");
    assertThat(deleted.exit()).as(deleted.err()).isZero();
    assertThat(shell.sandbox().bystander().departments())
        .extracting(Department::name)
        .containsExactly("Works", "Once");
    assertThat(shell.sandbox().calls())
        .filteredOn(call -> call.operation().equals("updateDepartment"))
        .hasSize(calls);
    assertThat(shell.sandbox().calls())
        .filteredOn(call -> call.operation().equals("deleteDepartment"))
        .hasSize(calls);
  }
}
