package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.create;
import static dev.senselink.batch.simulation.EngineScenarios.faceless;
import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.resident;
import static dev.senselink.batch.simulation.EngineScenarios.row;
import static dev.senselink.batch.simulation.EngineScenarios.rows;
import static dev.senselink.batch.simulation.EngineScenarios.tagOfResident;
import static dev.senselink.batch.simulation.EngineScenarios.when;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Where somebody was made twice: E9 to E14, each a history. */
final class TwiceScenarios {
  private TwiceScenarios() {}

  /** The server spells the keys in another way than the roster. */
  static SimHistory e9() {
    List<SimRow> rows =
        List.of(
            row(1, "jobNumber", "abc12"),
            row(2, "jobNumber", "", "mobile", "13800138000"),
            row(3, "jobNumber", "", "mail", "zhao.min@x.com"));
    List<SimResident> people =
        List.of(
            host(),
            resident(1, "jobNumber", "Abc12"),
            resident(2, "jobNumber", "", "mobile", "138-0013-8000"),
            resident(3, "jobNumber", "", "mail", "Zhao.Min@x.com"));
    return SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.AUTO), rows, people);
  }

  /** The same of somebody who gets the number after the list was read: filters alone find them. */
  static SimHistory e9meanwhile() {
    SimHistory history =
        SimHistory.quiet(
            1,
            SimTask.staff().lookingUp(Lookup.AUTO),
            List.of(row(1, "jobNumber", "abc12")),
            List.of(host(), resident(1, "jobNumber", "X1")));
    return history.and(
        OtherAct.edit(
            when(CallKind.LIST_EVERYBODY, RowTags.NOBODY, Stage.ENDED),
            tagOfResident(1),
            "jobNumber",
            "Abc12"));
  }

  /** A create is answered badly and done all the same, and the lists show that only later. */
  static SimHistory lagging() {
    return faceless(2)
        .withTraits(WorldTraits.plain().withLag(2_600))
        .and(create(2, Kind.CODE_AFTER).coded(99999));
  }

  /** A filter that never finds anybody; rows are looked up one by one. */
  static SimHistory blind() {
    SimHistory history = faceless(2);
    return history
        .withTask(history.task().lookingUp(Lookup.EACH))
        .withTraits(
            WorldTraits.plain().withFilters(WorldTraits.FilterMode.EXACT, Set.of("jobNumber")));
  }

  /** The same where people are known by the list, and a create's answer is lost. */
  static SimHistory blindAfterLoss() {
    SimHistory history = faceless(2);
    return history
        .withTraits(
            WorldTraits.plain().withFilters(WorldTraits.FilterMode.EXACT, Set.of("jobNumber")))
        .and(create(2, Kind.SILENT_AFTER));
  }

  /** A gateway's 504 while the server commits eight seconds later. */
  static SimHistory e10() {
    return faceless(2).and(create(2, Kind.GATEWAY_LATE).after(8_000).coded(504));
  }

  /** A time-out of a second, and a commit three seconds after the request left. */
  static SimHistory e11() {
    SimHistory history = faceless(2).and(create(2, Kind.LATE_COMMIT).after(2_900));
    return history.withTask(history.task().patience(1, 8, 3));
  }

  /** This machine's clock steps while a lost answer is waited for. */
  static SimHistory e12(int millis) {
    return faceless(2)
        .and(create(2, Kind.LATE_COMMIT).after(31_000))
        .and(
            new MachineEvent(
                0,
                when(CallKind.CREATE_USER, 2, Stage.LEAVES).plus(31_000 - 500),
                MachineEvent.Kind.WALL_STEP,
                millis));
  }

  /** The list of everybody is none. */
  static SimHistory e13(ExchangeTwist twist) {
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    IntStream.rangeClosed(1, 3).forEach(n -> residents.add(resident(n)));
    SimHistory history =
        SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), rows(3), residents)
            .withTraits(
                WorldTraits.plain()
                    .withLists(twist == ExchangeTwist.ENTRY_LOST, WorldTraits.ListOrder.UP, 100));
    for (int nth = 1; nth <= 40; nth++) {
      history = history.and(WorldFault.twist(CallKind.LIST_EVERYBODY, RowTags.NOBODY, nth, twist));
      if (twist != ExchangeTwist.LISTS_NOBODY) { // what a search finds then tells of the list
        history = history.and(WorldFault.twist(CallKind.FIND_PEOPLE, nth, 1, twist));
      }
    }
    return history;
  }

  /**
   * Half of the roster is imported, and then the whole while the server starts: so many lists leave
   * somebody out.
   */
  static SimHistory startsUp(ExchangeTwist twist, int lists) {
    return startsUp(3, twist, lists); // the import before lists at its start and at its end
  }

  private static SimHistory startsUp(int first, ExchangeTwist twist, int lists) {
    SimHistory history = faceless(12).and(ErrandBetween.first(ErrandBetween.Kind.PART_OF_ROSTER));
    for (int nth = first; nth < first + lists; nth++) {
      history = history.and(WorldFault.twist(CallKind.LIST_EVERYBODY, RowTags.NOBODY, nth, twist));
    }
    return history;
  }

  /** The same of people who were there before the first import, which has only found them. */
  static SimHistory startsUpWithResidents(ExchangeTwist twist, int lists) {
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    IntStream.rangeClosed(1, 6).forEach(n -> residents.add(resident(n)));
    return startsUp(2, twist, lists).withResidents(residents); // nobody is written: one list
  }

  /** Half of the roster is imported, and then the whole on a server that was set up anew. */
  static SimHistory setUpAnew() {
    return faceless(12)
        .and(
            ErrandBetween.first(ErrandBetween.Kind.PART_OF_ROSTER),
            ErrandBetween.first(ErrandBetween.Kind.SET_UP_ANEW));
  }

  /** A server that starts up, where searches by id find nobody as long. */
  static SimHistory knowsNobody(int lists, int searches) {
    SimHistory history = startsUp(ExchangeTwist.LISTS_NOBODY, lists);
    for (int row = 1; row <= 6; row++) {
      for (int nth = 1; nth <= searches; nth++) {
        history =
            history.and(
                WorldFault.twist(CallKind.FIND_PEOPLE, row, nth, ExchangeTwist.LISTS_NOBODY));
      }
    }
    return history;
  }

  /** Killed with a create in flight, then the run is deleted, then the same import again. */
  static SimHistory e14() {
    return cutShort(40_000, MachineEvent.Kind.DEATH)
        .and(new ErrandBetween(0, ErrandBetween.Kind.DELETE_RUNS));
  }

  /** The same, and what was in flight is carried out shortly before three time-outs are over. */
  static SimHistory deletedAndLate() {
    return cutShort(85_000, MachineEvent.Kind.DEATH)
        .and(new ErrandBetween(0, ErrandBetween.Kind.DELETE_RUNS));
  }

  /** Killed or stopped with a create in flight that is carried out so long after it left. */
  static SimHistory cutShort(int millis, MachineEvent.Kind how) {
    return faceless(2)
        .and(create(1, Kind.LATE_COMMIT).after(millis))
        .and(new MachineEvent(0, when(CallKind.CREATE_USER, 1, Stage.LEAVES).plus(1_000), how, 0));
  }

  /** Rows 4 and 64 have one name and mobile; the answer to the create of the first is slow. */
  static SimHistory l9(Lookup lookup) {
    List<SimRow> rows = new ArrayList<>(rows(64));
    rows.set(3, row(4, "name", "Li", "mobile", "13800138000"));
    rows.set(63, row(64, "name", "Li", "mobile", "13800138000"));
    SimHistory history = faceless(1);
    return history
        .withTask(history.task().lookingUp(lookup))
        .withRows(rows.stream().map(one -> one.withFace(0)).toList())
        .and(create(4, Kind.SLOW_ANSWER).after(20_000));
  }

  /** The same, killed before that answer. */
  static SimHistory l9killed(Lookup lookup) {
    MachineEvent death =
        new MachineEvent(0, when(CallKind.CREATE_USER, 4, Stage.DONE), MachineEvent.Kind.DEATH, 0);
    return l9(lookup).and(death);
  }

  /** The same of a resident, whom row 4 is. */
  static SimHistory l9resident(Lookup lookup, boolean updating) {
    SimHistory history = l9(lookup);
    return history
        .withTask(updating ? history.task().updating() : history.task())
        .withFaults(List.of())
        .withResidents(List.of(host(), resident(4, "name", "Li", "mobile", "13800138000")));
  }
}
