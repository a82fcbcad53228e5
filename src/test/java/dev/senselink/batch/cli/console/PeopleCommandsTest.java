package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.cli.OneAnswer;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.call.FilterMode;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code user list}, {@code user get}, {@code user delete} and {@code guest delete}. */
@Tag("slow")
class PeopleCommandsTest {
  @TempDir Path folder;
  private Shell shell;
  private long ana;
  private long bo;
  private long guest;

  @BeforeEach
  void open() {
    // A server that matches parts, so that what is filtered here shows.
    shell = Shell.in(folder, SandboxSettings.standard().withFilters(FilterMode.PARTIAL));
    ana = staff("Ana", "E1", "13800000001");
    bo = staff("Bo Ana", "E10", "13800000002");
    guest =
        shell
            .sandbox()
            .addPerson(
                2,
                Map.of(
                    "name", "Gus",
                    "mobile", "13800000003",
                    "groups", "2",
                    "dateTimeFrom", "2026-01-01 08:00:00",
                    "dateTimeTo", "2026-01-01 18:00:00"),
                Portraits.person(3, 160));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private long staff(String name, String jobNumber, String mobile) {
    Map<String, String> fields =
        Map.of(
            "name", name,
            "jobNumber", jobNumber,
            "mobile", mobile,
            "groups", "1",
            "idNumber", "ID445566");
    return shell.sandbox().addPerson(1, fields, null);
  }

  private List<Long> there() {
    return shell.sandbox().people().stream().map(PersonView::id).toList();
  }

  private static List<Long> ids(JsonNode array) {
    return array.valueStream().map(node -> node.path("id").asLong()).toList();
  }

  @Test
  void everybody_is_listed_staff_and_guests() {
    Shell.Told told = shell.run("user", "list");

    assertThat(told.exit()).isZero();
    assertThat(told.out().lines())
        .satisfiesExactly(
            heads -> assertThat(heads).startsWith("id").contains("type", "name", "job number"),
            line -> assertThat(line).contains(ana + "  staff", "Ana", "E1", "13800000001"),
            line -> assertThat(line).contains(bo + "  staff", "Bo Ana"),
            line -> assertThat(line).contains(guest + "  guest", "Gus"));
    JsonNode all = shell.run("user", "list", "--json").json();
    assertThat(ids(all)).containsExactly(ana, bo, guest);
    assertThat(all.get(0).path("job_number").asString()).isEqualTo("E1");
  }

  @Test
  void one_type_of_people_is_listed_alone() {
    assertThat(ids(shell.run("guest", "list", "--json").json())).containsExactly(guest);
    assertThat(ids(shell.run("user", "list", "--type", "staff", "--json").json()))
        .containsExactly(ana, bo);
    assertThat(ids(shell.run("user", "list", "--type", "guest", "--json").json()))
        .containsExactly(guest);
    assertThat(ids(shell.run("guest", "list", "--name", "Ana", "--json").json())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--name Ana | 1",
        "--name An | 0",
        "--job-number E1 | 1",
        "--mobile 1380000000 | 0",
        "--mobile 13800000002 | 1",
        "--name Ana --job-number E10 | 0",
        "--ic-number 1 | 0",
      })
  void a_search_finds_whole_values_whatever_the_server_makes_of_it(String options, int found) {
    String[] args = ("user list --json " + options).split(" ");

    assertThat(shell.run(args).json()).hasSize(found);
  }

  @Test
  void a_server_that_ignores_the_search_finds_nobody_else() {
    shell.close();
    shell = Shell.in(folder, SandboxSettings.standard().withFilters(FilterMode.IGNORED));
    staff("Ana", "E1", "");
    staff("Bo", "E2", "");

    assertThat(shell.run("user", "list", "--name", " ANA ", "--json").json()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--name", "--job-number", "--mobile", "--mail", "--ic-number"})
  void a_blank_value_does_not_mean_everybody(String option) {
    Shell.Told told = shell.run("user", "list", option, " ");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains(option + " is blank");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void a_server_that_ignores_the_id_shows_nobody_else() {
    try (OneAnswer server =
        new OneAnswer(
            "{\"code\":200,\"data\":[{\"id\":1,\"name\":\"Ana\"},{\"id\":2,\"name\":\"Bo\",\"type\":1}]}")) {
      shell.with("SENSELINK_SERVER", server.url());

      assertThat(ids(shell.run("user", "get", "2", "--json").json())).containsExactly(2L);
    }
  }

  @Test
  void a_search_by_id_finds_that_person_with_the_groups() {
    JsonNode found = shell.run("user", "list", "--id", "" + bo, "--json").json();

    assertThat(ids(found)).containsExactly(bo);
    assertThat(found.get(0).path("groupList").get(0).path("name").asString()).isEqualTo("默认组");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_list_that_breaks_off_is_never_shown_as_if_it_were_whole(boolean json) {
    shell.sandbox().script(FaultRule.on("listUsers").after().truncated().call(1).build());

    Shell.Told told = json ? shell.run("user", "list", "--json") : shell.run("user", "list");

    assertThat(told.exit()).isZero();
    assertThat(told.out().split("13800000001", -1)).hasSize(2);
    assertThat(told.out()).contains("Gus");
    shell.sandbox().script(FaultRule.on("listUsers").after().truncated().build());
    Shell.Told broken = shell.run("user", "list", "--tries", "2", "--outage-wait", "0");
    assertThat(broken.exit()).isEqualTo(4);
    assertThat(broken.out()).isEmpty();
  }

  @Test
  void a_document_that_finds_no_room_is_not_taken_for_one() {
    StringWriter err = new StringWriter();
    Writer closed = new StringWriter();
    PrintWriter out = new PrintWriter(closed);
    out.close();

    int exit =
        Cli.run(
            new String[] {"user", "list", "--json"},
            shell.environment(),
            out,
            new PrintWriter(err));

    assertThat(exit).isEqualTo(4);
    assertThat(err.toString()).contains("standard output could not be written");
  }

  @Test
  void a_person_is_shown_without_the_id_number() {
    Shell.Told told = shell.run("user", "get", "" + ana);

    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("Ana", "E1", "默认组");
    String encrypted =
        shell.run("user", "get", "" + ana, "--json").json().get(0).path("id_number").asString();
    assertThat(encrypted).isNotBlank();
    assertThat(told.out()).doesNotContain(encrypted);
  }

  @Test
  void what_is_no_id_is_wrong_usage() {
    assertThat(shell.run("user", "delete", "" + ana, "Bo", "--yes"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("Bo is not an id"));
    assertThat(there()).hasSize(3);
  }

  @Test
  void nobody_of_this_id_is_3_in_words() {
    assertThat(shell.run("user", "get", "99"))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(3))
        .satisfies(
            told -> assertThat(told.err()).contains("person 99", "620", "the server has no such"));
  }

  @Test
  void of_several_one_that_fails_keeps_nobody_from_the_others() {
    Shell.Told told =
        shell.run(
            "user", "delete", "99", "" + ana, "" + guest, "" + bo, "" + ana, "--yes", "--json");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.json().path("deleted").valueStream().map(JsonNode::asLong))
        .containsExactly(ana, bo);
    JsonNode failed = told.json().path("failed");
    assertThat(ids(failed)).containsExactly(99L, guest);
    assertThat(failed.get(0).path("code").asInt()).isEqualTo(620);
    assertThat(failed.get(1).path("code").asString()).isEqualTo("WRONG_TYPE");
    assertThat(told.err()).contains("senselink guest delete " + guest);
    assertThat(there()).containsExactly(guest);
    assertThat(shell.sandbox().commits())
        .extracting(CommittedChange::operation)
        .containsExactly("deleteUser", "deleteUser");
  }

  @Test
  void a_guest_is_deleted_as_one_and_staff_are_not() {
    Shell.Told told = shell.run("guest", "delete", "" + guest, "" + ana, "--yes");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains("deleted " + guest);
    assertThat(told.err()).contains("senselink user delete " + ana);
    assertThat(there()).containsExactly(ana, bo);
  }

  @Test
  void without_a_terminal_nothing_is_deleted_or_even_asked_without_a_yes() {
    assertThat(shell.run("user", "delete", "" + ana))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("--yes"));
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"y, 2", "YES, 2", "是, 2", "n, 3", "'', 3", "yess, 3"})
  void on_a_terminal_it_is_asked_by_name_and_only_a_yes_deletes(String typed, int left) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    StatusLineWriter screen =
        new StatusLineWriter(seen, () -> ConsoleTerminal.of(80, new StringReader(typed + "\n")));
    StringWriter out = new StringWriter();

    int exit =
        Cli.run(
            new String[] {"user", "delete", "" + ana, "--json"},
            shell.environment(),
            new PrintWriter(out),
            screen);

    assertThat(exit).isZero();
    assertThat(seen.toString(StandardCharsets.UTF_8)).contains("person " + ana + ", Ana", "[y/N]");
    assertThat(there()).hasSize(left);
    assertThat(out.toString())
        .isEqualTo("{\"deleted\":[" + (left == 2 ? ana : "") + "],\"failed\":[]}\n");
  }

  @ParameterizedTest
  @CsvSource({"after, 1", "before, 1"})
  void an_answer_that_is_lost_is_looked_for_before_anybody_is_deleted_again(
      String phase, int deletes) {
    FaultRule.Builder fault = FaultRule.on("deleteUser").reset().call(1);
    shell.sandbox().script((phase.equals("after") ? fault.after() : fault.before()).build());

    Shell.Told told = shell.run("user", "delete", "" + ana, "--yes", "--json");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(there()).doesNotContain(ana);
    assertThat(shell.sandbox().commits()).hasSize(deletes);
    assertThat(shell.sandbox().calls())
        .filteredOn(call -> call.operation().equals("deleteUser"))
        .hasSize(phase.equals("after") ? 1 : 2);
  }

  @Test
  void a_refused_key_stops_and_says_what_was_done_and_what_not() {
    shell.sandbox().script(FaultRule.on("deleteUser").before().apiCode(20002).call(2).build());

    Shell.Told told = shell.run("user", "delete", "" + ana, "" + bo, "--yes", "--json");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.json().path("deleted").get(0).asLong()).isEqualTo(ana);
    assertThat(told.json().path("failed").get(0).path("code").asInt()).isEqualTo(20002);
    assertThat(there()).containsExactly(bo, guest);
  }
}
