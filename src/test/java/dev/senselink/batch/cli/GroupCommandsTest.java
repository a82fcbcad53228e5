package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.Group;
import dev.senselink.batch.sandbox.world.PersonView;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** {@code group list}, {@code create}, {@code rename}, {@code add} and {@code remove}. */
@Tag("slow")
class GroupCommandsTest {
  private static final long OFFICE = 3;

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    for (String name : List.of("Office", "226", "#9")) {
      shell.sandbox().bystander().addGroup(name, 1);
    }
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private long person(int number) {
    Map<String, String> fields = Map.of("name", "Person " + number, "groups", "1");
    return shell.sandbox().addPerson(1, fields, null);
  }

  private List<String> names() {
    return shell.sandbox().bystander().groups().stream().map(Group::name).toList();
  }

  private List<Long> members() {
    return shell.sandbox().people().stream()
        .filter(person -> person.groups().contains(OFFICE))
        .map(PersonView::id)
        .toList();
  }

  private long calls(String operation) {
    return shell.sandbox().calls().stream().filter(c -> c.operation().equals(operation)).count();
  }

  @Test
  void groups_are_listed_and_made() {
    Shell.Told made = shell.run("group", "create", "Guests", "--type", "guest", "--json");

    assertThat(made.exit()).isZero();
    assertThat(made.json().path("name").asString()).isEqualTo("Guests");
    assertThat(made.json().path("type").asInt()).isEqualTo(2);
    assertThat(shell.run("group", "list").out().lines())
        .hasSize(7)
        .anySatisfy(line -> assertThat(line).startsWith("3").contains("staff  Office"));
    JsonNode all = shell.run("group", "list", "--json").json();
    assertThat(all).hasSize(6);
    assertThat(all.get(0).path("user_number").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Office | Office",
        "3 | Office",
        "#3 | Office",
        "226 | 226",
        "#4 | 226",
        "\\#9 | #9",
        "#5 | #9",
      })
  void a_group_is_meant_by_name_else_by_id_and_a_marked_one_by_id_always(
      String group, String meant) {
    Shell.Told told = shell.run("group", "rename", group, "New", "--json");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.json().path("name").asString()).isEqualTo("New");
    assertThat(names()).contains("New").doesNotContain(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group rename 默认组 New | 2 | 默认组 (#1, staff), 默认组 (#2, guest)",
        "group rename Nowhere New | 2 | Office (#3, staff)",
        "group rename #99 New | 3 | code 620",
        "group rename 99 New | 3 | code 620",
        "group rename Office 226 | 3 | code 610",
        "group create Office --type staff | 3 | code 610",
        "group create Office | 2 | --type",
        "group create Office --type both | 2 | --type",
        "group add Office | 2 | --from",
        "group add Office 5 --from x | 2 | not both",
        "group add Office 5x | 2 | 5x is not an id",
        "group remove Office --from nothing.txt | 5 | no such file",
      })
  void what_cannot_be_done_is_told_and_changes_nothing(String command, int exit, String words) {
    List<String> before = names();
    int commits = shell.sandbox().commits().size();

    Shell.Told told = shell.run(command.split(" "));

    assertThat(told.exit()).isEqualTo(exit);
    assertThat(told.err()).contains(words);
    assertThat(names()).isEqualTo(before);
    assertThat(shell.sandbox().commits()).hasSize(commits);
  }

  @Test
  void people_come_and_go_and_one_that_fails_keeps_nobody_from_the_others() {
    List<Long> people = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      people.add(person(i));
    }
    List<String> lines = new ArrayList<>();
    people.forEach(id -> lines.add(id + ""));
    lines.add(4, "");
    lines.add(5, " 99 ");
    Path file = shell.write("ids.txt", "\ufeff" + String.join("\r\n", lines));

    Shell.Told added = shell.run("group", "add", "Office", "--from", file.toString(), "--json");

