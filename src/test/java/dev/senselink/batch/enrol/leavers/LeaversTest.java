package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Twenty people are on the list in the first month; in the second some of them are in no row. Who
 * has left is told, and whatever leaves a doubt protects them.
 */
@Tag("slow")
class LeaversTest {
  private static final int STAFF = 20;

  @RegisterExtension final World world = new World().inHaste().withoutPhotos();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();
  private int strangers;

  @BeforeEach
  void firstMonth() {
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n).with("mobile", "1380000" + (1000 + n)));
    }
    rows.get("P1").portrait(1);
    Imported first = world.run("--list", "staff", "--new-list", "--leavers", "report");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("first complete import");
    assertThat(first.leavers()).isEmpty();
  }

  private void leave(String... names) {
    Stream.of(names).forEach(name -> world.without(rows.get(name)));
  }

  private RosterRow stranger(String name, String jobNumber) {
    return world.row(name, jobNumber).portrait(100 + strangers++);
  }

  private Imported month(String... more) {
    List<String> options = new ArrayList<>(List.of("--list", "staff", "--leavers", "report"));
    options.addAll(List.of(more));
    return world.run(options.toArray(String[]::new));
  }

  /** Who reads a pipe waits for ever, and holds the folder's lock. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_list_of_those_to_keep_is_an_ordinary_file() throws Exception {
    Path pipe = world.data().resolveSibling("keep");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    Imported run =
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> month("--keep", pipe.toString()));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("keep");
  }

  /** Whoever has left stands in no other file of it. */
  @Test
  void a_report_that_names_leavers_is_pruned_whole() {
    leave("P3");
    Path report = month().report();
    assertThat(report.resolve("leavers.csv")).content().contains("P3");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int exit =
        Typing.run(
            List.of("privacy", "prune", "--older-than", "0m", "--yes", "--data", world.data() + ""),
            out,
            out);

    assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(report).doesNotExist();
  }

  private static void isBraked(Imported run, String code) {
    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.summary()).contains("\"leaversBrake\" : \"" + code + "\"");
    assertThat(run.err()).contains(code + ": ");
    assertThat(run.leavers()).allMatch(line -> line.startsWith("LEFT ") && line.endsWith(code));
  }

  private static void counts(Imported run, int leavers, int left) {
    assertThat(run.summary())
        .contains("\"leavers\" : " + leavers + ",", "\"leaversLeft\" : " + left + ",");
  }

  @Test
  void whoever_is_in_no_row_is_named_with_groups_and_nobody_is_changed() throws IOException {
    leave("P3", "P7");

    Imported run = month();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.leavers()).containsExactlyInAnyOrder("REPORTED P3", "REPORTED P7");
    Map<String, String> line = line(run, "P3");
    assertThat(line)
        .containsEntry("key", "E3")
        .containsEntry("personId", String.valueOf(world.person("P3").id()))
        .containsEntry("groups", "默认组")
        .containsEntry("reason", "");
    assertThat(line.get("missingSince")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    counts(run, 2, 0);
    assertThat(run.out()).contains("left, or missing from the list: 2");
    assertThat(Files.readString(run.report().resolve("report.html")))
        .contains("Missing from the list", "P3, E3");
    assertThat(run.report().resolve("leavers.xlsx")).isNotEmptyFile();
    assertThat(run.writes()).isEmpty();
    stranger("New", "E90");
    Imported next = month();
    assertThat(next.leavers()).containsExactlyInAnyOrder("REPORTED P3", "REPORTED P7");
    assertThat(line(next, "P3").get("missingSince")).isEqualTo(line.get("missingSince"));
  }

  private static Map<String, String> line(Imported run, String name) {
    return run.leaverLines().stream()
        .filter(line -> line.get("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoever_is_on_the_list_again_is_missing_no_more() {
    leave("P3");
    assertThat(month().leavers()).containsExactly("REPORTED P3");
    stranger("P3", "E3").with("mobile", "");

    assertThat(month().leavers()).isEmpty();
  }

  @Test
  void without_leavers_the_list_is_only_remembered() {
    leave("P3");

    Imported run = world.run("--list", "staff");

    assertThat(run.exit()).isZero();
    assertThat(run.leavers()).isEmpty();
    counts(run, 0, 0);
  }

  // What protects somebody.

  @Test
  void a_row_that_is_refused_protects_whom_it_names_by_any_key() {
    leave("P1", "P2");
    stranger("P1", "E1").with("birthday", "never");
    stranger("P2", "").with("mobile", "13800001002").with("birthday", "never");

    Imported run = month();

    assertThat(run.ended("P2")).isEqualTo("REJECTED_ROW BAD_DATE");
    assertThat(run.leavers()).isEmpty();
  }

  @Test
  void a_row_without_a_readable_key_protects_everybody_of_its_name() {
    leave("P1", "P2", "P3");
    stranger("Ｐ1", "");
    stranger("Ｐ2", "#N/A");
    stranger("Ｐ3", "1.2E+05");

    Imported run = month();

    for (String name : List.of("Ｐ1", "Ｐ2", "Ｐ3")) {
      assertThat(run.ended(name)).as(name).startsWith("REJECTED_ROW");
    }
    assertThat(run.leavers()).isEmpty();
  }

  @Test
  void whoever_is_on_another_list_stays_until_that_one_misses_them_too() {
    world.noRows();
    RosterRow both = stranger("P1", "E1");
    stranger("P2", "E2");
    world.run("--list", "temps", "--new-list", "--leavers", "report");
    world.noRows();
    rows.keySet().stream()
        .filter(name -> !name.equals("P1"))
        .forEach(name -> stranger(name, "E" + name.substring(1)));

    assertThat(month().leavers()).isEmpty();

    world.noRows();
    stranger("P2", "E2");
    stranger("Temp", "T9");
    world.without(both);
    Imported temps = world.run("--list", "temps", "--leavers", "report");
    assertThat(temps.leavers()).containsExactly("REPORTED P1");
  }

  @Test
  void whoever_somebody_is_asked_about_stays() {
    leave("P1");
    world.row("Twin", "E91").anotherPictureOf(1);

    Imported run = month();

    assertThat(run.ended("Twin")).isEqualTo("REVIEW 30002");
    assertThat(run.leavers()).isEmpty();
    assertThat(run.err()).contains("1 more are missing and stay");
  }

  @Test
  void an_id_number_that_was_sent_protects_like_a_key() {
    leave("P1");
    rows.put("P1", stranger("P1", "E1").with("idNumber", "ID77"));
    assertThat(month("--on-existing", "update", "--unknown-id-number", "erase").ended("P1"))
        .isEqualTo("UPDATED");
    leave("P1");
    stranger("P1", "E92").with("idNumber", "ID77");

    assertThat(month().leavers()).isEmpty();
  }

  @Test
  void an_id_number_protects_whether_its_last_letter_is_small_or_not() {
    leave("P1");
    rows.put("P1", stranger("P1", "E1").with("idNumber", "11010119900307451x"));
    month("--on-existing", "update", "--unknown-id-number", "erase");
    leave("P1");
    stranger("P1", "E92").with("idNumber", "11010119900307451X");

    assertThat(month().leavers()).isEmpty();
  }

  // Who is left, and has to be looked at.

  @Test
  void whoever_is_not_the_same_on_the_server_any_more_is_left() {
    world.edited(world.person("P1").id(), "name", "Somebody Else");
    world.edited(world.person("P2").id(), "jobNumber", "X2", "mobile", "13999999999");
    leave("P1", "P2");

    Imported run = month();

    assertThat(run.leavers())
        .containsExactlyInAnyOrder(
            "LEFT Somebody Else CANDIDATE_CHANGED", "LEFT P2 CANDIDATE_CHANGED");
    assertThat(run.exit()).isEqualTo(3);
    counts(run, 2, 2);
  }

  @Test
  void whoever_is_named_only_by_rows_of_another_name_is_left() {
    leave("P1");
    stranger("Heir", "E93").with("mobile", "13800001001");

    Imported run = month();

    assertThat(run.ended("Heir")).isEqualTo("CREATED");
    assertThat(run.leavers()).containsExactly("LEFT P1 NAME_DIFFERS");
  }

  @Test
  void whoever_has_the_name_of_somebody_new_is_left() {
    leave("P1");
    stranger("P1", "E94");

    Imported run = month();

    assertThat(run.ended("P1")).isEqualTo("CREATED");
    assertThat(run.leavers()).containsExactly("LEFT P1 SAME_NAME_NEW");
  }

  @Test
  void whoever_is_gone_is_no_matter() {
    leave("P1", "P2");
    world.server().removePerson(world.person("P1").id());

    assertThat(month().leavers()).containsExactly("REPORTED P2");
  }

  // Who is kept.

  private Path keep(String... lines) throws IOException {
    return Files.write(world.folder("keep.txt"), List.of(lines));
  }

  @Test
  void whoever_is_to_be_kept_is_kept_by_any_key_or_id() throws IOException {
    long fourth = world.person("P4").id();
    leave("P1", "P2", "P3", "P4");
    Path file = keep("e1", "138 0000 1002", "", "#" + fourth, "E77");

    Imported run = month("--keep", file.toString());

    assertThat(run.leavers())
        .containsExactlyInAnyOrder("KEPT P1", "KEPT P2", "REPORTED P3", "KEPT P4");
    assertThat(run.err()).contains("--keep: E77 is nobody");
    counts(run, 1, 0);
    assertThat(run.exit()).isZero();
  }

  @Test
  void whoever_is_in_a_group_that_is_to_be_kept_is_kept() {
    long guards = world.group("Guards");
    world.edited(world.person("P1").id(), "groups", "1," + guards);
    leave("P1", "P2");

    assertThat(month("--keep-group", "Guards").leavers())
        .containsExactlyInAnyOrder("KEPT P1", "REPORTED P2");
  }

  @Test
  void what_is_not_there_or_cannot_be_is_wrong_usage() {
    leave("P1");
    String[][] wrong = {
      {"--keep", "nowhere.txt"},
      {"--keep-group", "Nobodies"},
      {"--leavers-of", "group=Nobodies"},
      {"--leavers-of", "department=Nowhere"},
      {"--leavers-of", "floor=3"},
      {"--max-shrink", "ten"},
      {"--max-shrink", "101%"},
      {"--max-leavers", "many"},
      {"--max-leavers", "-1"}
    };
    for (String[] one : wrong) {
      Imported run = month(one);

      assertThat(run.exit()).as(one[1] + run.err()).isEqualTo(2);
      assertThat(run.err()).contains(one[0]);
      assertThat(run.leavers()).isEmpty();
    }
  }

  @Test
  void what_is_said_of_leavers_needs_leavers() {
    for (String[] one : new String[][] {{"--keep-group", "默认组"}, {"--leavers-of", "group=默认组"}}) {
      Imported run = world.run("--list", "staff", one[0], one[1]);

      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains(one[0], "--leavers");
    }
    assertThat(world.run("--leavers", "report").exit()).isEqualTo(2);
    assertThat(month("--part").exit()).isEqualTo(2);
  }

  // Whom no list ever named.

  @Test
  void people_of_a_department_or_group_with_a_job_number_and_without_a_row_are_told_too() {
    long hall = world.department("Hall");
    world.already("Old", "jobNumber", "O1", "departmentId", String.valueOf(hall));
    world.already("Nameless", "departmentId", String.valueOf(hall));
    long guards = world.group("Guards");
    world.already("Guard", "jobNumber", "O2", "groups", String.valueOf(guards));
    world.already("Elsewhere", "jobNumber", "O3");
    leave("P1");

    assertThat(month("--leavers-of", "department=Hall", "--leavers-of", "group=Guards").leavers())
        .containsExactlyInAnyOrder("REPORTED P1", "REPORTED Old", "REPORTED Guard");
  }

  // The brakes.

  @Test
  void not_before_the_run_has_come_to_its_end() {
    leave("P1");

    Imported run = month("--limit", "3");

    isBraked(run, "RUN_NOT_COMPLETE");
    assertThat(month().leavers()).containsExactly("REPORTED P1");
  }

  @Test
  void not_as_long_as_nobody_knows_what_became_of_a_row() {
    leave("P1");
    stranger("New", "E90");
    world.fault(FaultRule.on("createUser").before().reset());

    Imported run = month("--tries", "1");

    assertThat(run.ended("New")).isEqualTo("FAILED UNKNOWN_STATE");
    isBraked(run, "RUN_NOT_COMPLETE");
    world.allIsWell();
    assertThat(month().leavers()).containsExactly("REPORTED P1");
  }

  @Test
  void not_if_the_list_has_shrunk_by_more_than_is_allowed() {
    leave("P1", "P2", "P3", "P4", "P5", "P6", "P7");

    Imported run = month();

    isBraked(run, "LIST_SHRANK");
    assertThat(run.leavers()).hasSize(7);
    assertThat(month("--max-shrink", "40%", "--max-leavers", "10").leavers())
        .hasSize(7)
        .allMatch(line -> line.startsWith("REPORTED"));
  }

  @Test
  void never_if_it_has_shrunk_by_more_than_half() {
    leave("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11");

    isBraked(month("--max-shrink", "100%", "--max-leavers", "100%"), "LIST_SHRANK");
  }

  private void replace(int many) {
    for (int n = 1; n <= many; n++) {
      leave("P" + n);
      stranger("New" + n, "N" + n);
    }
  }

  @Test
  void not_if_too_many_have_left() {
    replace(7);

    Imported run = month();

    isBraked(run, "TOO_MANY");
    assertThat(run.leavers()).hasSize(7);
    Imported braked = month("--max-leavers", "6");
    isBraked(braked, "TOO_MANY");
    assertThat(month("--max-leavers", "7").leavers()).hasSize(7).contains("REPORTED P1");
  }

  @Test
  void never_if_more_than_half_have_left() {
    replace(11);

    isBraked(month("--max-leavers", "100%"), "TOO_MANY");
  }

  @Test
  void people_who_were_told_before_are_not_counted_again() {
    replace(5);
    assertThat(month().leavers()).hasSize(5);
    leave("P11", "P12", "P13");
    stranger("New11", "N11");

    assertThat(month().leavers()).hasSize(8);
  }

  @Test
  void not_if_the_server_lists_fewer_than_half_of_them() {
    for (int n = 10; n <= STAFF; n++) {
      world.server().removePerson(world.person("P" + n).id());
    }
    leave("P1");

    Imported run = month();

    isBraked(run, "SERVER_LIST_SHRANK");
    assertThat(run.leavers()).containsExactly("LEFT P1 SERVER_LIST_SHRANK");
  }

  /** A server set up anew gives the same people the ids of each other. */
  @Test
  void not_if_the_people_have_each_others_ids() {
    List<Long> ids =
        IntStream.rangeClosed(1, STAFF).mapToObj(n -> world.person("P" + n).id()).toList();
    for (int n = 1; n <= STAFF; n++) {
      String mobile = "1380000" + (1000 + n);
      long id = ids.get(n % STAFF);
      world.edited(id, "name", "P" + n, "jobNumber", "E" + n, "mobile", mobile);
    }
    leave("P1");

    isBraked(month(), "SERVER_LIST_SHRANK");
  }

  @Test
  void not_if_a_row_may_mean_anybody() {
    leave("P1");
    stranger("#N/A", "#N/A");

    Imported run = month();

    isBraked(run, "KEYS_UNREADABLE");
    assertThat(run.err()).contains("line 21");
  }

  @Test
  void nobody_is_missing_by_an_import_on_which_a_brake_fell() {
    leave("P1", "P2", "P3", "P4", "P5", "P6", "P7");
    stranger("New", "E95");
    isBraked(month(), "LIST_SHRANK");
    for (int n = 1; n <= 6; n++) {
      stranger("P" + n, "E" + n).with("mobile", "");
    }

    assertThat(month().leavers()).as("the list of twenty counts").containsExactly("REPORTED P7");
    assertThat(world.<Integer>ledger(l -> l.listMembers().of("staff").size())).isEqualTo(21);
  }
}
