package dev.senselink.batch.table.excel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The merged cells of a sheet. A merged cell holds its value once, top left; what some programs
 * leave below it is seen by nobody and is not read. Asked row by row from the top.
 */
final class MergedCells {
  /** A sheet merges titles and departments, not every cell; beyond that memory is at stake. */
  private static final int MOST = 200_000;

  private final List<Area> areas = new ArrayList<>();
  private final List<Area> open = new ArrayList<>();
  private boolean sorted;
  private int next;

  private record Area(int top, int left, int bottom, int right) {
    boolean covers(int row, int column) {
      return row >= top
          && row <= bottom
          && column >= left
          && column <= right
          && (row > top || column > left);
    }
  }

  /** Adds one; rows and columns are counted alike everywhere. */
  void add(int top, int left, int bottom, int right) {
    if (areas.size() < MOST && (bottom > top || right > left)) {
      areas.add(new Area(top, left, bottom, right));
      sorted = false;
    }
  }

  /** Whether the cell lies below another one; rows must come in order. */
  boolean hides(int row, int column) {
    if (areas.isEmpty()) {
      return false;
    }
    if (!sorted) {
      areas.sort(Comparator.comparingInt(Area::top));
      sorted = true;
    }
    while (next < areas.size() && areas.get(next).top() <= row) {
      open.add(areas.get(next++));
    }
    open.removeIf(area -> area.bottom() < row);
    return open.stream().anyMatch(area -> area.covers(row, column));
  }
}