    assertThat(added.exit()).isEqualTo(3);
    assertThat(added.json().path("added").valueStream().map(JsonNode::asLong))
        .containsExactlyElementsOf(people);
    assertThat(added.json().path("failed").get(0).path("id").asLong()).isEqualTo(99);
    assertThat(added.json().path("failed").get(0).path("code").asInt()).isEqualTo(620);
    assertThat(added.err()).contains("person 99: could not add people to group 3: code 620");
    assertThat(members()).containsExactlyElementsOf(people);
    Shell.Told removed = shell.run("group", "remove", "#3", "" + people.get(0), "" + people.get(1));
    assertThat(removed.exit()).as(removed.err()).isZero();
    assertThat(removed.out()).contains("removed " + people.get(0));
    assertThat(members()).containsExactlyElementsOf(people.subList(2, 9));
  }

  @Test
  void more_people_than_fit_in_a_call_are_sent_in_several() {
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < 2_001; i++) {
      ids.append(person(i)).append('\n');
    }
    Path file = shell.write("ids.txt", ids.toString());

    assertThat(shell.run("group", "add", "Office", "--from", file.toString()).exit()).isZero();
    assertThat(members()).hasSize(2_001);
    assertThat(calls("addUsersToGroup")).isEqualTo(2);
  }

  @Test
  void a_call_that_is_too_much_for_the_server_is_made_smaller() {
    List<Long> people = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      people.add(person(i));
    }
    shell
        .sandbox()
        .script(
            FaultRule.on("addUsersToGroup")
                .before()
                .apiCode(50003)
                .when(sent -> sent.get("userIds").split(",").length > 5)
                .build());
    List<String> args = new ArrayList<>(List.of("group", "add", "Office"));
    people.forEach(id -> args.add("" + id));

    Shell.Told told = shell.run(args.toArray(String[]::new));

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(members()).containsExactlyElementsOf(people);
    assertThat(calls("addUsersToGroup")).isEqualTo(7);
  }

  @Test
  void where_no_call_is_small_enough_it_is_given_up_soon() {
    List<String> args = new ArrayList<>(List.of("group", "add", "Office", "--tries", "2"));
    for (int i = 0; i < 64; i++) {
      args.add("" + person(i));
    }
    shell.sandbox().script(FaultRule.on("addUsersToGroup").before().apiCode(50003).build());

    Shell.Told told = shell.run(args.toArray(String[]::new));

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.err()).contains("50003");
    assertThat(members()).isEmpty();
    assertThat(calls("addUsersToGroup")).isLessThan(20);
  }

  @Test
  void what_was_done_is_told_even_if_the_server_then_says_no_more() {
    long ana = person(1);
    long bo = person(2);
    shell.sandbox().script(FaultRule.on("listGroups").apiCode(20002).fromCall(2).build());

    Shell.Told told = shell.run("group", "add", "Office", "" + ana, "99", "" + bo, "--json");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.json().path("added")).isEmpty();
    assertThat(told.json().path("failed")).hasSize(3);
    assertThat(told.err()).contains("20002");
  }

  @Test
  void a_line_that_is_no_id_is_told_by_its_number_and_not_repeated() {
    Path file = shell.write("ids.txt", "5\nAna Secret\n");

    Shell.Told told = shell.run("group", "add", "Office", "--from", file.toString());

    assertThat(told.exit()).isEqualTo(5);
    assertThat(told.err()).contains("ids.txt:2").doesNotContain("Secret");
    assertThat(calls("addUsersToGroup")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"after, 1", "before, 2"})
  void a_call_whose_answer_is_lost_is_looked_for_before_it_is_sent_again(String phase, int calls) {
    long ana = person(1);
    for (String operation : List.of("addUsersToGroup", "createGroup", "updateGroup")) {
      FaultRule.Builder fault = FaultRule.on(operation).reset().call(1);
      shell.sandbox().script((phase.equals("after") ? fault.after() : fault.before()).build());
    }
    long before = calls("createGroup");

    assertThat(shell.run("group", "add", "Office", "" + ana).exit()).isZero();
    assertThat(shell.run("group", "create", "Twice", "--type", "staff").exit()).isZero();
    assertThat(shell.run("group", "rename", "Office", "Renamed").exit()).isZero();

    assertThat(members()).containsExactly(ana);
    assertThat(names()).containsOnlyOnce("Twice").containsOnlyOnce("Renamed");
    assertThat(calls("addUsersToGroup")).isEqualTo(calls);
    assertThat(calls("createGroup") - before).isEqualTo(calls);
    assertThat(calls("updateGroup")).isEqualTo(calls);
    assertThat(shell.sandbox().commits())
        .extracting(CommittedChange::operation)
        .containsExactly("addUsersToGroup", "createGroup", "updateGroup");
  }

  @Test
  void where_the_server_hides_who_is_in_a_group_a_lost_answer_stays_unknown() {
    long ana = person(1);
    shell.sandbox().misbehave(Misbehaviour.listHidesGroups());
    shell.sandbox().script(FaultRule.on("addUsersToGroup").after().reset().call(1).build());

    Shell.Told told = shell.run("group", "add", "Office", "" + ana, "--json");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.json().path("failed").get(0).path("code").asString())
        .isEqualTo("UNKNOWN_STATE");
    assertThat(told.err()).contains("is not known");
    assertThat(calls("addUsersToGroup")).isEqualTo(1);
  }
}
