package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.EndedGuest.State;
import dev.senselink.batch.ledger.KnownGuest;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.PersonView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guests whose visits are over are deleted, and nobody else: in the evening three have left and one
 * is expected still.
 */
@Tag("slow")
class RemoveEndedTest {
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final String[] AT_ONCE = {"--remove-ended", "--ended-for", "0h"};

  private static final String EIGHT_EAST =
      ZoneOffset.ofTotalSeconds(
              ZoneId.systemDefault().getRules().getOffset(Instant.now()).getTotalSeconds() + 28_800)
          .getId();

  @RegisterExtension final World world = new World().inHaste();
  private RosterRow first;
  private RosterRow second;
  private RosterRow third;

  /** In the morning all four are registered; then the day passes. */
  @BeforeEach
  void aDay() {
    first = visitor("First", "13800000001", 1);
    second = visitor("Second", "13800000002", 2);
    third = visitor("Third", "13800000003", 3);
    world.guest("Staying", "13800000004");
    assertThat(world.run().endings()).containsOnly("CREATED");
    world.server().passTime(Duration.ofHours(30));
  }

  private RosterRow visitor(String name, String mobile, int hours) {
    LocalDateTime to =
        LocalDateTime.ofInstant(
            Instant.now().plus(Duration.ofHours(hours)), ZoneId.systemDefault());
    return world.guest(name, mobile).with("dateTimeTo", to.format(CELL));
  }

  private void allHaveLeft() {
    world.without(first).without(second).without(third);
  }

  private List<String> guests() {
    return world.people().stream().filter(p -> p.type() == 2).map(PersonView::name).toList();
  }

  private List<String> deleted() {
    return world.commits("deleteGuest").stream().map(CommittedChange::name).toList();
  }

