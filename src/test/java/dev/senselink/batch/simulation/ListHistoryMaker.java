package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes a history of one list of staff from a seed: some are on its first roster and not on the
 * second, and on a third again. What goes wrong is as in any other history, and more of it when
 * groups are changed.
 */
final class ListHistoryMaker {
  private static final int FIRST_MONTH = (int) Duration.ofDays(4).plusSeconds(25).toMillis();
  private static final int NEXT = 1_000_003;

  private final SplittableRandom dice;
  private final SimHistory base;

  private ListHistoryMaker(long seed) {
    long one = seed;
    SimHistory made = HistoryMaker.of(one);
    while (made.task().guests()) {
      one += NEXT;
      made = HistoryMaker.of(one);
    }
    this.base = made;
    this.dice = new SplittableRandom(one * 0x9E3779B97F4A7C15L);
  }

  /** The history of this seed, always the same. */
  static SimHistory of(long seed) {
    return new ListHistoryMaker(seed).make();
  }

  private boolean one(int in) {
    return dice.nextInt(in) == 0;
  }

  private SimHistory make() {
    int count = 2 + dice.nextInt(4);
    int staying = 1 + dice.nextInt(count);
    int leaving = 1 + dice.nextInt(one(4) ? staying + 1 : staying);
    List<SimRow> today = new ArrayList<>();
    List<SimRow> before = new ArrayList<>();
    List<SimResident> residents = new ArrayList<>();
    for (int n = 1; n <= count; n++) {
      today.add(row(n, "Person " + n, "E" + (100 + n)));
    }
    for (int n = 1; n <= leaving; n++) {
      before.add(named(count + n, "Leaver " + n, "L" + (200 + n)));
    }
    for (int n = 1; n <= staying; n++) {
      before.add(named(count + leaving + n, "Person " + n, "E" + (100 + n)));
      residents.add(resident(n, "Person " + n, "E" + (100 + n)));
    }
    for (int n = 1; n <= leaving; n++) {
      residents.add(resident(staying + n, "Leaver " + n, "L" + (200 + n)));
    }
    doubt(today, staying);
    SimHistory quiet =
        SimHistory.quiet(base.seed(), base.task(), today, residents)
            .withTraits(base.traits())
            .after(before);
    return mischief(quiet, leaving);
  }

  /** Somebody new with the name of one who has left, or with their telephone. */
  private void doubt(List<SimRow> today, int staying) {
    int last = today.size() - 1;
    if (last >= staying && one(4)) {
      SimRow row = today.get(last);
      today.set(last, one(2) ? row.with("name", "Leaver 1") : row.with("mobile", "13700000001"));
    }
  }

  private SimRow row(int number, String name, String job) {
    SimRow row = named(number, name, job).withFace(number);
    if (one(3)) {
      row = row.with("position", "Clerk");
    }
    if (one(6)) {
      row = row.with("groups", "Default;Extra");
    }
    return row;
  }

  private static SimRow named(int number, String name, String job) {
    return SimRow.of(number, Map.of("name", name, "jobNumber", job)).withFace(0);
  }

  private SimResident resident(int number, String name, String job) {
    Map<String, String> fields = new LinkedHashMap<>(Map.of("name", name, "jobNumber", job));
    if (name.equals("Leaver 1")) {
      fields.put("mobile", "13700000001");
    }
    Set<String> groups =
        one(8)
            ? Set.of()
            : one(2) ? Set.of("Default", "Extra") : Set.of(one(2) ? "Extra" : "Default");
    return new SimResident(number, PersonState.STAFF, fields, groups, 1000 + number);
  }

  private SimHistory mischief(SimHistory quiet, int leaving) {
    SimHistory history = quiet;
    if (one(6)) {
      return history;
    }
    List<WorldFault> faults = new ArrayList<>(base.faults());
    for (int n = dice.nextInt(4); n > 0; n--) {
      faults.add(fault(leaving, quiet.residents().size()));
    }
    List<MachineEvent> events = new ArrayList<>();
    base.events()
        .forEach(e -> events.add(new MachineEvent(e.life() + 1, e.when(), e.what(), e.millis())));
    if (one(2)) {
      events.add(new MachineEvent(1, moment(leaving), MachineEvent.Kind.DEATH, 0));
    }
    List<OtherAct> acts = new ArrayList<>();
    base.acts().forEach(act -> acts.add(later(act)));
    if (one(4)) {
      int who = RowTags.RESIDENT + 1 + dice.nextInt(quiet.residents().size());
      OtherAct.Kind what =
          List.of(OtherAct.Kind.MOVE_GROUPS, OtherAct.Kind.RENAME, OtherAct.Kind.DELETE)
              .get(dice.nextInt(3));
      acts.add(OtherAct.of(moment(leaving), what, who).numbered(7));
    }
    if (quiet.deletesLeavers()) {
      int first = quiet.residents().size() - leaving;
      late(faults, events, acts, RowTags.RESIDENT + 1 + first + dice.nextInt(leaving));
    }
    return history.withFaults(faults).withEvents(events).withActs(only(acts, quiet));
  }

