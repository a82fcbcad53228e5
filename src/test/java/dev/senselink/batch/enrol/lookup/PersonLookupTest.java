package dev.senselink.batch.enrol.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.call.FilterMode;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first table of ENROLMENT: who is a row already? Both ways of finding out. */
@Tag("slow")
class PersonLookupTest {
  @RegisterExtension final World world = new World().inHaste();

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void nobody_is_created(String lookup) {
    world.already("Somebody else", "jobNumber", "E9");
    world.row("Ana", "E1");

    Imported run = world.run("--lookup", lookup);

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(run.of("Ana").personId()).isEqualTo(world.person("Ana").id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void one_of_equal_name_exists_and_is_skipped_or_updated(String lookup) {
    long ana = world.already("Ana", "jobNumber", "E1", "position", "Porter");
    world.row("Ana", "E1").with("position", "Director");

    Imported skipped = world.run("--lookup", lookup);
    Imported updated = world.run("--lookup", lookup, "--on-existing", "update");

    assertThat(skipped.ended("Ana")).isEqualTo("SKIPPED_EXISTING");
    assertThat(skipped.of("Ana").personId()).isEqualTo(ana);
    assertThat(skipped.writes()).isEmpty();
    assertThat(updated.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").position()).isEqualTo("Director");
  }

  @ParameterizedTest
  @CsvSource({"list, skip", "list, update", "each, skip", "each, update"})
  void one_of_another_name_is_for_review(String lookup, String policy) {
    long ana = world.already("Ana", "jobNumber", "E1");
    world.row("Bo", "E1");

    Imported run = world.run("--lookup", lookup, "--on-existing", policy);

    assertThat(run.ended("Bo")).isEqualTo("REVIEW NAME_DIFFERS");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.writes()).isEmpty();
    assertThat(run.conflicts())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .containsEntry("candidateId", String.valueOf(ana))
                    .containsEntry("candidateName", "Ana")
                    .containsEntry("candidateKey", "E1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void several_with_the_key_are_for_review_with_all_candidates(String lookup) {
    long one = world.already("Ana", "jobNumber", "E1");
    long two = world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1");

    Imported run = world.run("--lookup", lookup, "--on-existing", "update");

    assertThat(run.ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");
    assertThat(run.writes()).isEmpty();
    assertThat(run.conflicts())
        .extracting(line -> line.get("candidateId"))
        .containsExactly(String.valueOf(one), String.valueOf(two));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void a_namesake_without_the_key_is_found_by_another_key_field(String lookup) {
    long ana = world.already("Ana", "mobile", "13800000001");
    world.row("Ana", "E1").with("mobile", "13800000001");

    Imported skipped = world.run("--lookup", lookup);
    Imported updated = world.run("--lookup", lookup, "--on-existing", "update");

    assertThat(skipped.ended("Ana")).isEqualTo("SKIPPED_EXISTING");
    assertThat(updated.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").id()).isEqualTo(ana);
    assertThat(world.person("Ana").jobNumber()).isEqualTo("E1");
  }

  @ParameterizedTest
  @CsvSource({
    // Why they are not taken for the row: the key of their own; the name.
    "list, Ana, E7, REVIEW LOOKS_THE_SAME",
    "each, Ana, E7, REVIEW LOOKS_THE_SAME",
    "list, Bo, '', CREATED",
    "each, Bo, '', CREATED"
  })
  void somebody_with_a_key_of_their_own_or_another_name_is_not_taken_by_another_key_field(
      String lookup, String name, String jobNumber, String ended) {
    world.already(name, "mobile", "13800000001", "jobNumber", jobNumber);
    world.row("Ana", "E1").with("mobile", "13800000001");

    assertThat(world.run("--lookup", lookup).ended("Ana")).isEqualTo(ended);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void several_namesakes_without_the_key_are_for_review(String lookup) {
    world.already("Ana", "mobile", "13800000001");
    world.already("Ana", "mail", "ana@example.org");
    world.row("Ana", "E1").with("mobile", "13800000001").with("mail", "ana@example.org");

    Imported run = world.run("--lookup", lookup);

    assertThat(run.ended("Ana")).isEqualTo("REVIEW KEY_NOT_UNIQUE");
    assertThat(run.conflicts()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void a_person_of_the_other_type_does_not_count(String lookup) {
    world.visitor("Ana", "mobile", "13800000001");
    world.row("Ana", "").with("mobile", "13800000001");

    assertThat(world.run("--lookup", lookup).ended("Ana")).isEqualTo("CREATED");
  }

  @ParameterizedTest
  @CsvSource({
    // field, on the server, in the roster
    "list, jobNumber, e１２ab, E12AB",
    "each, jobNumber, E12AB, e12ab",
    "each, jobNumber, e12ab, E12AB",
    "each, jobNumber, E12AB, Ｅ12ab",
    "list, mobile, +86 138-0000-0001, 13800000001",
    "list, mobile, 0086 13800000001, 138 0000 0001",
    "each, mobile, 13800000001, 008613800000001",
    "each, mobile, 8613800000001, 13800000001",
    "each, mobile, +8613800000001, 138-0000-0001",
    "list, icNumber, ABC9, abc９",
    "list, mail, Ana@Example.org, ana@example.ORG",
    "each, mail, Ana@Example.org, Ana@Example.org",
  })
  void keys_are_compared_in_their_normal_form(
      String lookup, String field, String onServer, String inRoster) {
    world.already("Ána", field, onServer);
    world.row("ÁNA", "").with(field, inRoster);

    assertThat(world.run("--lookup", lookup).ended("ÁNA")).isEqualTo("SKIPPED_EXISTING");
  }

  /** E9: one table of spellings; the server's filters compare letter by letter. */
  @ParameterizedTest
  @ValueSource(strings = {"list", "each", "auto"})
  void all_ways_of_looking_find_the_same_people(String lookup) {
    String[][] spellings = {
      // field, on the server, in the roster
      {"jobNumber", "Abc12", "abc12"},
      {"jobNumber", "ABC-13", "abc-13"},
      {"jobNumber", "aBc14", "AbC14"},
      {"jobNumber", " A15 ", "A15"},
      {"jobNumber", "Ｂ１６", "b16"},
      {"jobNumber", "b17", "Ｂ１７"},
      {"mobile", "138-0013-8000", "13800138000"},
      {"mobile", "138 0013 8001", "+86 138-0013-8001"},
      {"mobile", "008613800138002", "13800138002"},
      {"mobile", "１３８００１３８００３", "13800138003"},
      {"icNumber", "Ff-0A", "ff-0a"},
      {"icNumber", "ｆｆ０ｂ", "FF0B"},
      {"mail", "Zhao.Min@x.com", "zhao.min@x.com"},
      {"mail", "ZHAO.MIN2@X.COM ", "Zhao.Min2@x.com"},
    };
    for (int i = 0; i < spellings.length; i++) {
      world.already("Name" + i, spellings[i][0], spellings[i][1]);
      world.row("name" + i, "").with(spellings[i][0], spellings[i][2]);
    }

    Imported run = world.run("--lookup", lookup);

    assertThat(run.endings()).containsOnly("SKIPPED_EXISTING").hasSize(spellings.length);
    assertThat(run.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 25})
  void a_list_that_fails_once_is_tried_as_any_call(int rows) {
    world.already("zoe", "jobNumber", "Abc-1");
    world.rows(rows);
    world.row("Zoe", "aBC-1");
    world.fault(FaultRule.on("listUsers").status(502).htmlPage().when(Map::isEmpty).times(1));

    Imported run = world.run();

    assertThat(run.ended("Zoe")).isEqualTo("SKIPPED_EXISTING");
  }

  /** E13. */
  @ParameterizedTest
  @CsvSource({"null, 3", "{}, 3", "null, 25", "'{\"total\":9,\"data\":[]}', 25"})
  void a_list_that_does_not_prove_itself_whole_is_nobody_created(String data, int rows) {
    world.already("P1", "jobNumber", "E1");
    world.rows(rows);
    world
        .answers()
        .to(
            asked -> asked.getPath().endsWith("/user/list"),
            answer -> "{\"code\":200,\"message\":\"OK\",\"data\":" + data + "}");

    Imported run = world.run();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out() + run.err()).contains("list all people: the ");
    assertThat(run.writes()).isEmpty();
  }

  /** E13: look-ups by a filter are lists, too. */
  @Test
  void a_look_up_that_holds_no_list_stops_the_run() {
    world.already("P1", "jobNumber", "E1");
    world.rows(3);
    world
        .answers()
        .to(
            asked -> asked.getQuery().contains("jobNumber="),
            answer -> "{\"code\":200,\"message\":\"OK\",\"data\":null}");

    Imported run = world.run();

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out() + run.err()).contains("lists are not reliable");
    assertThat(run.writes()).isEmpty();
  }

  /** E13: types that the list does not tell are asked for. */
  @Test
  void people_listed_without_a_type_are_looked_at_by_id() {
    world.already("P1", "jobNumber", "E1");
    world.rows(22);
    world
        .answers()
        .to(
            asked -> asked.getPath().endsWith("/user/list") && !asked.getQuery().contains("&id="),
            answer -> answer.replace("\"type\":1,", ""));

    Imported run = world.run();

    assertThat(run.ended("P1")).isEqualTo("SKIPPED_EXISTING");
    assertThat(run.endings()).filteredOn("CREATED"::equals).hasSize(21);
  }

  @Test
  void whom_the_server_finds_by_a_part_of_the_key_is_not_the_person() {
    world.server(s -> s.withFilters(FilterMode.PARTIAL));
    world.already("Ana", "jobNumber", "E11");
    world.row("Ana", "E1");

    assertThat(world.run("--lookup", "each").ended("Ana")).isEqualTo("CREATED");
  }

  @Test
  void a_server_that_ignores_the_filter_stops_the_run_with_nothing_sent() {
    world.server(s -> s.withFilters(FilterMode.IGNORED));
    for (int i = 0; i < 1_001; i++) {
      world.already("Somebody", "jobNumber", "X" + i);
    }
    world.rows(3);

    Imported run = world.run("--lookup", "each");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).contains("this server ignores the filter");
    assertThat(run.endings()).containsOnly("NOT_ATTEMPTED");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void no_blank_filter_is_ever_sent() {
    world.row("Ana", "E1");
    world.row("Bo", "").with("mobile", "13800000002");

    Imported run = world.run("--lookup", "each");

    assertThat(run.calls("listUsers"))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.parameters().values()).noneMatch(String::isBlank));
    assertThat(run.calls("listUsers"))
        .as("the lists at the start and at the end")
        .filteredOn(call -> call.parameters().isEmpty())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void the_photo_of_a_skipped_person_is_neither_opened_nor_sent(String lookup) {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").photo("broken.jpg", new byte[] {1, 2, 3});
    world.row("Bo", "E2").photo("broken-too.jpg", new byte[] {1, 2, 3, 4});

    Imported run = world.run("--lookup", lookup);

    assertThat(run.endings())
        .containsExactly("SKIPPED_EXISTING", "REJECTED_PHOTO PHOTO_UNREADABLE");
    assertThat(run.calls("countFaces", "checkFaceQuality")).isEmpty();
  }

  @Test
  void a_new_persons_photo_is_checked_and_judged_before_it_is_sent() {
    world.row("Ana", "E1");

    assertThat(world.run("--lookup", "list").order("countFaces", "checkFaceQuality", "createUser"))
        .containsExactly("countFaces", "checkFaceQuality", "createUser");
  }

  @Test
  void one_list_at_the_start_spares_every_row_its_look_up() {
    world.already("Somebody", "jobNumber", "X1");
    world.rows(21);

    Imported run = world.run();

    // The second one reads the first created person back, the third is the audit's, which asks for
    // the groups of each.
    assertThat(run.calls("listUsers")).hasSize(3 + 21);
    assertThat(run.calls("listUsers").get(2).parameters()).isEmpty();
    assertThat(run.calls("listUsers").get(0).parameters()).isEmpty();
  }

  @Test
  void where_neither_list_nor_filter_tells_who_is_there_nothing_is_sent() {
    world.row("Ana", "E1").withoutPhoto();
    world
        .answers()
        .instead(
            asked -> asked.getPath().endsWith("/user/list") && asked.getQuery().contains("jobNumb"),
            "{\"code\":200,\"message\":\"OK\",\"data\":{\"total\":0,\"data\":[]}}");
    assertThat(world.run("--allow-no-photo").ended("Ana")).isEqualTo("CREATED");
    world.fault(FaultRule.on("listUsers").status(500).when(Map::isEmpty));

    Imported run = world.run("--allow-no-photo", "--tries", "2");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).contains("does not find somebody who is there");
    assertThat(run.writes()).isEmpty();
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void where_the_list_fails_each_row_is_looked_up() {
    world.rows(21);
    world.already("P7", "jobNumber", "E7");
    world.fault(FaultRule.on("listUsers").truncated().when(Map::isEmpty));

    Imported run = world.run();

    assertThat(run.ended("P7")).isEqualTo("SKIPPED_EXISTING");
    assertThat(run.endings()).filteredOn("CREATED"::equals).hasSize(20);
  }
}
