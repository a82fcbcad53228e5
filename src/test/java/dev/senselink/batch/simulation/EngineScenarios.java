package dev.senselink.batch.simulation;

import dev.senselink.batch.job.ImportSettings.Lookup;
import dev.senselink.batch.simulation.WorldFault.Kind;
import dev.senselink.batch.simulation.WorldMoment.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the histories in which the enrolment promise once broke are made of. */
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

  static SimHistory creating(int rows) {
    return SimHistory.quiet(1, SimTask.staff().lookingUp(Lookup.LIST), rows(rows), List.of(host()));
  }

  /** Without photos, or a face that is there already would keep a second person from being made. */
  static SimHistory faceless(int count) {
    SimHistory history = creating(count);
    return history
        .withRows(history.rows().stream().map(row -> row.withFace(0)).toList())
        .withTask(history.task().careless(true, false));
  }

  static SimHistory updating(int count, String... fields) {
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    IntStream.rangeClosed(1, count).forEach(n -> residents.add(resident(n, fields)));
    SimTask task = SimTask.staff().updating().lookingUp(Lookup.LIST);
    List<SimRow> rows = rows(count, "remark", "new").stream().map(r -> r.withFace(0)).toList();
    return SimHistory.quiet(1, task.careless(true, false), rows, residents);
  }

  static WorldFault create(int row, Kind what) {
    return WorldFault.of(CallKind.CREATE_USER, row, 1, what);
  }

  static WorldMoment when(CallKind kind, int tag, Stage stage) {
    return WorldMoment.on(kind, tag, 1, stage);
  }
}
