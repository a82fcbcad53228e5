package dev.senselink.batch.simulation;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The histories in which the enrolment promise once broke, each by its number. */
final class EngineScenarios {
  static final int HOST = 1;

  private EngineScenarios() {}

  static SimResident host() {
    return SimResident.staff(HOST, Map.of("name", "Host", "jobNumber", "H1"));
  }

  static SimRow row(int number, String... cells) {
    Map<String, String> all = new TreeMap<>();
    all.put("name", "Person " + number);
    all.put("jobNumber", "E" + (100 + number));
    for (int at = 0; at < cells.length; at += 2) {
      all.put(cells[at], cells[at + 1]);
    }
    all.values().removeIf(String::isEmpty);
    return SimRow.of(number, all);
  }

  static SimRow visitor(int number, String from, String to) {
    return SimRow.of(
        number,
        Map.of(
            "name",
            "Visitor " + number,
            "mobile",
            "1390000" + (1000 + number),
            "host",
            "H1",
            "dateTimeFrom",
            from,
            "dateTimeTo",
            to));
  }

  /** The resident that a row is: resident n + 1 is row n. */
  static SimResident resident(int row, String... fields) {
    Map<String, String> all = new TreeMap<>();
    all.put("name", "Person " + row);
    all.put("jobNumber", "E" + (100 + row));
    for (int at = 0; at < fields.length; at += 2) {
      all.put(fields[at], fields[at + 1]);
    }
    all.values().removeIf(String::isEmpty);
    return SimResident.staff(row + 1, all);
  }

  static int tagOfResident(int row) {
    return RowTags.RESIDENT + row + 1;
  }

