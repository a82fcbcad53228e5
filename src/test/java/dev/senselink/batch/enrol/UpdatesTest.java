package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.world.PersonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Update = read, merge, replace: what nobody asked for stays as it is. */
@Tag("slow")
class UpdatesTest {
  /** Fields an update sends, each with a value before and one after. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "mobile", List.of("1380000000", "1390000000"),
          "icNumber", List.of("IC", "CARD"),
          "remark", List.of("old", "new"),
          "mail", List.of("old@example.org", "new@example.org"),
          "position", List.of("Porter", "Director"),
          "location", List.of("1-01", "2-02"),
          "birthday", List.of("1990-01-02", "1991-03-04"),
          "entryTime", List.of("2020-05-06", "2021-07-08"),
          "areaCode", List.of("86", "852"),
          "department", List.of("Lobby", "Yard"));

  private static final Map<String, Function<PersonView, String>> SHOWN =
      Map.of(
          "mobile", PersonView::mobile,
          "icNumber", PersonView::icNumber,
          "remark", PersonView::remark,
          "mail", p -> text(p.mail()),
          "position", p -> text(p.position()),
          "location", p -> text(p.location()),
          "birthday", p -> text(p.birthday()),
          "entryTime", p -> text(p.entryTime()),
          "areaCode", p -> text(p.areaCode()),
          "department", p -> List.of("", "Lobby", "Yard").get((int) p.departmentId()));

  @RegisterExtension final World world = new World().inHaste();

  private static String text(String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private Imported update(String... options) {
    return world.run(
        Stream.concat(Stream.of("--on-existing", "update"), Stream.of(options))
            .toArray(String[]::new));
  }

  /** For every field somebody, named after it, who has a value in all of them. */
  private void somebodyForEveryField() {
    world.department("Lobby");
    world.department("Yard");
    for (String field : FIELDS.keySet()) {
      List<String> all = new ArrayList<>(List.of("jobNumber", "E-" + field, "departmentId", "1"));
      FIELDS.forEach(
          (name, values) -> {
            if (!name.equals("department")) {
              all.addAll(List.of(name, value(name, values.get(0), field)));
            }
          });
      world.already(field, all.toArray(String[]::new));
    }
  }

  /** The same for everybody, but for what tells people apart. */
  private static String value(String name, String value, String person) {
    boolean own = name.equals("mobile") || name.equals("icNumber");
    int number = new ArrayList<>(FIELDS.keySet()).indexOf(person);
    return own ? value + number : value;
  }

  private void onlyTheFieldChanged(String person, String changedTo) {
    PersonView view = world.person(person);
    FIELDS.forEach(
        (name, values) ->
            assertThat(SHOWN.get(name).apply(view))
                .as(name + " of " + person)
                .isEqualTo(name.equals(person) ? changedTo : value(name, values.get(0), person)));
    assertThat(view.groups()).containsExactly(1L);
  }

  @Test
  void a_filled_cell_replaces_its_field_and_blank_ones_keep_theirs() {
    somebodyForEveryField();
    FIELDS.forEach(
        (field, values) ->
            world
                .row(field, "E-" + field)
                .withoutPhoto()
                .with(field, value(field, values.get(1), field)));

    Imported run = update();

    assertThat(run.endings()).containsOnly("UPDATED");
    assertThat(run.exit()).isZero();
    FIELDS.forEach((field, v) -> onlyTheFieldChanged(field, value(field, v.get(1), field)));
  }

  @Test
  void clear_erases_its_field_and_no_other() {
    somebodyForEveryField();
    FIELDS
        .keySet()
        .forEach(field -> world.row(field, "E-" + field).withoutPhoto().with(field, "<clear>"));

    Imported run = update();

    assertThat(run.endings()).containsOnly("UPDATED");
    FIELDS.keySet().forEach(field -> onlyTheFieldChanged(field, ""));
  }

  @Test
  void where_nothing_differs_nothing_is_written() {
    somebodyForEveryField();
    FIELDS.forEach(
        (field, values) ->
            world
                .row(field, "E-" + field)
                .withoutPhoto()
                .with(field, value(field, values.get(0), field)));

    Imported run = update();

    assertThat(run.endings()).containsOnly("UNCHANGED");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_second_run_over_created_people_changes_nothing_and_asks_about_no_photo() {
    world.department("Lobby");
    world.row("Ana", "E1").with("idNumber", "110101199003070011").with("department", "Lobby");
    world.row("Bo", "E2").with("gender", "M").with("mail", "bo@example.org");

    Imported first = update();
    Imported second = update();

    assertThat(first.endings()).containsOnly("CREATED");
    assertThat(second.endings()).containsOnly("UNCHANGED");
    assertThat(second.calls("createUser", "updateUser", "countFaces", "checkFaceQuality"))
        .isEmpty();
  }

  @Test
  void a_blank_groups_cell_keeps_all_groups_whatever_the_standard_groups_are() {
    long night = world.group("Night");
    world.already("Ana", "jobNumber", "E1", "groups", "1," + night);
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");

    Imported run = update("--groups", "none");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.person("Ana").groups()).containsExactlyInAnyOrder(1L, night);
  }