  private void removedAndLeft(Imported run, int removed, int left) {
    assertThat(run.summary())
        .contains("\"endedRemoved\" : " + removed + ",", "\"endedLeft\" : " + left + ",");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void guests_who_have_left_are_deleted_oldest_first(String lookup) {
    allHaveLeft();

    Imported run = world.run("--lookup", lookup, "--remove-ended", "--ended-for", "0h");

    assertThat(deleted()).containsExactly("First", "Second", "Third");
    assertThat(guests()).containsExactly("Staying");
    assertThat(run.ended()).containsExactly("REMOVED First", "REMOVED Second", "REMOVED Third");
    removedAndLeft(run, 3, 0);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("3 deleted, 0 not deleted, see ended.csv");
    Imported again = world.run(AT_ONCE);
    assertThat(again.calls("deleteGuest")).isEmpty();
    removedAndLeft(again, 0, 0);
  }

  @Test
  void without_the_option_nobody_is_deleted() {
    allHaveLeft();

    Imported run = world.run();

    assertThat(guests()).hasSize(4);
    removedAndLeft(run, 0, 0);
  }

  @Test
  void whoever_is_deleted_is_kept_as_they_were() {
    allHaveLeft();
    long id = world.person("First").id();
    long host = world.host();

    Imported run = world.run(AT_ONCE);

    BeforeImage image =
        world.ledger(l -> l.before().of(run.runId(), id, Kind.DELETED)).orElseThrow();
    FormerPerson was = Objects.requireNonNull(image.before());
    assertThat(was.field("mobile")).isEqualTo("13800000001");
    assertThat(Objects.requireNonNull(was.stay()).host()).isEqualTo(host);
    assertThat(image.photo().state()).isEqualTo(FormerPhoto.State.KEPT);
    assertThat(world.<Long>ledger(l -> l.before().counts(run.runId()).get(Kind.DELETED)))
        .isEqualTo(3);
  }

  @Test
  void whose_photo_cannot_be_kept_stays_unless_that_is_allowed() {
    allHaveLeft();
    world.fault(FaultRule.on("getImage").status(404));

    Imported run = world.run(AT_ONCE);

    assertThat(deleted()).isEmpty();
    removedAndLeft(run, 0, 3);
    assertThat(run.endedReasons().get("First"))
        .contains("BEFORE_UNKNOWN", "--image-path", "--without-photo", "--no-undo");
    world.run("--remove-ended", "--ended-for", "0h", "--without-photo");
    assertThat(deleted()).hasSize(3);
  }

  @Test
  void with_no_undo_nothing_is_fetched_before_they_are_deleted() {
    allHaveLeft();

    Imported run = world.run("--remove-ended", "--ended-for", "0h", "--no-undo");

    assertThat(deleted()).hasSize(3);
    assertThat(run.calls("getImage")).isEmpty();
  }

  @Test
  void nor_in_a_dry_run() {
    allHaveLeft();

    world.run("--remove-ended", "--ended-for", "0h", "--dry-run");

    assertThat(guests()).hasSize(4);
  }

  @Test
  void only_those_whose_visit_ended_long_enough_ago() {
    allHaveLeft();

    removedAndLeft(world.run("--remove-ended", "--ended-for", "2d"), 0, 0);
    removedAndLeft(world.run("--remove-ended", "--ended-for", "1710m"), 1, 0);
    assertThat(deleted()).containsExactly("First");
    removedAndLeft(world.run("--remove-ended", "--ended-for", "1650m"), 1, 0);
    assertThat(deleted()).containsExactly("First", "Second");
    removedAndLeft(world.run("--remove-ended", "--ended-for", "1d"), 1, 0);
  }

  @Test
  void a_day_is_the_standard() {
    allHaveLeft();

    removedAndLeft(world.run("--remove-ended"), 3, 0);
  }

  @Test
  void at_most_so_many_and_the_rest_next_time() {
    allHaveLeft();

    Imported run = world.run("--remove-ended", "--ended-for", "0h", "--max-delete", "2");

    assertThat(run.ended()).containsExactly("REMOVED First", "REMOVED Second", "LEFT Third");
    assertThat(run.endedReasons().get("Third")).contains("--max-delete 2", "next time");
    removedAndLeft(run, 2, 1);
    removedAndLeft(world.run(AT_ONCE), 1, 0);
  }

  @Test
  void whoever_is_named_today_stays_also_by_a_row_that_is_refused_or_over() {
    world.without(first);
    first = world.guest("First", "13800000001").with("dateTimeTo", "next week");
    world.without(third);
    world.guest("Third", "13800000003").without("mobile");

    Imported run = world.run(AT_ONCE);

    assertThat(run.ended("First")).isEqualTo("REJECTED_ROW BAD_DATE");
    assertThat(run.ended("Second")).isEqualTo("SKIPPED_OVER");
    assertThat(run.ended("Third")).isEqualTo("REJECTED_ROW MISSING_MOBILE");
    assertThat(deleted()).isEmpty();
    assertThat(run.ended()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void whoever_was_edited_on_the_server_stays(String lookup) {
    allHaveLeft();
    world.edited(world.person("First").id(), "remark", "comes back on Monday");
    world.edited(world.person("Second").id(), "dateTimeTo", "2099-01-01 18:00:00");

    Imported run = world.run("--lookup", lookup, "--remove-ended", "--ended-for", "0h");

    assertThat(deleted()).containsExactly("Third");
    assertThat(run.endedReasons().get("First")).contains("name, mobile or remark");
    assertThat(run.endedReasons().get("Second")).contains("possibly the time of the visit");
    removedAndLeft(run, 1, 2);
    assertThat(run.exit()).isZero();
  }

  @Test
  void whoever_was_put_into_other_groups_stays_though_no_time_tells_it() {
    allHaveLeft();
    long gate = world.visitorGroup("Gate");
    world.server().bystander().regroup(world.person("First").id(), List.of(gate));

    Imported run = world.run("--remove-ended", "--ended-for", "0h");

    assertThat(deleted()).containsExactly("Second", "Third");
    assertThat(run.endedReasons().get("First")).contains("groups");
    removedAndLeft(run, 2, 1);
  }

  /** Whoever was made without a group and is in one was put into it by somebody. */
  @Test
  void whoever_was_sent_without_groups_and_is_in_one_stays() {
    RosterRow bare = visitor("Bare", "13800000005", 31);
    RosterRow moved = visitor("Moved", "13800000006", 31);
    Imported made = world.run("--groups", "none");
    assertThat(made.ended("Bare")).as(made.of("Bare").reason()).isEqualTo("CREATED");
    world.without(bare).without(moved);
    world.server().passTime(Duration.ofHours(33));
    long gate = world.visitorGroup("Gate");
    world.server().bystander().regroup(world.person("Moved").id(), List.of(gate));

    Imported run = world.run("--remove-ended", "--ended-for", "0h");

    assertThat(deleted()).containsExactly("Bare");
    assertThat(run.endedReasons().get("Moved")).contains("groups");
    removedAndLeft(run, 1, 1);
  }

  /** A fifth is expected for five hours more. */
  private void oneIsExpected() {
    RosterRow expected = visitor("Expected", "13800000005", 35);
    assertThat(world.run().ended("Expected")).isEqualTo("CREATED");
    world.without(expected);
    allHaveLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void l5_nobody_is_deleted_in_another_time_zone_than_visits_were_sent_in(String lookup) {
    oneIsExpected();

    Imported run =
        world.run(
            "--lookup", lookup, "--remove-ended", "--ended-for", "0h", "--time-zone", EIGHT_EAST);

    assertThat(deleted()).isEmpty();
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.endedReasons().get("Expected")).contains("ZONE_CHANGED", "--accept-zone");
    removedAndLeft(run, 0, 4);
    assertThat(run.summary()).contains("\"endedBrake\" : \"ZONE_CHANGED\"");
    assertThat(run.out()).contains("ZONE_CHANGED");
    Imported before = world.run(AT_ONCE);
    assertThat(before.exit()).isZero();
    assertThat(deleted()).containsExactly("First", "Second", "Third");
  }

  @Test
  void l5_a_time_zone_that_is_accepted_once_is_that_of_all_visits() {
    oneIsExpected();
    world.run("--remove-ended", "--ended-for", "0h", "--time-zone", EIGHT_EAST);

    Imported run =
        world.run(
            "--remove-ended", "--ended-for", "0h", "--accept-zone", "--time-zone", EIGHT_EAST);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(deleted()).contains("First", "Expected");
    assertThat(world.run("--remove-ended", "--ended-for", "0h", "--time-zone", EIGHT_EAST).exit())
        .isZero();
  }

  /** A version before has not kept the zone: over is what is over everywhere. */
  @Test
  void l5_a_visit_of_an_unknown_time_zone_is_over_once_it_is_in_every_zone() {
    oneIsExpected();
    world.ledger(
        ledger -> {
          for (KnownGuest known : ledger.guests().endedBefore("9")) {
            ledger
                .guests()
                .remember(
                    new KnownGuest(
                        known.person(),
                        known.sent(),
                        known.made(),
                        known.settled(),
                        known.leftSha(),
                        known.writtenAt(),
                        known.listedAt(),
                        new KnownGuest.Unshown(known.unshown().idSealed(), "")));
          }
          return true;
        });

    Imported run = world.run("--remove-ended", "--ended-for", "0h", "--time-zone", EIGHT_EAST);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(deleted()).containsExactly("First", "Second", "Third"); // for 27 hours and more
  }

  /** A killed process has written them: it did not come to look how the server lists them. */
  private void killedAfterItWrote(String name, UnaryOperator<String> answered) {
    long id = world.person(name).id();
    world.ledger(
        ledger -> {
          KnownGuest known = ledger.guests().byId(id).orElseThrow();
          ledger
              .guests()
              .remember(
                  KnownGuest.written(
                      id,
                      known.sent(),
                      true,
                      known.leftSha(),
                      answered.apply(known.writtenAt()),
                      known.unshown()));
          return true;
        });
  }

  /**
   * E5: whoever was changed since a killed process wrote them has another time of change, though a
   * whole number of hours later, which two zones could be apart.
   */
  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void guests_whom_a_killed_process_wrote_stay_if_somebody_has_changed_them(String lookup) {
    killedAfterItWrote("First", answered -> answered);
    killedAfterItWrote("Second", answered -> answered);
    world.edited(world.person("First").id(), "dateTimeTo", "2099-01-01 18:00:00");
    allHaveLeft();

    Imported run = world.run("--lookup", lookup, "--remove-ended", "--ended-for", "0h");

    assertThat(deleted()).containsExactly("Second", "Third");
    assertThat(run.endedReasons().get("First")).contains("possibly the time of the visit");
  }

  /** Nor is anything known of how far the list's times are from those of answers. */
  @Test
  void nobody_whom_a_killed_process_wrote_goes_while_no_guest_was_seen_listed() {
    List.of("First", "Second", "Third", "Staying")
        .forEach(name -> killedAfterItWrote(name, answered -> answered));
    allHaveLeft();

    Imported run = world.run(AT_ONCE);

    assertThat(deleted()).isEmpty();
    assertThat(run.endedReasons().values()).allMatch(why -> why.contains("before the server"));
  }

  /** E5: the answer told no time, so nobody knows what came after. */
  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void guests_whom_a_killed_process_wrote_stay_if_the_answer_told_no_time(String lookup) {
    killedAfterItWrote("First", answered -> "");
    world.edited(world.person("First").id(), "dateTimeTo", "2099-01-01 18:00:00");
    allHaveLeft();
    world.run("--lookup", lookup);

    Imported run = world.run("--lookup", lookup, "--remove-ended", "--ended-for", "0h");

    assertThat(deleted()).containsExactly("Second", "Third");
    assertThat(run.endedReasons().get("First")).contains("before the server listed");
  }

  /** E5: at a stop in order the guests made so far are seen listed, and later edits are noticed. */
  @Test
  void guests_made_before_a_stop_and_then_prolonged_stay_and_the_others_go() {
    world.server().passTime(Duration.ZERO);
    world.noRows();
    visitor("Fifth", "13800000005", 1);
    visitor("Sixth", "13800000006", 1);
    world.guest("Seventh", "13800000007");
    assertThat(world.run("--limit", "2").endings()).contains("NOT_ATTEMPTED");
    world.server().passTime(Duration.ofMinutes(5));
    world.edited(world.person("Fifth").id(), "dateTimeTo", "2099-01-01 18:00:00");
    world.run();
    world.server().passTime(Duration.ofHours(30));
    world.noRows();
    world.guest("Staying", "13800000004");

    Imported run = world.run(AT_ONCE);

    assertThat(deleted()).contains("Sixth").doesNotContain("Fifth");
    assertThat(run.endedReasons().get("Fifth")).contains("possibly the time of the visit");
  }

  /** E6. */
  @Test
  void whoever_somebody_is_asked_about_stays_in_this_run_and_in_later_ones() {
    allHaveLeft();
    RosterRow alike = world.guest("Other", "13800000099").anotherPictureOf(1);

    Imported asking = world.run(AT_ONCE);
    world.without(alike);
    Imported later = world.run(AT_ONCE);

    assertThat(asking.ended("Other")).isEqualTo("REVIEW 30002");
    assertThat(deleted()).containsExactly("Second", "Third");
    assertThat(asking.endedReasons().get("First")).contains("a conflict");
    assertThat(later.endedReasons().get("First")).contains("a conflict");
  }

  @Test
  void whoever_may_have_another_window_by_an_update_that_was_not_answered_stays() {
    world.server().passTime(Duration.ZERO);
    world.fault(FaultRule.on("updateGuest").after().apiCode(50002).times(1));
    first.with("remark", "stays longer").with("dateTimeTo", "2099-01-01");
    assertThat(world.run("--tries", "1").of("First").outcome()).isEqualTo("FAILED");
    world.server().passTime(Duration.ofHours(30));
    allHaveLeft();

    Imported run = world.run(AT_ONCE);

    assertThat(deleted()).containsExactly("Second", "Third");
    assertThat(run.endedReasons().get("First")).contains("the answer to the guest's last update");
  }

  @Test
  void whoever_is_edited_while_the_import_runs_stays() {
    allHaveLeft();
    long id = world.person("First").id();
    world.at(
        "listUsers",
        fields -> String.valueOf(id).equals(fields.get("id")),
        1,
        () -> world.edited(id, "remark", "just now"));

    world.run("--lookup", "list", "--remove-ended", "--ended-for", "0h");

    assertThat(deleted()).containsExactly("Second", "Third");
  }

  @Test
  void only_guests_whom_this_data_folder_created() {
    world.visitor("Stranger", "mobile", "13900000001", "dateTimeTo", "2026-01-01 18:00:00");
    world.visitorWithFace(9, "Ours By Update", "mobile", "13800000009");
    RosterRow updated = visitor("Ours By Update", "13800000009", 31);
    allHaveLeft();
    assertThat(world.run().ended("Ours By Update")).isEqualTo("UPDATED");
    world.without(updated);
    world.server().passTime(Duration.ofHours(40));

    world.run(AT_ONCE);

    assertThat(guests()).containsExactlyInAnyOrder("Stranger", "Ours By Update", "Staying");
  }

  @Test
  void not_after_an_import_that_did_not_come_to_its_end() {
    allHaveLeft();
    world.guest("Another", "13800000005");

    world.run("--remove-ended", "--ended-for", "0h", "--limit", "1");
    assertThat(deleted()).isEmpty();

    world.run(AT_ONCE);
    assertThat(deleted()).hasSize(3);
  }

  @Test
  void nor_after_one_that_was_stopped_by_a_failure_limit() {
    allHaveLeft();
    world.guest("Bad", "13800000005").with("host", "nobody");
    world.guest("Worse", "13800000006").with("host", "nobody");

    Imported run = world.run("--remove-ended", "--ended-for", "0h", "--max-failures", "1");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(deleted()).isEmpty();
  }

  @Test
  void rejected_rows_do_not_keep_the_others_from_being_deleted() {
    allHaveLeft();
    world.guest("Bad", "13800000005").with("host", "nobody");

    Imported run = world.run(AT_ONCE);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(deleted()).hasSize(3);
  }

  @Test
  void a_delete_whose_answer_is_lost_is_looked_up_and_never_sent_twice() {
    allHaveLeft();
    world.fault(
        FaultRule.on("deleteGuest").call(1).after().reset(),
        FaultRule.on("deleteGuest").call(2).after().htmlPage(),
        FaultRule.on("deleteGuest").call(3).after().apiCode(50002));

    Imported run = world.run("--remove-ended", "--ended-for", "0h", "--timeout", "2");

    assertThat(run.calls("deleteGuest")).hasSize(3);
    removedAndLeft(run, 3, 0);
  }

  @Test
  void a_delete_that_was_not_carried_out_is_sent_again_after_a_look() {
    allHaveLeft();
    world.fault(FaultRule.on("deleteGuest").before().apiCode(50002).times(1));

    Imported run = world.run(AT_ONCE);

    assertThat(run.calls("deleteGuest")).hasSize(4);
    removedAndLeft(run, 3, 0);
  }

  @Test
  void whoever_is_gone_already_counts_as_deleted_if_a_delete_says_so() {
    allHaveLeft();
    long id = world.person("First").id();
    world.at("deleteGuest", 1, () -> world.server().removePerson(id));

    Imported run = world.run(AT_ONCE);

    assertThat(run.ended()).contains("REMOVED First");
    assertThat(deleted()).containsExactly("Second", "Third");
  }

  @Test
  void whoever_vanished_before_is_no_matter() {
    allHaveLeft();
    world.server().removePerson(world.person("First").id());
    world.server().removePerson(world.person("Second").id());

    assertThat(world.run("--lookup", "each", "--remove-ended", "--ended-for", "0h").ended())
        .containsExactly("REMOVED Third");
    assertThat(world.run("--lookup", "list", "--remove-ended", "--ended-for", "0h").ended())
        .isEmpty();
  }

  @Test
  void a_refused_delete_leaves_the_guest_and_says_why() {
    allHaveLeft();
    world.fault(FaultRule.on("deleteGuest").apiCode(30001).times(1));

    Imported run = world.run(AT_ONCE);

    assertThat(run.ended()).containsExactly("LEFT First", "REMOVED Second", "REMOVED Third");
    assertThat(run.endedReasons().get("First")).isNotEmpty();
    assertThat(isKept(run, world.person("First").id())).isFalse();
  }

  @Test
  void a_server_that_only_says_that_it_deletes_is_sent_nothing_more() {
    allHaveLeft();
    world.server().misbehave(Misbehaviour.deleteDoesNothing());

    Imported run = world.run(AT_ONCE);

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.calls("deleteGuest")).hasSize(1);
    assertThat(run.err() + run.out()).contains("a delete did not remove the guest");
    removedAndLeft(run, 0, 1);
    assertThat(isKept(run, world.person("First").id())).as("its list may lag").isTrue();
  }

  private boolean isKept(Imported run, long id) {
    return world.ledger(l -> l.before().of(run.runId(), id, Kind.DELETED).isPresent());
  }

  @Test
  void of_whom_a_delete_may_be_at_work_still_all_is_kept() {
    allHaveLeft();
    world.fault(FaultRule.on("deleteGuest").before().reset().times(1));

    Imported run = world.run("--remove-ended", "--ended-for", "0h", "--tries", "1");

    assertThat(run.ended()).contains("LEFT First");
    assertThat(isKept(run, world.person("First").id())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_delete_that_a_killed_process_left_open_is_looked_up_first(boolean carriedOut) {
    world.inRealTime();
    allHaveLeft();
    long id = world.person("First").id();
    EndedGuest meant =
        new EndedGuest("R0", id, "First", "1", "2026-01-01 00:00:00", State.MEANT, "");
    world.ledger(
        ledger -> {
          ledger.endedGuests().note(meant, Duration.ofSeconds(3));
          return true;
        });
    world.asIfKilled();
    if (carriedOut) {
      world.server().removePerson(id);
    }

    Imported run = world.run();

    assertThat(run.err())
        .contains(
            "requests of earlier runs that had no answer", (carriedOut ? 1 : 0) + " had been");
    assertThat(run.err()).contains("may still be working on them");
    assertThat(run.calls("deleteGuest")).as("nothing is sent for another run").isEmpty();
    assertThat(world.<List<EndedGuest>>ledger(ledger -> ledger.endedGuests().of("R0")))
        .extracting(EndedGuest::state)
        .containsExactly(carriedOut ? State.REMOVED : State.LEFT);
  }

  @Test
  void a_run_that_is_stopped_while_it_deletes_goes_on_with_the_same_command() {
    allHaveLeft();
    world.fault(FaultRule.on("deleteGuest").apiCode(20001).call(2));

    Imported stopped = world.run(AT_ONCE);

    assertThat(stopped.exit()).isEqualTo(4);
    assertThat(deleted()).containsExactly("First");
    Imported resumed = world.run("--remove-ended", "--ended-for", "0h", "--max-delete", "2");
    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(deleted()).as("at most so many of one run").containsExactly("First", "Second");
    removedAndLeft(resumed, 2, 1);
    assertThat(world.run(AT_ONCE).runId()).isNotEqualTo(stopped.runId());
  }

  @Test
  void a_guest_who_comes_again_after_being_deleted_is_created_anew() {
    allHaveLeft();
    world.run(AT_ONCE);
    world.guest("First", "13800000001");

    assertThat(world.run().ended("First")).isEqualTo("CREATED");
  }

  @Test
  void wrong_values_are_wrong_usage() {
    String[][] wrong = {
      {"--ended-for", "24"}, {"--ended-for", "1w"}, {"--ended-for", "-1h"}, {"--max-delete", "-1"}
    };
    for (String[] one : wrong) {
      Imported run = world.run("--remove-ended", one[0], one[1]);

      assertThat(run.exit()).as(one[1]).isEqualTo(2);
      assertThat(run.err()).contains(one[0]);
    }
  }

  @Test
  void whoever_is_edited_between_two_tries_of_their_delete_stays() {
    allHaveLeft();
    long id = world.person("First").id();
    world.at("deleteGuest", 1, () -> world.edited(id, "remark", "comes again tomorrow"));
    world.fault(FaultRule.on("deleteGuest").before().apiCode(50002).times(1));

    Imported run = world.run(AT_ONCE);

    assertThat(run.ended()).contains("LEFT First");
    assertThat(deleted()).containsExactly("Second", "Third");
    assertThat(isKept(run, id)).as("the first try may be at work still").isTrue();
  }
}
