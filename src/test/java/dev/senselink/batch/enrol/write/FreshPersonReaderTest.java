package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The read that an update is merged from is the last thing before it leaves, at every try. */
@Tag("slow")
class FreshPersonReaderTest {
  @RegisterExtension final World world = new World();

  private Imported update(String... options) {
    String[] all = new String[options.length + 4];
    String[] first = {"--on-existing", "update", "--lookup", "list"};
    System.arraycopy(first, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return world.run(all);
  }

  @Test
  void what_is_edited_while_rows_wait_for_the_first_one_stays() {
    List<String> names = List.of("Ana", "Bo", "Cy", "Di");
    for (String name : names) {
      world.already(name, "jobNumber", "E-" + name, "position", "Porter");
      world.row(name, "E-" + name).withoutPhoto().with("remark", "new");
    }
    // The first update takes its time; meanwhile somebody edits the others.
    world.fault(FaultRule.on("updateUser").delay(Duration.ofSeconds(2)).call(1));
    String[] first = {""};
    world.at(
        "updateUser",
        fields -> {
          first[0] = first[0].isEmpty() ? fields.get("name") : first[0];
          return true;
        },
        1,
        () ->
            names.stream()
                .filter(name -> !name.equals(first[0]))
                .forEach(n -> world.edited(world.person(n).id(), "position", "Director")));

    Imported run = update("--concurrency", "8");

    assertThat(run.endings()).containsOnly("UPDATED");
    assertThat(names)
        .filteredOn(name -> !name.equals(first[0]))
        .allSatisfy(n -> assertThat(world.person(n).position()).isEqualTo("Director"));
  }

  @Test
  void between_the_read_and_the_update_lies_no_other_request_of_the_row() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").with("remark", "new");

    Imported run = update();

    List<SeenCall> calls =
        run.calls("listUsers", "updateUser", "countFaces", "checkFaceQuality", "getImage");
    int update = calls.indexOf(run.calls("updateUser").get(0));
    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(calls.get(update - 1).field("id")).isEqualTo("" + world.person("Ana").id());
    assertThat(calls.subList(0, update - 1))
        .extracting(SeenCall::operation)
        .as("the photo was judged, and the one it replaces kept, before")
        .endsWith("countFaces", "checkFaceQuality", "getImage");
  }

  @Test
  void an_update_costs_a_read_and_a_request_and_nothing_more() {
    for (int i = 1; i <= 3; i++) {
      world.already("P" + i, "jobNumber", "E" + i);
      world.row("P" + i, "E" + i).withoutPhoto().with("remark", "new");
    }

    Imported run = update();

    assertThat(run.endings()).containsOnly("UPDATED");
    // One list for all, a read and an update each, the first one read back, and the audit's list,
    // which does not tell groups: these are asked for.
    assertThat(run.order("listUsers")).hasSize(1 + 3 + 1 + 1 + 3);
    assertThat(run.order("updateUser")).hasSize(3);
    Imported again = update();
    assertThat(again.endings()).containsOnly("UNCHANGED");
    assertThat(again.order("listUsers")).hasSize(1 + 3);
    assertThat(again.writes()).isEmpty();
  }

  @Test
  void an_id_number_that_came_between_two_tries_is_not_erased() {
    long ana = world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(FaultRule.on("updateUser").apiCode(50003).call(1));
    world.at("updateUser", 1, () -> world.edited(ana, "idNumber", "110101199003070011"));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
    assertThat(world.person("Ana").idNumber()).isEqualTo("110101199003070011");
    assertThat(run.writes()).hasSize(1);
  }

  @Test
  void groups_that_are_not_told_any_more_at_the_second_try_are_not_taken_away() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(FaultRule.on("updateUser").apiCode(50003).call(1));
    world.at("updateUser", 1, () -> world.server().misbehave(Misbehaviour.listHidesGroups()));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("REVIEW GROUPS_UNKNOWN");
    assertThat(world.person("Ana").groups()).containsExactly(1L);
    assertThat(run.writes()).hasSize(1);
  }

  @Test
  void a_repair_of_a_spelling_keeps_what_another_hand_has_filled_meanwhile() {
    world.server(s -> s.withSpelling(dev.senselink.batch.sandbox.call.AcceptedSpelling.SNAKE_ONLY));
    world.row("Ana", "E1").with("areaCode", "86");
    // As she is read back after the create, and so before the update that sets the dropped field.
    world.at(
        "listUsers",
        fields -> fields.containsKey("id"),
        1,
        () -> world.edited(world.person("Ana").id(), "mobile", "13800000009"));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("CREATED STORED_DIFFERENTLY");
    assertThat(world.person("Ana"))
        .returns("13800000009", PersonView::mobile)
        .returns("86", PersonView::areaCode);
  }
}