  @Test
  void a_groups_cell_replaces_or_clears_them() {
    long night = world.group("Night");
    world.already("Ana", "jobNumber", "E1");
    world.already("Bo", "jobNumber", "E2");
    world.row("Ana", "E1").withoutPhoto().with("groups", "Night");
    world.row("Bo", "E2").withoutPhoto().with("groups", "<clear>");

    Imported run = update();

    assertThat(run.endings()).containsOnly("UPDATED");
    assertThat(world.person("Ana").groups()).containsExactly(night);
    assertThat(world.person("Bo").groups()).isEmpty();
  }

  @Test
  void groups_the_server_does_not_tell_are_not_taken_away() {
    world.already("Ana", "jobNumber", "E1");
    world.already("Bo", "jobNumber", "E2");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.row("Bo", "E2").withoutPhoto().with("remark", "new").with("groups", "#1");
    world.server().misbehave(Misbehaviour.listHidesGroups());

    Imported run = update();

    assertThat(run.endings()).containsExactly("REVIEW GROUPS_UNKNOWN", "UPDATED");
    assertThat(run.writes()).hasSize(1);
    assertThat(world.person("Ana").groups()).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource({
    // on the server, in the roster, option, ended, on the server afterwards
    "110101199003070011, '', review, REVIEW ID_NUMBER_UNKNOWN, 110101199003070011",
    "110101199003070011, '', erase, UPDATED, ''",
    "110101199003070011, <clear>, review, UPDATED, ''",
    "110101199003070011, 110101199003070011, review, UPDATED, 110101199003070011",
    "110101199003070011, 310101199003070055, review, UPDATED, 310101199003070055",
    "'', '', review, UPDATED, ''",
  })
  void an_id_number_only_the_server_knows_is_not_erased_unasked(
      String onServer, String inRoster, String option, String ended, String after) {
    world.already("Ana", "jobNumber", "E1", "idNumber", onServer);
    world.row("Ana", "E1").withoutPhoto().with("remark", "new").with("idNumber", inRoster);

    Imported run = update("--unknown-id-number", option);

    assertThat(run.ended("Ana")).isEqualTo(ended);
    assertThat(text(world.person("Ana").idNumber())).isEqualTo(after);
  }

  @Test
  void a_gender_that_differs_is_told_and_the_rest_is_updated() {
    world.already("Ana", "jobNumber", "E1", "gender", "2");
    world.already("Bo", "jobNumber", "E2", "gender", "2");
    world.row("Ana", "E1").withoutPhoto().with("gender", "F").with("remark", "new");
    world.row("Bo", "E2").withoutPhoto().with("gender", "F");

    Imported run = update();

    assertThat(run.endings())
        .containsExactly("UPDATED GENDER_NOT_UPDATABLE", "UNCHANGED GENDER_NOT_UPDATABLE");
    assertThat(world.person("Ana").remark()).isEqualTo("new");
    assertThat(world.person("Ana").gender()).isEqualTo(2);
    assertThat(run.writes()).hasSize(1);
    assertThat(run.exit()).isZero();
  }

  @Test
  void somebody_who_is_gone_since_the_list_was_read_is_not_updated() {
    long ana = world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.at("listUsers", 2, () -> world.server().removePerson(ana));

    Imported run = update("--lookup", "list");

    assertThat(run.ended("Ana")).isEqualTo("FAILED 620");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_create_that_turns_into_an_update_clears_what_the_row_clears() {
    world.department("Lobby");
    world.alreadyWithFace(900, "Ana", "departmentId", "1", "remark", "old");
    world
        .row("Ana", "E1")
        .anotherPictureOf(900)
        .with("department", "<clear>")
        .with("groups", "<clear>")
        .with("remark", "<clear>");

    Imported run = update("--on-similar", "update");

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    PersonView ana = world.person("Ana");
    assertThat(ana.departmentId()).isZero();
    assertThat(ana.groups()).isEmpty();
    assertThat(ana.remark()).isEmpty();
    assertThat(ana.jobNumber()).isEqualTo("E1");
  }
}