  static List<SimRow> rows(int count, String... cells) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> row(n, cells)).toList();
  }

  private static SimHistory creating(int rows) {
    return SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), rows(rows), List.of(host()));
  }

  /** Without photos, or a face that is there already would keep a second person from being made. */
  private static SimHistory faceless(int count) {
    SimHistory history = creating(count);
    return history
        .withRows(history.rows().stream().map(row -> row.withFace(0)).toList())
        .withTask(history.task().careless(true, false));
  }

  private static SimHistory updating(int count, String... fields) {
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    IntStream.rangeClosed(1, count).forEach(n -> residents.add(resident(n, fields)));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST);
    List<SimRow> rows = rows(count, "remark", "new").stream().map(r -> r.withFace(0)).toList();
    return SimHistory.quiet(1, task.careless(true, false), rows, residents);
  }

  private static WorldFault create(int row, Kind what) {
    return WorldFault.of(CallKind.CREATE_USER, row, 1, what);
  }

  private static WorldMoment when(CallKind kind, int tag, Stage stage) {
    return WorldMoment.on(kind, tag, 1, stage);
  }

  /** The first update takes 15 s; meanwhile somebody edits all of them. */
  static SimHistory e1() {
    SimHistory history =
        updating(4)
            .and(
                WorldFault.of(CallKind.UPDATE_USER, tagOfResident(1), 1, Kind.SLOW_ANSWER)
                    .after(15_000));
    for (int row = 1; row <= 4; row++) {
      history =
          history.and(
              OtherAct.edit(WorldMoment.at(6_000), tagOfResident(row), "position", "by hand"));
    }
    return history;
  }

  /** The same by an outage between the read and the update. */
  static SimHistory e1outage() {
    SimHistory history = updating(3);
    for (int row = 1; row <= 3; row++) {
      int tag = tagOfResident(row);
      history =
          history
              .and(
                  OtherAct.of(when(CallKind.GET_PERSON, tag, Stage.DONE), OtherAct.Kind.OUTAGE, 0)
                      .numbered(15_000))
              .and(OtherAct.edit(WorldMoment.at(9_000), tag, "position", "by hand"));
    }
    return history;
  }

  /** The person gets an ID number before the update is sent again. */
  static SimHistory e2() {
    int tag = tagOfResident(1);
    return updating(1)
        .and(WorldFault.of(CallKind.UPDATE_USER, tag, 1, Kind.CODE_BEFORE).coded(50003))
        .and(
            OtherAct.of(when(CallKind.UPDATE_USER, tag, Stage.ENDED), OtherAct.Kind.ID_NUMBER, tag)
                .numbered(7));
  }

  /** The groups are not told any more when the update is sent again. */
  static SimHistory e2groups() {
    int tag = tagOfResident(1);
    SimHistory history =
        updating(1).and(WorldFault.of(CallKind.UPDATE_USER, tag, 1, Kind.CODE_BEFORE).coded(50003));
    for (int nth = 2; nth <= 8; nth++) {
      history =
          history.and(WorldFault.twist(CallKind.GET_PERSON, tag, nth, ExchangeTwist.NO_GROUPS));
    }
    return history;
  }

  /** Somebody makes the person of a row by hand; our own request never arrives. */
  static SimHistory e3() {
    return creating(2)
        .and(create(2, Kind.LOST))
        .and(OtherAct.of(when(CallKind.CREATE_USER, 2, Stage.LEAVES), OtherAct.Kind.TWIN, 2));
  }

  /** Somebody adds a person of a row after the list was read, and nothing goes wrong. */
  static SimHistory e4() {
    return creating(2)
        .and(
            OtherAct.of(
                when(CallKind.LIST_EVERYBODY, RowTags.NOBODY, Stage.ENDED), OtherAct.Kind.TWIN, 2));
  }

  private static SimHistory ended(SimRow... today) {
    List<SimRow> before = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      before.add(visitor(today.length + n, "2026-03-02 09:00:00", "2026-03-03 18:00:00"));
    }
    return SimHistory.quiet(1, SimTask.visitors().removing(), List.of(today), List.of(host()))
        .after(before);
  }

  /** Visitors whose import was cut short are prolonged by the front desk. */
  static SimHistory e5() {
    SimHistory history =
        ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00"))
            .and(
                new MachineEvent(
                    0,
                    when(CallKind.CREATE_GUEST, 4, Stage.ENDED).plus(1),
                    MachineEvent.Kind.DEATH,
                    0));
    for (int row = 2; row <= 4; row++) {
      history =
          history.and(
              OtherAct.edit(WorldMoment.at(3_600_000), row, "dateTimeTo", "2026-03-20 18:00:00"));
    }
    return history;
  }

  /** A row of today waits for a decision about a visitor whose visit is over. */
  static SimHistory e6() {
    return ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00").withFace(2));
  }

  /** Two rows are one person on the server, one by number, one by telephone. */
  static SimHistory e7() {
    SimResident both = resident(1, "mobile", "13800001001");
    SimRow byNumber = row(1, "position", "Chief").withFace(0);
    SimRow byMobile =
        row(2, "name", "Person 1", "jobNumber", "", "mobile", "13800001001", "remark", "new")
            .withFace(0);
    return SimHistory.quiet(
        1,
        SimTask.staff().updating().lookingUp(Lookup.LIST).careless(true, false),
        List.of(byNumber, byMobile),
        List.of(host(), both));
  }

  /** Killed in the update that follows 50001; somebody edits; the same again. */
  static SimHistory e8() {
    return creating(2)
        .and(create(1, Kind.CODE_AFTER).coded(50001))
        .and(
            new MachineEvent(
                0, when(CallKind.UPDATE_USER, 1, Stage.LEAVES), MachineEvent.Kind.DEATH, 0))
        .and(
            OtherAct.edit(
                when(CallKind.UPDATE_USER, 1, Stage.LEAVES).plus(3_000), 1, "position", "by hand"));
  }

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
      history =
          history.and(
              WorldFault.twist(CallKind.LIST_EVERYBODY, RowTags.NOBODY, nth, twist),
              WorldFault.twist(CallKind.FIND_PEOPLE, nth, 1, twist));
    }
    return history;
  }

  /** Killed with a create in flight, then the run is deleted, then the same import again. */
  static SimHistory e14() {
    return faceless(2)
        .and(create(1, Kind.LATE_COMMIT).after(40_000))
        .and(
            new MachineEvent(
                0,
                when(CallKind.CREATE_USER, 1, Stage.LEAVES).plus(1_000),
                MachineEvent.Kind.DEATH,
                0))
        .and(new ErrandBetween(0, ErrandBetween.Kind.DELETE_RUNS));
  }

  /** Creates never succeed while everything else works. */
  static SimHistory e15(int code) {
    return creating(30).withTraits(WorldTraits.plain().withDeaf(CallKind.CREATE_USER, code));
  }

  /** No create succeeds, since everybody's face is there already. */
  static SimHistory e16() {
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    for (int n = 1; n <= 12; n++) {
      residents.add(
          SimResident.staff(n + 1, Map.of("name", "Old " + n, "jobNumber", "O" + n)).withFace(n));
    }
    return SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), rows(12), residents);
  }

  /** The server's list lags 0.8 s behind. */
  static SimHistory e17() {
    return creating(3).withTraits(WorldTraits.plain().withLag(800));
  }

  /** The server's list lags behind its deletes. */
  static SimHistory e17delete() {
    return ended(visitor(1, "2026-03-06 09:00:00", "2026-03-07 18:00:00"))
        .withTraits(WorldTraits.plain().withLag(3_000));
  }

  /** The server trims what it has held with blanks. */
  static SimHistory e18() {
    return updating(2, "position", "Chief ")
        .withTraits(WorldTraits.plain().withStorage(WorldTraits.KeyStorage.AS_SENT, true, 0));
  }

  /** From the second create on the photo is not kept. */
  static SimHistory e19create() {
    return creating(3)
        .and(
            WorldFault.twist(CallKind.CREATE_USER, 2, 1, ExchangeTwist.LOSES_PHOTO),
            WorldFault.twist(CallKind.CREATE_USER, 3, 1, ExchangeTwist.LOSES_PHOTO));
  }

  /** Updates after the first are answered well and do nothing. */
  static SimHistory e19update() {
    return updating(3)
        .and(
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(2), 1, ExchangeTwist.TAKES_NOTHING),
            WorldFault.twist(
                CallKind.UPDATE_USER, tagOfResident(3), 1, ExchangeTwist.TAKES_NOTHING));
  }

  /** A create is answered well, and nobody is made. */
  static SimHistory e19nobody() {
    return faceless(1)
        .and(WorldFault.twist(CallKind.CREATE_USER, 1, 1, ExchangeTwist.TAKES_NOTHING));
  }

  /** A refusal of 12,000 characters. */
  static SimHistory e20words() {
    return creating(2).and(create(2, Kind.LONG_WORDS).coded(30001));
  }

  /** A text of 3,000 characters on the server. */
  static SimHistory e20text() {
    SimHistory history = creating(2);
    List<SimResident> residents = new ArrayList<>(history.residents());
    residents.add(resident(1, "remark", "r".repeat(3_000)));
    residents.add(
        SimResident.staff(3, Map.of("name", "n".repeat(3_000), "jobNumber", "L")).withFace(2));
    return history.withResidents(residents);
  }

  /** The disk is full while creates leave, and the power goes. */
  static SimHistory e22() {
    SimHistory history = creating(6);
    for (int flush = 1; flush <= 3; flush++) {
      history =
          history.and(
              new MachineEvent(0, WorldMoment.forced(flush), MachineEvent.Kind.DISK_FULL, 60_000));
    }
    return history.and(
        new MachineEvent(0, when(CallKind.CREATE_USER, 3, Stage.DONE), MachineEvent.Kind.DEATH, 0));
  }

  /** A gateway's page says that it is three days later. */
  static SimHistory e23() {
    List<SimRow> rows = List.of(visitor(1, "2026-03-03 09:00:00", "2026-03-03 18:00:00"));
    return SimHistory.quiet(1, SimTask.visitors(), rows, List.of(host()))
        .and(WorldFault.of(CallKind.DEPARTMENTS, RowTags.NOBODY, 1, Kind.GATEWAY_DATE).coded(502));
  }

  /** The policies with which a similar face is answered by force. */
  static SimTask forcing() {
    return SimTask.staff().policies(OnExisting.SKIP, OnSimilar.FORCE);
  }
}