  /** What goes wrong when somebody is to be deleted. */
  private void late(
      List<WorldFault> faults, List<MachineEvent> events, List<OtherAct> acts, int leaver) {
    if (one(2)) {
      List<WorldFault.Kind> kinds = new ArrayList<>(List.of(WorldFault.Kind.values()));
      kinds.remove(WorldFault.Kind.TWIST);
      WorldFault.Kind what = kinds.get(dice.nextInt(kinds.size()));
      faults.add(timed(WorldFault.of(CallKind.DELETE_USER, leaver, 1 + dice.nextInt(2), what)));
    }
    if (one(3)) {
      Stage stage = List.of(Stage.LEAVES, Stage.DONE, Stage.ENDED).get(dice.nextInt(3));
      WorldMoment moment = WorldMoment.on(CallKind.DELETE_USER, leaver, 1, stage);
      events.add(new MachineEvent(MachineEvent.ANY_LIFE, moment, MachineEvent.Kind.DEATH, 0));
    }
    if (one(3)) {
      OtherAct.Kind what =
          List.of(OtherAct.Kind.MOVE_GROUPS, OtherAct.Kind.RENAME, OtherAct.Kind.DELETE)
              .get(dice.nextInt(3));
      WorldMoment between = WorldMoment.at(FIRST_MONTH + (int) Duration.ofDays(5).toMillis());
      acts.add(OtherAct.of(between, what, leaver).numbered(8));
    }
  }

  /** What is about a row or somebody that this history has not cannot be done. */
  private static List<OtherAct> only(List<OtherAct> acts, SimHistory history) {
    return acts.stream()
        .filter(act -> act.target() >= RowTags.RESIDENT || act.target() <= history.today().size())
        .toList();
  }

  private static OtherAct later(OtherAct act) {
    return act.when().isOfTime()
        ? new OtherAct(
            WorldMoment.at(FIRST_MONTH + act.when().millis()),
            act.what(),
            act.target(),
            act.field(),
            act.text(),
            act.number())
        : act;
  }

  private CallKind kind() {
    return List.of(
            CallKind.LEAVE_GROUP, CallKind.LEAVE_GROUP, CallKind.JOIN_GROUP, CallKind.GET_PERSON)
        .get(dice.nextInt(4));
  }

  private WorldFault fault(int leaving, int residents) {
    CallKind kind = kind();
    int tag =
        kind == CallKind.GET_PERSON
            ? RowTags.RESIDENT + 1 + dice.nextInt(residents)
            : RowTags.NOBODY;
    List<WorldFault.Kind> kinds = new ArrayList<>(List.of(WorldFault.Kind.values()));
    kinds.remove(WorldFault.Kind.TWIST);
    WorldFault fault =
        WorldFault.of(
            kind, tag, 1 + dice.nextInt(2 * leaving), kinds.get(dice.nextInt(kinds.size())));
    return timed(fault);
  }

  private WorldFault timed(WorldFault fault) {
    int timeout = base.task().timeoutSeconds() * 1_000;
    return switch (fault.what()) {
      case LATE_COMMIT -> fault.after(timeout + 100 + dice.nextInt(2 * timeout));
      case GATEWAY_LATE -> fault.after(100 + dice.nextInt(5_000)).coded(502);
      case SLOW_ANSWER -> fault.after(dice.nextInt(timeout));
      case GATEWAY_BEFORE, GATEWAY_AFTER, GATEWAY_DATE -> fault.coded(503);
      case CODE_BEFORE -> fault.coded(one(2) ? 50002 : 620);
      case CODE_AFTER -> fault.coded(50001);
      case LONG_WORDS -> fault.coded(30001);
      default -> fault;
    };
  }

  private WorldMoment moment(int leaving) {
    Stage stage = List.of(Stage.LEAVES, Stage.DONE, Stage.ENDED).get(dice.nextInt(3));
    return one(4)
        ? WorldMoment.forced(1 + dice.nextInt(20))
        : WorldMoment.on(
            CallKind.LEAVE_GROUP, RowTags.NOBODY, 1 + dice.nextInt(2 * leaving), stage);
  }
}
