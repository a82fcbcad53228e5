package dev.senselink.batch.job.undo;

import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.BackupSheet.Cell;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPerson.GroupOf;
import dev.senselink.batch.ledger.before.FormerPerson.Stay;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.cell.GroupsCell;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people of an undo on one sheet, as they were before the run: an undo's own copy, as an import
 * keeps one of its roster. A {@link BackupSheet} but for its first column, which says what the run
 * has done to them, and two more at its end.
 */
final class UndoSheet implements AutoCloseable {
  /** Behind the cells of a backup: the plain ID number of the run's own row, and the type. */
  static final int ID_NUMBER = Cell.values().length;

  static final int TYPE = ID_NUMBER + 1;

  /** What stands in the place of what was done, where nobody knows what was. */
  static final String UNCERTAIN = "UNKNOWN";

  /** The same of whom nothing was kept. */
  static final String UNKEPT = "UNKEPT";

  private static final Map<Cell, RosterColumn> TEXTS =
      Map.ofEntries(
          Map.entry(Cell.NAME, RosterColumn.NAME),
          Map.entry(Cell.JOB_NUMBER, RosterColumn.JOB_NUMBER),
          Map.entry(Cell.MOBILE, RosterColumn.MOBILE),
          Map.entry(Cell.IC_NUMBER, RosterColumn.IC_NUMBER),
          Map.entry(Cell.BIRTHDAY, RosterColumn.BIRTHDAY),
          Map.entry(Cell.ENTRY_TIME, RosterColumn.ENTRY_TIME),
          Map.entry(Cell.MAIL, RosterColumn.MAIL),
          Map.entry(Cell.POSITION, RosterColumn.POSITION),
          Map.entry(Cell.LOCATION, RosterColumn.LOCATION),
          Map.entry(Cell.AREA_CODE, RosterColumn.AREA_CODE),
          Map.entry(Cell.REMARK, RosterColumn.REMARK));

  /** By these somebody is known. */
  private static final List<Cell> TELLING =
      List.of(Cell.NAME, Cell.JOB_NUMBER, Cell.MOBILE, Cell.IC_NUMBER, Cell.MAIL);

  private final GuardedCsvWriter out;

  UndoSheet(Path file) throws IOException {
    out = GuardedCsvWriter.create(file);
    List<String> headers = new ArrayList<>(List.of("kind"));
    BackupSheet.headers().stream().skip(1).forEach(headers::add);
    headers.addAll(List.of(RosterColumn.ID_NUMBER.header(), "type"));
    out.write(headers);
  }

  /**
   * Somebody.
   *
   * @param row the run's own row about them, {@code null} for none
   */
  void add(BeforeImage image, @Nullable Row row) throws IOException {
    FormerPerson before = image.before();
    write(
        image.kind().name(),
        row,
        String.valueOf(image.person()),
        before == null ? known(row) : cells(before),
        String.valueOf(image.type()));
  }

  /**
   * A row of which it is not known what there is to undo.
   *
   * @param why {@link #UNCERTAIN} or {@link #UNKEPT}
   */
  void addUncertain(String why, @Nullable Row row, long person, int type) throws IOException {
    write(why, row, String.valueOf(person), known(row), String.valueOf(type));
  }

  private void write(
      String kind, @Nullable Row row, String id, Map<Cell, String> cells, String type)
      throws IOException {
    cells.put(Cell.FILE, kind);
    cells.put(Cell.LINE, String.valueOf(row == null ? 0 : row.ref().line()));
    cells.put(Cell.ID, id);
    List<String> line = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      line.add(cells.getOrDefault(cell, ""));
    }
    line.add(row == null || row.clears(RosterColumn.ID_NUMBER) ? "" : idNumber(row));
    line.add(type);
    out.write(line);
  }

  private static String idNumber(Row row) {
    return row.text(RosterColumn.ID_NUMBER);
  }

  /** Of whom the run has made, as far as its row tells who they are. */
  private static Map<Cell, String> known(@Nullable Row row) {
    Map<Cell, String> cells = new EnumMap<>(Cell.class);
    if (row != null) {
      for (Cell cell : TELLING) {
        RosterColumn column = TEXTS.get(cell);
        cells.put(cell, column == null || row.clears(column) ? "" : row.text(column));
      }
    }
    return cells;
  }

  private static Map<Cell, String> cells(FormerPerson was) {
    Map<Cell, String> cells = new EnumMap<>(Cell.class);
    TEXTS.forEach((cell, column) -> cells.put(cell, was.field(column.header())));
    Integer gender = was.gender();
    cells.put(Cell.GENDER, gender == null ? "" : gender == 1 ? "F" : gender == 2 ? "M" : "");
    Long department = was.department();
    cells.put(Cell.DEPARTMENT_ID, department == null ? "" : department.toString());
    List<GroupOf> groups = was.groups();
    if (groups != null) {
      cells.put(Cell.GROUPS, GroupsCell.write(groups.stream().map(GroupOf::name).toList()));
      cells.put(
          Cell.GROUP_IDS,
          groups.stream().map(one -> String.valueOf(one.id())).collect(Collectors.joining(";")));
    }
    cells.put(Cell.AVATAR_ID, was.avatarId());
    Stay stay = was.stay();
    if (stay != null) {
      cells.put(Cell.HOST, "#" + stay.host());
      cells.put(Cell.DATE_TIME_FROM, stay.from());
      cells.put(Cell.DATE_TIME_TO, stay.to());
    }
    return cells;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
