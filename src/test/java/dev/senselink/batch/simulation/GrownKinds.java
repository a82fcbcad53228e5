package dev.senselink.batch.simulation;

import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What broke the promise a second time between two runs: another time zone, an undo, a restore.
 * Each makes a history from a seed and its dice.
 */
final class GrownKinds {
  private static final int NEXT = 1_000_003;
  private static final int ROWS = 4;

  private GrownKinds() {}

  /** Staff, and so many rows that some are worked before others. */
  static SimHistory staff(long seed) {
    return like(seed, one -> !one.task().guests() && one.rows().size() >= ROWS);
  }

  private static SimHistory like(long seed, Predicate<SimHistory> wanted) {
    return LongStream.iterate(seed, one -> one + NEXT)
        .mapToObj(HistoryMaker::of)
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  /** Visitors of days before have ended in one zone and not in the other, which is said now. */
  static SimHistory zones(long seed, SplittableRandom dice) {
    SimHistory base = like(seed, one -> one.task().removeEnded());
    boolean east = dice.nextBoolean();
    String end = east ? "2026-03-05 12:00:00" : "2026-03-04 22:00:00";
    int today = base.today().size();
    List<SimRow> rows =
        base.rows().stream()
            .map(
                row ->
                    row.number() > today && dice.nextInt(3) > 0 ? row.with("dateTimeTo", end) : row)
            .toList();
    ErrandBetween.Kind zone = east ? ErrandBetween.Kind.ZONE_EAST : ErrandBetween.Kind.ZONE_WEST;
    SimHistory other =
        base.withRows(rows)
            .withErrands(List.of(ErrandBetween.first(zone)))
            .withActs(
                base.acts().stream()
                    .filter(act -> act.what() != OtherAct.Kind.SERVER_ZONE)
                    .toList());
    return dice.nextInt(3) == 0
        ? other.and(ErrandBetween.first(ErrandBetween.Kind.ACCEPT_ZONE))
        : other;
  }

  /** A roster of days before is taken back while a longer one of the same people is worked. */
  static SimHistory undoneBetween(long seed, SplittableRandom dice) {
    SimHistory base = staff(seed);
    List<SimRow> today = base.today();
    int count = today.size();
    int most = 1 + dice.nextInt(count - 1);
    List<SimRow> before = new ArrayList<>();
    for (SimRow row : today.subList(0, most)) {
      before.add(
          new SimRow(count + row.number(), row.cells(), row.face(), row.faces(), row.quality()));
    }
    List<MachineEvent> events = new ArrayList<>();
    base.events()
        .forEach(e -> events.add(new MachineEvent(e.life() + 2, e.when(), e.what(), e.millis())));
    Stage stage = List.of(Stage.LEAVES, Stage.DONE, Stage.ENDED).get(dice.nextInt(3));
    int row = most + 1 + dice.nextInt(count - most);
    events.add(
        new MachineEvent(
            1,
            WorldMoment.on(CallKind.CREATE_USER, row, 1, stage),
            dice.nextInt(3) == 0 ? MachineEvent.Kind.DEATH : MachineEvent.Kind.STOP,
            0));
    ErrandBetween.Kind undo =
        dice.nextInt(3) == 0
            ? ErrandBetween.Kind.UNDO_EARLIER_AND_NAMED
            : ErrandBetween.Kind.UNDO_EARLIER;
    return base.withResidents(base.residents().subList(0, 1))
        .after(before)
        .withEvents(events)
        .withErrands(List.of(new ErrandBetween(1, undo)));
  }

  /**
   * The server stores names or keys otherwise than they are sent, from the beginning or from some
   * create on; a third of the users has accepted it beforehand.
   */
  static SimHistory storedOtherwise(long seed, SplittableRandom dice) {
    SimHistory base = like(seed, one -> !one.task().removeEnded() && one.rows().size() >= ROWS);
    WrongStorage how = WrongStorage.values()[dice.nextInt(WrongStorage.values().length)];
    boolean letters = how == WrongStorage.MOJIBAKE || how == WrongStorage.QUESTION_MARKS;
    List<String> fields =
        letters
            ? List.of("", "name")
            : base.task().guests()
                ? List.of("", "name", "mobile")
                : List.of("", "name", "jobNumber", "mobile");
    CallKind create = base.task().guests() ? CallKind.CREATE_GUEST : CallKind.CREATE_USER;
    WorldMoment from =
        dice.nextBoolean()
            ? WorldMoment.at(0)
            : WorldMoment.on(create, 1 + dice.nextInt(base.rows().size()), 1, Stage.LEAVES);
    String field = fields.get(dice.nextInt(fields.size()));
    OtherAct act =
        new OtherAct(from, OtherAct.Kind.STORES_OTHERWISE, RowTags.NOBODY, field, how.name(), 0);
    SimHistory odd =
        base.withRows(base.rows().stream().map(row -> row.with("name", han(row.name()))).toList())
            .withResidents(base.residents().stream().map(GrownKinds::han).toList())
            .withErrands(List.of())
            .and(act);
    return dice.nextInt(3) == 0 ? odd.withTask(odd.task().accepting(HistoryPlayer.ACCEPTED)) : odd;
  }

  /**
   * A list, a restore or an undo goes to another server by mistake, while it is worked or after.
   */
  static SimHistory mistaken(long seed, SplittableRandom dice) {
    SimHistory base = dice.nextBoolean() ? staff(seed) : ListHistoryMaker.of(seed);
    int when = dice.nextBoolean() ? base.earlier() > 0 ? 1 : 0 : ErrandBetween.AT_END;
    List<ErrandBetween> errands = new ArrayList<>();
    switch (dice.nextInt(3)) {
      case 0 -> errands.add(new ErrandBetween(when, ErrandBetween.Kind.MISTAKEN_LIST));
      case 1 -> errands.add(new ErrandBetween(when, ErrandBetween.Kind.MISTAKEN_UNDO));
      default -> {
        errands.add(ErrandBetween.atEnd(ErrandBetween.Kind.EXPORT));
        errands.add(ErrandBetween.atEnd(ErrandBetween.Kind.MISTAKEN_RESTORE));
      }
    }
    return base.withErrands(errands);
  }

  private static String han(String name) {
    return name.isEmpty() ? "" : "\u5f20" + name;
  }

  private static SimResident han(SimResident resident) {
    Map<String, String> fields = new TreeMap<>(resident.fields());
    fields.computeIfPresent("name", (field, name) -> han(name));
    return resident.withFields(fields);
  }

  /** A backup of before people left is restored when all is over, on this server or a new one. */
  static SimHistory restoredAtLast(long seed, SplittableRandom dice) {
    SimHistory base = ListHistoryMaker.of(seed);
    List<MachineEvent> events = new ArrayList<>();
    base.events()
        .forEach(
            e ->
                events.add(
                    new MachineEvent(
                        e.life() < 1 ? e.life() : e.life() + 1, e.when(), e.what(), e.millis())));
    SimHistory backedUp =
        base.withEvents(events).and(ErrandBetween.first(ErrandBetween.Kind.EXPORT));
    SimHistory anew =
        dice.nextInt(3) == 0
            ? backedUp.and(ErrandBetween.atLast(ErrandBetween.Kind.SET_UP_ANEW))
            : backedUp;
    return anew.and(ErrandBetween.atLast(ErrandBetween.Kind.RESTORE));
  }
}
