package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Adds faults, other people's acts, deaths and errands to a history. */
final class MischiefMaker {
  private static final List<Integer> STATUSES = List.of(502, 503, 504);
  private static final List<Integer> TRANSIENT = List.of(50001, 50002, 50003, 99999);
  private static final List<Integer> REFUSALS =
      List.of(30001, 30003, 30004, 30005, 610, 620, 650, 77777, 320);

  private static final int LATE_MILLIS = 5_000;

  private final SplittableRandom dice;

  MischiefMaker(SplittableRandom dice) {
    this.dice = dice;
  }

  SimHistory add(SimHistory quiet) {
    boolean cut = one(2);
    SimHistory history = errands(quiet, cut, dice.split());
    if (!one(8)) {
      history = history.withFaults(faults(history, dice.split()));
    } else {
      dice.split();
    }
    SplittableRandom others = dice.split();
    SplittableRandom machine = dice.split();
    if (one(2)) {
      history = history.withActs(acts(history, others));
    }
    if (cut) {
      history = history.withEvents(events(history, machine));
    }
    return history;
  }

  private static SimHistory errands(SimHistory history, boolean cut, SplittableRandom from) {
    SimHistory with = cut && from.nextInt(4) == 0 ? history.and(between(from)) : history;
    return switch (from.nextInt(12)) {
      case 0, 1 ->
          sometimesErasing(with.and(ErrandBetween.atEnd(ErrandBetween.Kind.RESOLVE)), from);
      case 2 -> with.and(ErrandBetween.atEnd(ErrandBetween.Kind.EXPORT));
      case 3 ->
          sometimesErasing(
              with.and(
                  new ErrandBetween(0, ErrandBetween.Kind.EXPORT),
                  ErrandBetween.atEnd(
                      from.nextInt(3) == 0
                          ? ErrandBetween.Kind.SET_UP_ANEW
                          : ErrandBetween.Kind.PEOPLE_GONE),
                  ErrandBetween.atEnd(ErrandBetween.Kind.RESTORE)),
              from);
      case 4 ->
          with.and(
              from.nextBoolean()
                  ? new ErrandBetween(0, ErrandBetween.Kind.ERASE)
                  : ErrandBetween.atEnd(ErrandBetween.Kind.ERASE));
      case 5 -> with.and(ErrandBetween.atEnd(ErrandBetween.Kind.PRUNE));
      default -> with;
    };
  }

  private static SimHistory sometimesErasing(SimHistory history, SplittableRandom from) {
    return from.nextInt(4) == 0
        ? history.and(ErrandBetween.atEnd(ErrandBetween.Kind.ERASE))
        : history;
  }

  private static ErrandBetween between(SplittableRandom from) {
    return new ErrandBetween(
        0,
        pick(
            from,
            List.of(
                ErrandBetween.Kind.DELETE_RUNS,
                ErrandBetween.Kind.OTHER_ROSTER,
                ErrandBetween.Kind.PART_OF_ROSTER,
                ErrandBetween.Kind.PART_OF_ROSTER,
                ErrandBetween.Kind.YEAR)));
  }

  private boolean one(int in) {
    return dice.nextInt(in) == 0;
  }

  private static <T> T pick(SplittableRandom from, List<T> choices) {
    return choices.get(from.nextInt(choices.size()));
  }

  private static List<WorldFault> faults(SimHistory history, SplittableRandom from) {
    List<WorldFault> faults = new ArrayList<>();
    int count = 2 + from.nextInt(7);
    for (int n = 0; n < count; n++) {
      faults.add(fault(history, from.split()));
    }
    return faults;
  }

  private static WorldFault fault(SimHistory history, SplittableRandom from) {
    boolean ofRow = from.nextInt(5) > 0;
    CallKind kind = ofRow ? kindOfRow(history, from) : pick(from, ofAll());
    int tag = ofRow ? tag(history, kind, from) : RowTags.NOBODY;
    int nth = from.nextInt(3) == 0 ? 2 + from.nextInt(2) : 1;
    if (from.nextInt(4) == 0) {
      ExchangeTwist twist = twist(kind, from);
      if (twist != ExchangeTwist.NONE) {
        return WorldFault.twist(kind, tag, nth, twist);
      }
    }
    return broken(history, WorldFault.of(kind, tag, nth, pick(from, broken())), from);
  }

  private static List<Kind> broken() {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    kinds.remove(Kind.TWIST);
    return kinds;
  }

