package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.EngineScenarios.host;
import static dev.senselink.batch.simulation.EngineScenarios.resident;
import static dev.senselink.batch.simulation.EngineScenarios.row;

import dev.senselink.batch.job.ImportSettings.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lists that say who has left (L1). All rows but the last are on the server; resident n + 1 is row
 * n.
 */
final class DepartedScenarios {
  static final int COUNT = 6;

  private DepartedScenarios() {}

  private static SimRow named(int number) {
    return row(number, "remark", "new", SimRow.STATUS, "在职").withFace(0);
  }

  /** All are employed. */
  static SimHistory employed() {
    List<SimRow> rows = new ArrayList<>();
    List<SimResident> residents = new ArrayList<>(List.of(host()));
    for (int n = 1; n <= COUNT; n++) {
      rows.add(named(n));
      if (n < COUNT) {
        residents.add(resident(n).withFace(0));
      }
    }
    SimTask task = SimTask.staff().updating().careless(true, false).lookingUp(Lookup.EACH);
    return SimHistory.quiet(1, task, rows, residents);
  }

  /** The same with another cell in a row. */
  static SimHistory with(SimHistory history, int number, String column, String cell) {
    return history.withRows(
        history.rows().stream()
            .map(row -> row.number() == number ? row.with(column, cell) : row)
            .toList());
  }

  /** One who is on the server has left by a word, one by a date; and one who never was there. */
  static SimHistory left() {
    SimHistory one = with(employed(), 2, SimRow.STATUS, "离职");
    SimHistory two = with(one, 3, SimRow.LEFT_ON, "2026-01-31");
    return with(with(two, 3, SimRow.STATUS, ""), COUNT, SimRow.STATUS, "Terminated");
  }

  /** The same with a second row of one who has left, by a mobile that two people have. */
  static SimHistory leftTwice() {
    SimHistory history = left();
    List<SimRow> rows = new ArrayList<>(history.rows());
    rows.add(
        row(COUNT + 1, "name", "Person 2", "jobNumber", "", "mobile", "13800001002")
            .with(SimRow.STATUS, "离职")
            .withFace(0));
    List<SimResident> residents = new ArrayList<>(history.residents());
    residents.set(2, resident(2, "mobile", "13800001002").withFace(0));
    residents.add(
        resident(COUNT, "name", "Somebody", "jobNumber", "N1", "mobile", "13800001002")
            .withFace(0));
    return history.withRows(rows).withResidents(residents);
  }

  /** The same at a server whose search by id finds nobody, so that nobody's groups are shown. */
  static SimHistory leftUnseen() {
    SimHistory history = left();
    return history
        .withTask(SimTask.staff().careless(true, false).lookingUp(Lookup.EACH))
        .withTraits(WorldTraits.plain().withFilters(WorldTraits.FilterMode.EXACT, Set.of("id")));
  }

  /** The same with a row more, which employs again whom no list has named. */
  static SimHistory employedAgain() {
    List<SimRow> rows = new ArrayList<>(left().rows());
    rows.add(
        row(COUNT + 1, "name", "Person 3", "jobNumber", "E103", "remark", "new")
            .with(SimRow.STATUS, "返聘")
            .withFace(0));
    return left().withRows(rows);
  }

  /** Somebody who has left under an earlier number, which stays in the list, is employed again. */
  static SimHistory rehired() {
    List<SimRow> rows = new ArrayList<>();
    for (SimRow row : employed().rows()) {
      rows.add(row.number() == 2 ? row.with("mobile", "13800001002") : row);
    }
    rows.add(
        row(COUNT + 1, "name", "Person 2", "jobNumber", "N9", "mobile", "13800001002")
            .with(SimRow.STATUS, "离职")
            .withFace(0));
    List<SimResident> residents = new ArrayList<>(employed().residents());
    residents.set(2, resident(2, "mobile", "13800001002").withFace(0));
    return employed().withRows(rows).withResidents(residents);
  }

  /** Half of a list have left, and its next file names them still. */
  static SimHistory stillNamed() {
    SimHistory one = with(employed(), 1, SimRow.STATUS, "离职");
    SimHistory two = with(one, 2, SimRow.STATUS, "离职");
    return ofList(with(two, 4, SimRow.STATUS, "离职"));
  }

  /** The employment of one who is on the server has not begun, nor that of one who is not. */
  static SimHistory notBegun() {
    return with(
        with(employed(), 2, SimRow.STATUS, SimRow.TO_BEGIN), COUNT, SimRow.STATUS, SimRow.TO_BEGIN);
  }

  /** Of three nobody knows. */
  static SimHistory unclear() {
    SimHistory word = with(employed(), 2, SimRow.STATUS, "???");
    SimHistory future = with(word, 3, SimRow.LEFT_ON, "2026-01-31");
    return with(with(future, 4, SimRow.STATUS, "离职"), 4, SimRow.LEFT_ON, "2099-01-31");
  }

  /** The same list, of which a roster of days before named all but the third and the last. */
  static SimHistory ofList(SimHistory today) {
    int count = today.rows().size();
    List<SimRow> before = new ArrayList<>();
    for (int member : List.of(1, 2, 4, 5)) {
      before.add(
          row(count + member, "name", "Person " + member, "jobNumber", "E" + (100 + member))
              .withFace(0));
    }
    return today.after(before);
  }
}
