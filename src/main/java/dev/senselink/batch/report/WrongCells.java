package dev.senselink.batch.report;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.roster.CellFault;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterShape;
import dev.senselink.batch.roster.Row;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which cells of a refused row have to be put right, and why. */
public final class WrongCells {
  private WrongCells() {}

  /**
   * Those of a row.
   *
   * @param faults what the row alone says
   * @param code of the row's outcome; it counts where the row alone does not explain it
   * @param reason likewise
   * @return by the position of the cell, from 0; empty where the fault is in no cell
   */
  public static Map<Integer, String> of(
      Row row, RosterShape shape, RowFaults faults, String code, String reason) {
    Map<Integer, String> wrong = new TreeMap<>();
    for (CellFault fault : row.faults()) {
      int at = fault.header() == null ? -1 : shape.headers().indexOf(fault.header());
      if (at >= 0) {
        wrong.putIfAbsent(at, fault.reason());
      }
    }
    faults.of(row).forEach((column, why) -> put(wrong, shape, column, why));
    if (wrong.isEmpty()) {
      ofCode(row, code).forEach(column -> put(wrong, shape, column, reason));
    }
    return wrong;
  }

  private static void put(
      Map<Integer, String> wrong, RosterShape shape, RosterColumn column, String why) {
    Integer at = shape.columns().get(column);
    if (at != null) {
      wrong.putIfAbsent(at, why);
    }
  }

  /** Where a code that the row alone does not explain is put right. */
  private static Set<RosterColumn> ofCode(Row row, String code) {
    return switch (code) {
      case "UNKNOWN_DEPARTMENT" -> Set.of(RosterColumn.DEPARTMENT);
      case "UNKNOWN_GROUP" -> Set.of(RosterColumn.GROUPS);
      case "UNKNOWN_HOST" -> Set.of(RosterColumn.HOST);
      case "DUPLICATE_IN_ROSTER" -> unshared(row);
      default -> code.startsWith("PHOTO_") ? Set.of(RosterColumn.PHOTO) : Set.of();
    };
  }

  /** What no two rows may share: which of it they do share only the reason says. */
  private static Set<RosterColumn> unshared(Row row) {
    Set<RosterColumn> columns = EnumSet.of(RosterColumn.IC_NUMBER, RosterColumn.ID_NUMBER);
    columns.removeIf(column -> row.text(column).isEmpty());
    KeyRules.USER_KEYS.stream()
        .map(KeyField::column)
        .filter(column -> !row.text(column).isEmpty())
        .findFirst()
        .ifPresent(columns::add);
    return columns;
  }
}
