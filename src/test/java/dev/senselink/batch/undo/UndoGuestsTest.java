package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guests whom a run has deleted are made anew, and whom it has updated visit as before. */
@Tag("slow")
class UndoGuestsTest {
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final String[] REMOVING = {"--remove-ended", "--ended-for", "0h"};
  private static final String ID_NUMBER = "110105194912310029";

  @RegisterExtension final World world = new World().inHaste();

  private static String inAnHour() {
    return LocalDateTime.ofInstant(Instant.now().plus(Duration.ofHours(1)), ZoneId.systemDefault())
        .format(CELL);
  }

  private Imported removed() {
    visited("");
    Imported run = world.run(REMOVING);
    assertThat(run.ended()).containsExactly("REMOVED Ended");
    return run;
  }

  /** One visit is over, and today's roster does not name that guest. */
  private void visited(String idNumber) {
    RosterRow ended = world.guest("Ended", "13800000001").with("dateTimeTo", inAnHour());
    world.guest("Staying", "13800000004");
    if (!idNumber.isEmpty()) {
      ended.with("idNumber", idNumber);
    }
    assertThat(world.run().endings()).containsOnly("CREATED");
    world.server().passTime(Duration.ofHours(30));
    world.without(ended);
  }

  private void noVisitorWithoutIdNumber() {
    world.fault(
        FaultRule.on("createGuest")
            .before()
            .apiCode(30001)
            .when(form -> form.getOrDefault("idNumber", "").isEmpty()));
  }

  private List<String> guests() {
    return world.people().stream().filter(p -> p.type() == 2).map(PersonView::name).toList();
  }

  @Test
  void a_guest_whose_groups_are_not_shown_is_not_deleted() {
    world.server(server -> server.withMisbehaviours(Misbehaviour.listHidesGroups()));
    RosterRow ended = world.guest("Ended", "13800000001").with("dateTimeTo", inAnHour());
    world.guest("Staying", "13800000004");
    assertThat(world.run().endings()).containsOnly("CREATED");
    world.server().passTime(Duration.ofHours(30));
    world.without(ended);

    Imported run = world.run("--remove-ended", "--ended-for", "0h");

    assertThat(run.ended()).containsExactly("LEFT Ended");
    assertThat(guests()).contains("Ended");
  }

