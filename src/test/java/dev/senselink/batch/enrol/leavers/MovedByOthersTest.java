package dev.senselink.batch.enrol.leavers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A run stops while it moves somebody between groups, and others go on: only what was sent is the
 * run's own, to be given back or undone. Twelve people, one of them in three groups.
 */
@Tag("slow")
class MovedByOthersTest {
  private static final int STAFF = 12;
  private static final String REMOVE = "removeUsersFromGroup";
  private static final String ADD = "addUsersToGroup";

  @RegisterExtension final World world = new World().inHaste();
  private final Map<String, RosterRow> rows = new LinkedHashMap<>();
  private final List<Long> asked = new ArrayList<>();
  private List<Long> all = List.of();

  @BeforeEach
  void firstMonth() {
    all = List.of(1L, world.group("Guards"), world.group("Lab"));
    for (int n = 1; n <= STAFF; n++) {
      rows.put("P" + n, world.row("P" + n, "E" + n));
    }
    Imported first = month("--new-list");
    assertThat(first.exit()).as(first.err()).isZero();
    others(all);
  }

  private Imported month(String... more) {
    return world.run(
        Stream.concat(Stream.of("--list", "staff", "--leavers", "revoke"), Stream.of(more))
            .toArray(String[]::new));
  }

  private void leaves() {
    world.without(rows.get("P1"));
  }

  private void comesBack() {
    rows.put("P1", world.row("P1", "E1").portrait(1));
  }

  private List<Long> groups() {
    return world.person("P1").groups().stream().sorted().toList();
  }

  /** Other hands put them into these groups and no others. */
  private void others(List<Long> groups) {
    long id = world.person("P1").id();
    world.edited(
        id, "groups", groups.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /** From its second request of a kind on the server takes none of this program's. */
  private void stopAtTheSecond(String operation) {
    world.fault(
        FaultRule.on(operation)
            .before()
            .apiCode(10004)
            .when(
                fields ->
                    asked.add(Long.valueOf(String.valueOf(fields.get("groupId"))))
                        && asked.size() > 1));
    assertThat(month().exit()).isEqualTo(4);
    world.allIsWell();
    assertThat(asked).hasSize(2);
  }

  /** Those that nobody has asked for yet. */
  private List<Long> notAsked() {
    return all.stream().filter(group -> !asked.contains(group)).toList();
  }

  private List<RevokedPerson> revoked() {
    return world.ledger(ledger -> ledger.revoked().all());
  }

  private List<Long> kept(Imported run, Kind kind) {
    long id = world.person("P1").id();
    List<Long> groups =
        world.ledger(
            ledger ->
                ledger
                    .before()
                    .of(run.runId(), id, kind)
                    .map(BeforeImage::sent)
                    .map(sent -> sent.groups())
                    .orElse(List.of()));
    return groups.stream().sorted().toList();
  }

  @Test
  void what_others_take_somebody_out_of_after_a_stop_is_not_given_back() {
    leaves();
    stopAtTheSecond(REMOVE);
    others(List.of(asked.get(1)));

    Imported run = month();

    assertThat(run.leavers()).containsExactly("REVOKED P1");
    List<Long> ours = asked.stream().sorted().distinct().toList();
    assertThat(revoked()).extracting(RevokedPerson::groups).containsExactly(ours);
    assertThat(kept(run, Kind.REVOKED)).isEqualTo(ours);
    Imported undone = world.undo(run.runId());
    assertThat(undone.ended("P1")).as("others were at it").isEqualTo("REVIEW CHANGED_SINCE");
    comesBack();
    assertThat(month().leavers()).containsExactly("RETURNED P1");
    assertThat(groups()).isEqualTo(ours);
  }

  @Test
  void so_it_is_where_they_leave_nothing_to_be_done() {
    leaves();
    stopAtTheSecond(REMOVE);
    others(List.of());

    Imported run = month();

    assertThat(run.leavers()).containsExactly("REVOKED P1");
    assertThat(revoked().get(0).groups()).doesNotContainAnyElementsOf(notAsked());
    assertThat(kept(run, Kind.REVOKED)).doesNotContainAnyElementsOf(notAsked());
  }

  @Test
  void what_others_put_somebody_into_after_a_stop_is_not_taken_away_by_an_undo() {
    leaves();
    month();
    comesBack();
    stopAtTheSecond(ADD);
    others(Stream.concat(Stream.of(asked.get(0)), notAsked().stream()).toList());

    Imported run = month();

    assertThat(run.leavers()).containsExactly("RETURNED P1");
    assertThat(kept(run, Kind.RETURNED)).isEqualTo(asked.stream().sorted().distinct().toList());
    assertThat(groups()).hasSize(3);
    world.undo(run.runId());
    assertThat(groups()).isEqualTo(notAsked());
  }

  @Test
  void what_others_do_for_whom_an_earlier_import_took_out_of_some_is_theirs() {
    leaves();
    world.fault(
        FaultRule.on(REMOVE)
            .before()
            .apiCode(30001)
            .when(fields -> !"1".equals(String.valueOf(fields.get("groupId")))));
    assertThat(month().leavers()).containsExactly("LEFT P1 REVOKE_FAILED");
    assertThat(revoked()).extracting(RevokedPerson::state).containsExactly(RevokedPerson.State.CUT);
    world.allIsWell();
    comesBack();
    world.fault(
        FaultRule.on(ADD)
            .before()
            .apiCode(30001)
            .when(
                fields -> {
                  others(all);
                  return true;
                }));

    Imported run = month();

    assertThat(run.leavers()).isEmpty();
    assertThat(revoked()).isEmpty();
    assertThat(kept(run, Kind.RETURNED)).isEmpty();
    assertThat(groups()).hasSize(3);
  }

  @Test
  void who_was_given_nothing_and_is_in_a_group_by_others_since_gets_no_more() {
    leaves();
    month();
    comesBack();
    world.fault(FaultRule.on(ADD).before().apiCode(30001));
    assertThat(month().ended("P1")).isEqualTo("REVIEW RETURN_FAILED");
    world.allIsWell();
    others(List.of(all.get(1)));

    month();

    assertThat(groups()).containsExactly(all.get(1));
    assertThat(revoked()).isEmpty();
  }
}
