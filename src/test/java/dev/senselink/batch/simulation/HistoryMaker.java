package dev.senselink.batch.simulation;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnSimilar;
import dev.senselink.batch.job.ImportSettings.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes a history from a seed. */
final class HistoryMaker {
  private static final int MOST_ROWS = 8;
  private static final int SPRING_IN = 10;

  private final SplittableRandom dice;
  private final long seed;

  private HistoryMaker(long seed) {
    this.seed = seed;
    this.dice = new SplittableRandom(mixed(seed));
  }

  /** Neighbours in number would be neighbours in all their dice. */
  private static long mixed(long seed) {
    long z = seed + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The history of this seed, always the same. */
  static SimHistory of(long seed) {
    return new HistoryMaker(seed).make();
  }

  private SimHistory make() {
    SimTask task = task();
    List<SimRow> rows = rows(task);
    List<SimResident> residents = residents(task, rows);
    WorldTraits traits = one(3) ? WorldTraits.plain() : new TraitMaker(dice.split()).make(task);
    SimHistory quiet =
        SimHistory.quiet(seed, task, rows, withChangedNumber(residents)).withTraits(traits);
    if (task.removeEnded()) {
      quiet = quiet.withRows(rows.stream().map(this::later).toList()).after(before(rows));
    }
    return new MischiefMaker(dice.split()).add(quiet);
  }

  private boolean one(int in) {
    return dice.nextInt(in) == 0;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(dice.nextInt(choices.size()));
  }

  private SimTask task() {
    SimTask task = one(4) ? SimTask.visitors() : SimTask.staff();
    OnExisting existing = one(2) ? OnExisting.UPDATE : OnExisting.SKIP;
    OnSimilar similar = one(2) ? OnSimilar.REVIEW : pick(List.of(OnSimilar.values()));
    task = task.policies(existing, similar);
    if (one(2)) {
      task = task.lookingUp(pick(List.of(Lookup.LIST, Lookup.EACH)));
    }
    if (one(3)) {
      task = task.intoGroups(pick(List.of("none", "Extra", "Default,Extra")));
    }
    int timeout = pick(List.of(1, 5, 30));
    task = task.patience(timeout, pick(List.of(3, 8)), 1 + dice.nextInt(4));
    task = task.careless(one(3), one(8)).throughSpring(one(SPRING_IN));
    return task.guests() ? visiting(task) : task;
  }

  /** Nobody visits without a photo. */
  private SimTask visiting(SimTask task) {
    SimTask strict = task.careless(false, false);
    return one(2) ? strict.removing() : strict;
  }

  private List<SimRow> rows(SimTask task) {
    int count = 1 + dice.nextInt(MOST_ROWS);
    List<SimRow> rows = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      SimRow row = task.guests() ? visitor(number) : staff(number, rows);
      rows.add(task.allowNoPhoto() && one(2) ? row.withFace(0) : row);
    }
    return rows;
  }