  @Test
  void a_guest_who_was_deleted_is_made_anew_with_visit_and_photo() {
    Imported run = removed();

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("Ended")).as(undone.err()).startsWith("RESTORED");
    PersonView guest = world.person("Ended");
    assertThat(guest.mobile()).isEqualTo("13800000001");
    assertThat(guest.receptionUserId()).isEqualTo(world.host());
    assertThat(guest.avatarId()).isNotNull();
    assertThat(undone.of("Ended").personId()).isEqualTo(guest.id());
    assertThat(undone.summary()).contains("\"restored\" : 1,");
    assertThat(world.undo(run.runId()).err()).contains("is left to undo");
  }

  @Test
  void a_guest_whom_a_command_deleted_is_made_anew_with_the_visit() {
    world.guest("Staying", "13800000004");
    assertThat(world.run().endings()).containsOnly("CREATED");
    PersonView before = world.person("Staying");
    List<String> delete = new ArrayList<>(List.of("guest", "delete", "" + before.id(), "--yes"));
    delete.addAll(world.connection());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Typing.run(delete, new ByteArrayOutputStream(), err)).isZero();
    assertThat(guests()).isEmpty();
    String said = err.toString(StandardCharsets.UTF_8);
    String id =
        said.substring(said.indexOf("senselink undo ") + "senselink undo ".length()).strip();

    Imported undone = world.undo(id);

    assertThat(undone.ended("Staying")).as(undone.err()).startsWith("RESTORED");
    PersonView guest = world.person("Staying");
    assertThat(guest.receptionUserId()).isEqualTo(world.host());
    assertThat(guest.mobile()).isEqualTo("13800000004");
  }

  @Test
  void l17_the_closing_sentence_and_the_list_of_runs_say_removed_and_restored() {
    Imported run = removed();

    Imported restored = world.undo(run.runId());
    Imported removed = world.undo(restored.runId());

    assertThat(restored.out()).contains("restored 1 of 1 rows").doesNotContain("updated");
    assertThat(removed.out()).contains("removed 1 of 1 rows").doesNotContain("updated");
    assertThat(removed.summary()).contains("\"updated\" : 1,", "\"removed\" : 1,");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> show = List.of("runs", "show", removed.runId(), "--data", "" + world.data());
    assertThat(Typing.run(show, out, new ByteArrayOutputStream())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("removed 1")
        .doesNotContain("updated");
  }

  @Test
  void the_new_id_takes_the_old_ones_place_in_the_ledger() {
    Imported run = removed();
    long was = world.ledger(ledger -> ledger.endedGuests().of(run.runId()).get(0).person());

    world.undo(run.runId());

    long now = world.person("Ended").id();
    assertThat(now).isNotEqualTo(was);
    assertThat(world.<Long>ledger(ledger -> ledger.endedGuests().of(run.runId()).get(0).person()))
        .isEqualTo(now);
  }

  @Test
  void who_is_there_already_is_not_made_a_second_time() {
    Imported run = removed();
    world.visitor("Ended", "mobile", "13800000001");

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("Ended")).as(undone.err()).isEqualTo("UNCHANGED");
    assertThat(undone.calls("createGuest")).isEmpty();
    assertThat(guests()).containsExactlyInAnyOrder("Staying", "Ended");
  }

  @Test
  void a_create_whose_answer_is_lost_makes_nobody_twice() {
    Imported run = removed();
    world.fault(FaultRule.on("createGuest").after().reset().times(1));

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("Ended")).as(undone.err()).startsWith("RESTORED");
    assertThat(guests()).containsExactlyInAnyOrder("Staying", "Ended");
  }

  @Test
  void a_visit_that_was_prolonged_ends_as_before() {
    RosterRow row = world.guest("Ana", "13800000001").with("dateTimeTo", "2099-01-01 18:00:00");
    world.run();
    PersonView before = world.person("Ana");
    row.with("dateTimeTo", "2099-06-01 18:00:00").with("remark", "longer");
    Imported updated = world.run();
    assertThat(updated.ended("Ana")).isEqualTo("UPDATED");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).as(undone.of("Ana").reason()).isEqualTo("UPDATED");
    PersonView now = world.person("Ana");
    assertThat(now.dateTimeTo()).isEqualTo(before.dateTimeTo());
    assertThat(now.remark()).isEqualTo(before.remark());
  }

  @Test
  void a_visit_of_which_nothing_else_was_changed_ends_as_before_too() {
    RosterRow row = world.guest("Ana", "13800000001").with("dateTimeTo", "2099-01-01 18:00:00");
    world.run();
    PersonView before = world.person("Ana");
    row.with("dateTimeTo", "2099-06-01 18:00:00");
    Imported updated = world.run();
    assertThat(updated.endings()).containsExactly("UPDATED");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).as(undone.err()).isEqualTo("UPDATED");
    assertThat(world.person("Ana").dateTimeTo()).isEqualTo(before.dateTimeTo());
  }

  @Test
  void a_visit_that_nobody_here_knew_before_is_not_called_unchanged() {
    world.visitor("Ana", "mobile", "13800000001");
    world.guest("Ana", "13800000001").with("dateTimeTo", "2099-06-01 18:00:00");
    Imported updated = world.run("--on-existing", "update");
    assertThat(updated.ended("Ana")).as(updated.err()).isEqualTo("UPDATED");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).as(undone.err()).isEqualTo("REVIEW BEFORE_UNKNOWN");
    assertThat(world.person("Ana").dateTimeTo()).hasYear(2099);
  }

  @Test
  void a_guest_whom_the_run_made_is_deleted() {
    world.guest("Ana", "13800000001");
    Imported made = world.run();

    Imported undone = world.undo(made.runId());

    assertThat(undone.endings()).as(undone.err()).containsExactly("REMOVED");
    assertThat(guests()).isEmpty();
  }

  @Test
  void a_visit_that_a_run_which_kept_nothing_has_changed_since_stays() {
    RosterRow row = world.guest("Ana", "13800000001").with("dateTimeTo", "2099-01-01 18:00:00");
    world.run();
    row.with("dateTimeTo", "2099-06-01 18:00:00");
    Imported updated = world.run();
    row.with("dateTimeTo", "2099-09-01 18:00:00");
    Imported unkept = world.run("--no-undo");
    assertThat(unkept.ended("Ana")).isEqualTo("UPDATED");
    PersonView before = world.person("Ana");

    Imported undone = world.undo(updated.runId());

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(undone.of("Ana").reason()).contains(unkept.runId());
    assertThat(world.person("Ana")).isEqualTo(before);
  }

  @Test
  void a_guest_who_was_brought_back_is_not_deleted_by_the_next_run() {
    Imported run = removed();
    assertThat(world.undo(run.runId()).ended("Ended")).startsWith("RESTORED");

    Imported next = world.run("--remove-ended", "--ended-for", "0h");

    assertThat(next.ended()).isEmpty();
    assertThat(guests()).contains("Ended");
  }

  @Test
  void l6_a_guest_comes_back_with_the_id_number_that_the_server_demands() {
    visited(ID_NUMBER);
    noVisitorWithoutIdNumber();
    Imported run = world.run(REMOVING);
    assertThat(run.ended()).containsExactly("REMOVED Ended");

    Imported undone = world.undo(run.runId());

    assertThat(undone.ended("Ended")).as(undone.of("Ended").reason()).isEqualTo("RESTORED");
    assertThat(world.person("Ended").idNumber()).isEqualTo(ID_NUMBER);
  }

  @Test
  void l6_a_guest_whose_id_number_is_not_known_is_not_deleted_unless_that_is_said() {
    visited(ID_NUMBER);
    forgetNumbers();

    Imported run = world.run(REMOVING);

    assertThat(run.ended()).containsExactly("LEFT Ended");
    assertThat(run.endedReasons().get("Ended"))
        .contains("BEFORE_UNKNOWN", "ID number", "--no-undo");
    assertThat(guests()).contains("Ended");
    world.run("--remove-ended", "--ended-for", "0h", "--no-undo");
    assertThat(guests()).doesNotContain("Ended");
  }

  @Test
  void l6_the_plan_of_an_undo_names_who_cannot_come_back() {
    visited(ID_NUMBER);
    Imported run = world.run(REMOVING);
    world.ledger(
        ledger -> {
          BeforeImage image = ledger.before().page(run.runId(), Kind.DELETED, 0, 1).get(0);
          FormerPerson was = Objects.requireNonNull(image.before());
          Stay stay = Objects.requireNonNull(was.stay());
          Stay ofBefore = new Stay(stay.host(), stay.from(), stay.to(), null);
          ledger.before().keep(image.with(with(was, ofBefore), image.photo())).join();
          return true;
        });
    Path plan = world.data().resolveSibling("undo.plan");

    Imported planned = world.undoUnasked(run.runId(), "--plan", plan.toString());
    Imported undone = world.undo(run.runId());

    for (Imported told : List.of(planned, undone)) {
      assertThat(told.ended("Ended")).isEqualTo("REVIEW ID_NUMBER_UNKNOWN");
      assertThat(told.exit()).isEqualTo(3);
    }
    assertThat(undone.calls("createGuest")).isEmpty();
  }

  @Test
  void l6_the_id_number_lies_nowhere_in_plain_and_goes_with_the_person() throws IOException {
    visited(ID_NUMBER);
    Imported run = world.run(REMOVING);
    long person = world.ledger(ledger -> ledger.endedGuests().of(run.runId()).get(0).person());
    BeforeImage image =
        world.<BeforeImage>ledger(l -> l.before().page(run.runId(), Kind.DELETED, 0, 1).get(0));
    String sealed =
        Objects.requireNonNull(
            Objects.requireNonNull(Objects.requireNonNull(image.before()).stay()).idSealed());
    assertThat(lies(sealed)).isTrue();
    assertThat(lies(ID_NUMBER)).isFalse();

    List<String> erase =
        List.of("privacy", "erase", "--person", "" + person, "--yes", "--data", "" + world.data());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Typing.run(erase, new ByteArrayOutputStream(), err))
        .as(err.toString(StandardCharsets.UTF_8))
        .isZero();

    assertThat(lies(sealed)).isFalse();
  }

  private static FormerPerson with(FormerPerson was, Stay stay) {
    return new FormerPerson(
        was.id(),
        was.type(),
        was.avatarId(),
        was.updateAt(),
        was.fields(),
        was.groups(),
        was.department(),
        was.gender(),
        was.idCipher(),
        was.idSha(),
        was.photoSha(),
        stay);
  }

  /** Whether a text lies in the database's files. */
  private boolean lies(String text) throws IOException {
    try (Stream<Path> files = Files.walk(world.data().resolve("db"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (bytes.contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  /** As a version before has left the ledger. */
  private void forgetNumbers() {
    long id = world.person("Ended").id();
    world.ledger(
        ledger -> {
          KnownGuest known = ledger.guests().byId(id).orElseThrow();
          ledger
              .guests()
              .remember(
                  new KnownGuest(
                      id,
                      known.sent(),
                      known.made(),
                      known.settled(),
                      known.leftSha(),
                      known.writtenAt(),
                      known.listedAt(),
                      KnownGuest.Unshown.UNKNOWN));
          return true;
        });
  }
}