  private static WorldFault broken(SimHistory history, WorldFault fault, SplittableRandom from) {
    int timeout = history.task().timeoutSeconds() * 1_000;
    int latest = Math.max(3 * timeout, LATE_MILLIS);
    return switch (fault.what()) {
      case LATE_COMMIT -> fault.after(timeout + 100 + from.nextInt(latest - timeout - 100));
      case GATEWAY_LATE ->
          fault.after(100 + from.nextInt(latest - 100)).coded(pick(from, STATUSES));
      case SLOW_ANSWER -> fault.after(from.nextInt(timeout));
      case GATEWAY_BEFORE, GATEWAY_AFTER, GATEWAY_DATE -> fault.coded(pick(from, STATUSES));
      case CODE_BEFORE -> fault.coded(pick(from, from.nextInt(3) == 0 ? REFUSALS : TRANSIENT));
      case CODE_AFTER -> fault.coded(pick(from, TRANSIENT));
      case LONG_WORDS -> fault.coded(30001);
      default -> fault;
    };
  }

  private static ExchangeTwist twist(CallKind kind, SplittableRandom from) {
    List<ExchangeTwist> twists = new ArrayList<>();
    for (ExchangeTwist twist : ExchangeTwist.values()) {
      boolean ofList = twist.isOfLists() && kind.listsPeople();
      boolean ofPage =
          (kind == CallKind.LIST_GROUPS || kind == CallKind.DEPARTMENTS)
              && (twist == ExchangeTwist.LIST_NULL || twist == ExchangeTwist.ENTRY_LOST);
      boolean ofWrite = twist.isOfWrites() && (kind.creates() || kind.updates());
      if (ofList || ofPage || ofWrite) {
        twists.add(twist);
      }
    }
    return twists.isEmpty() ? ExchangeTwist.NONE : pick(from, twists);
  }

  private static List<CallKind> ofAll() {
    return List.of(
        CallKind.COMPANY,
        CallKind.LIST_EVERYBODY,
        CallKind.LIST_EVERYBODY,
        CallKind.DEVICES,
        CallKind.RECORDS,
        CallKind.LIST_GROUPS,
        CallKind.DEPARTMENTS);
  }

  private static CallKind kindOfRow(SimHistory history, SplittableRandom from) {
    boolean guests = history.task().guests();
    CallKind create = guests ? CallKind.CREATE_GUEST : CallKind.CREATE_USER;
    CallKind update = guests ? CallKind.UPDATE_GUEST : CallKind.UPDATE_USER;
    return pick(
        from,
        List.of(
            create,
            create,
            create,
            create,
            update,
            update,
            update,
            CallKind.GET_PERSON,
            CallKind.FIND_PEOPLE,
            CallKind.COUNT_FACES,
            CallKind.QUALITY,
            CallKind.IMAGE));
  }

  private static boolean restores(SimHistory history) {
    return history.errands().stream().anyMatch(one -> one.what() == ErrandBetween.Kind.RESTORE);
  }

  private static int tag(SimHistory history, CallKind kind, SplittableRandom from) {
    if (kind.creates() && restores(history) && from.nextInt(3) == 0) {
      return RowTags.RESTORED + 1 + from.nextInt(history.residents().size());
    }
    int row = 1 + from.nextInt(history.rows().size());
    boolean ofPerson = kind.updates() || kind == CallKind.GET_PERSON || kind == CallKind.IMAGE;
    int residents = history.residents().size();
    return ofPerson && from.nextInt(3) > 0 ? RowTags.RESIDENT + 1 + from.nextInt(residents) : row;
  }

  private static WorldMoment moment(SimHistory history, SplittableRandom from) {
    if (from.nextInt(3) == 0) {
      return WorldMoment.at(from.nextInt(from.nextBoolean() ? 2_000 : 60_000));
    }
    boolean ofRow = from.nextInt(5) > 0;
    CallKind kind = ofRow ? kindOfRow(history, from) : pick(from, ofAll());
    int tag = ofRow ? tag(history, kind, from) : RowTags.NOBODY;
    Stage stage = pick(from, List.of(Stage.LEAVES, Stage.DONE, Stage.ENDED));
    int late = from.nextInt(3) == 0 ? from.nextInt(3_000) : 0;
    return WorldMoment.on(kind, tag, from.nextInt(3) == 0 ? 2 + from.nextInt(3) : 1, stage)
        .plus(late);
  }