  private SimRow staff(int number, List<SimRow> before) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("name", "Person " + number);
    if (!one(5)) {
      cells.put("jobNumber", (one(4) ? "Ab" : "E") + (100 + number));
    } else {
      cells.put("mobile", "1380000" + (1000 + number));
    }
    if (one(3)) {
      cells.put("mobile", "1380000" + (1000 + number));
    }
    if (one(4)) {
      cells.put("mail", "p" + number + "@x.com");
    }
    if (one(6)) {
      cells.put("icNumber", "IC" + (500 + number));
    }
    extras(cells, number);
    if (!before.isEmpty() && one(12)) {
      onePerson(cells, pick(before));
    }
    return withPhoto(SimRow.of(number, cells), before);
  }

  /** Two rows that are one person: one by number, the other by telephone. */
  private static void onePerson(Map<String, String> cells, SimRow other) {
    cells.put("name", other.name());
    cells.remove("jobNumber");
    cells.remove("icNumber");
    cells.remove("mail");
    cells.put("mobile", other.of("mobile").isEmpty() ? "13800009999" : other.of("mobile"));
  }

  private void extras(Map<String, String> cells, int number) {
    if (one(3)) {
      cells.put("position", pick(List.of("Chief", "Clerk", "Guard")));
    }
    if (one(4)) {
      cells.put("remark", "a remark that is long enough " + number);
    }
    if (one(6)) {
      cells.put("location", "L" + number);
    }
    if (one(6)) {
      cells.put("entryTime", "2020-01-0" + (1 + number % 9));
    }
    if (one(8)) {
      cells.put("areaCode", "86");
    }
    if (one(6)) {
      cells.put("department", pick(List.of("Sales", "Research")));
    }
    if (one(5)) {
      cells.put("groups", pick(List.of("Extra", "Default", "Default;Extra")));
    }
    if (one(8)) {
      cells.put("gender", pick(List.of("F", "M")));
    }
    if (one(8)) {
      cells.put("idNumber", "11010519491231002" + number % 10);
    }
  }

  private SimRow visitor(int number) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("name", "Visitor " + number);
    cells.put("mobile", "1390000" + (1000 + number));
    cells.put("host", "H1");
    cells.put("dateTimeFrom", "2026-03-03 09:00:00");
    cells.put("dateTimeTo", "2026-03-0" + (4 + dice.nextInt(3)) + " 18:00:00");
    if (one(3)) {
      cells.put("remark", "HR note " + number);
    }
    if (one(5)) {
      cells.put("groups", "Extra");
    }
    return withPhoto(SimRow.of(number, cells), List.of());
  }

  /** Of a roster that is imported days later; some visits are over by then. */
  private SimRow later(SimRow row) {
    return one(6) ? row : row.with("dateTimeTo", "2026-03-1" + dice.nextInt(5) + " 18:00:00");
  }

  /** The roster of days before; some of its visitors come again, some look like one of today's. */
  private List<SimRow> before(List<SimRow> today) {
    List<SimRow> rows = new ArrayList<>();
    int count = 1 + dice.nextInt(5);
    for (int n = 1; n <= count; n++) {
      int number = today.size() + n;
      SimRow row =
          SimRow.of(
              number,
              Map.of(
                  "name", "Visitor " + number,
                  "mobile", "1390000" + (1000 + number),
                  "host", "H1",
                  "dateTimeFrom", "2026-03-02 09:00:00",
                  "dateTimeTo", "2026-03-0" + (3 + dice.nextInt(3)) + " 18:00:00"));
      if (one(5)) {
        row = row.with("mobile", pick(today).of("mobile")).with("name", pick(today).name());
      }
      rows.add(one(4) ? row.withFace(Math.max(1, pick(today).face())) : row);
    }
    return rows;
  }

  private SimRow withPhoto(SimRow row, List<SimRow> before) {
    if (one(10)) {
      return row.withFace(0);
    }
    if (!before.isEmpty() && one(12)) {
      return row.withFace(Math.max(1, pick(before).face()));
    }
    if (one(14)) {
      return new SimRow(row.number(), row.cells(), row.face(), dice.nextInt(3), 0);
    }
    return one(14) ? new SimRow(row.number(), row.cells(), row.face(), 1, 1) : row;
  }

  private List<SimResident> residents(SimTask task, List<SimRow> rows) {
    List<SimResident> residents = new ArrayList<>();
    residents.add(SimResident.staff(1, Map.of("name", "Host", "jobNumber", "H1")));
    for (SimRow row : rows) {
      if (one(3)) {
        residents.add(resident(task, residents.size() + 1, row));
      }
      if (one(25)) {
        residents.add(resident(task, residents.size() + 1, row));
      }
    }
    return residents;
  }

  private SimResident resident(SimTask task, int number, SimRow row) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : List.of("name", "jobNumber", "mobile", "icNumber", "mail", "position")) {
      if (PersonFields.of(task.type()).contains(field) && !row.of(field).isEmpty()) {
        fields.put(field, row.of(field));
      }
    }
    if (one(6)) {
      fields.put("name", "Somebody " + number);
    }
    if (one(5)) {
      fields.computeIfPresent("jobNumber", (n, v) -> v.toLowerCase(java.util.Locale.ROOT));
      fields.computeIfPresent("mail", (n, v) -> v.toUpperCase(java.util.Locale.ROOT));
    }
    if (one(7) && fields.containsKey("mobile")) {
      fields.remove("jobNumber");
    }
    held(task, fields, number);
    int face = one(3) ? 0 : one(6) ? row.face() : 1000 + number;
    return new SimResident(number, task.type(), fields, Set.of(one(3) ? "Extra" : "Default"), face);
  }

  /**
   * One of them may have a number by now that the roster does not know. By dice of its own: all
   * else stays as the seed had it before.
   */
  private List<SimResident> withChangedNumber(List<SimResident> residents) {
    SplittableRandom other = new SplittableRandom(~mixed(seed));
    List<SimResident> all = new ArrayList<>(residents);
    for (int at = 1; at < all.size(); at++) {
      Map<String, String> fields = new LinkedHashMap<>(all.get(at).fields());
      if (fields.containsKey("jobNumber") && fields.containsKey("mobile") && other.nextBoolean()) {
        fields.put("jobNumber", "N" + (700 + at));
        all.set(at, all.get(at).withFields(fields));
        break; // of many the whole list is asked about
      }
    }
    return all;
  }

  private void held(SimTask task, Map<String, String> fields, int number) {
    if (one(3)) {
      fields.put("remark", "on the server " + number);
    }
    if (one(5)) {
      fields.put("idNumber", "ID" + number);
    }
    if (task.guests()) {
      fields.put("receptionUserId", "1");
      fields.put("dateTimeFrom", "2026-03-01 09:00:00");
      fields.put("dateTimeTo", "2026-03-05 18:00:00");
    } else if (one(3)) {
      fields.put("location", "desk " + number);
      fields.put("entryTime", "2019-05-06");
      fields.put("birthday", "1990-01-02");
    }
  }
}