  private static List<OtherAct> acts(SimHistory history, SplittableRandom from) {
    List<OtherAct> acts = new ArrayList<>();
    int count = 1 + from.nextInt(5);
    for (int n = 0; n < count; n++) {
      acts.add(act(history, from.split()));
    }
    return acts;
  }

  private static OtherAct act(SimHistory history, SplittableRandom from) {
    WorldMoment when = moment(history, from);
    int row = 1 + from.nextInt(history.rows().size());
    int residents = history.residents().size();
    int target = from.nextBoolean() ? row : RowTags.RESIDENT + 1 + from.nextInt(residents);
    int number = 1 + from.nextInt(90);
    OtherAct.Kind kind =
        pick(
            from,
            List.of(
                OtherAct.Kind.TWIN,
                OtherAct.Kind.TWIN,
                OtherAct.Kind.DOUBLE,
                OtherAct.Kind.KEY_TAKEN,
                OtherAct.Kind.EDIT,
                OtherAct.Kind.EDIT,
                OtherAct.Kind.EDIT,
                OtherAct.Kind.RENAME,
                OtherAct.Kind.DELETE,
                OtherAct.Kind.ID_NUMBER,
                OtherAct.Kind.MOVE_GROUPS,
                OtherAct.Kind.MOVE_GROUPS,
                OtherAct.Kind.NEW_GROUP,
                OtherAct.Kind.NEW_PHOTO,
                OtherAct.Kind.NUMBER_GONE,
                OtherAct.Kind.OUTAGE,
                OtherAct.Kind.SERVER_CLOCK,
                OtherAct.Kind.SERVER_ZONE,
                OtherAct.Kind.PASSAGE));
    return switch (kind) {
      case TWIN, DOUBLE, KEY_TAKEN -> OtherAct.of(when, kind, row);
      case EDIT -> edit(history, when, target, number, from);
      case OUTAGE -> OtherAct.of(when, kind, 0).numbered(500 + from.nextInt(60_000));
      case SERVER_CLOCK -> OtherAct.of(when, kind, 0).numbered(from.nextInt(120_000) - 60_000);
      case SERVER_ZONE ->
          new OtherAct(when, kind, 0, "", pick(from, List.of("UTC", "Europe/Berlin")), 0);
      default -> OtherAct.of(when, kind, target).numbered(number);
    };
  }

  private static OtherAct edit(
      SimHistory history, WorldMoment when, int target, int number, SplittableRandom from) {
    List<String> fields =
        history.task().guests()
            ? List.of("remark", "dateTimeTo")
            : List.of("position", "remark", "location", "mobile", "areaCode", "entryTime");
    String field = pick(from, fields);
    String text =
        switch (field) {
          case "dateTimeTo" -> "2026-03-20 18:00:00";
          case "areaCode" -> Integer.toString(100 + number);
          case "entryTime" -> "2018-10-%02d".formatted(1 + number % 28);
          default -> "by hand " + number;
        };
    return OtherAct.edit(when, target, field, text);
  }

  private static List<MachineEvent> events(SimHistory history, SplittableRandom from) {
    List<MachineEvent> events = new ArrayList<>();
    int count = 1 + from.nextInt(3);
    int life = 0;
    for (int n = 0; n < count; n++) {
      SplittableRandom own = from.split();
      WorldMoment when =
          own.nextInt(3) == 0 ? WorldMoment.forced(1 + own.nextInt(8)) : moment(history, own);
      MachineEvent.Kind kind =
          pick(
              own,
              List.of(
                  MachineEvent.Kind.DEATH,
                  MachineEvent.Kind.DEATH,
                  MachineEvent.Kind.DEATH,
                  MachineEvent.Kind.WALL_STEP,
                  MachineEvent.Kind.DISK_FULL,
                  MachineEvent.Kind.STOP));
      int millis =
          switch (kind) {
            case WALL_STEP -> (own.nextBoolean() ? 1 : -1) * (1_000 + own.nextInt(3_600_000));
            case DISK_FULL -> 1_000 + own.nextInt(30_000);
            default -> 0;
          };
      int whose = own.nextInt(4) == 0 ? life + 1 + own.nextInt(3) : life;
      events.add(new MachineEvent(whose, when, kind, millis));
      life += kind == MachineEvent.Kind.DEATH || kind == MachineEvent.Kind.STOP ? 1 : 0;
    }
    return events;
  }
}
