package dev.senselink.batch.table.excel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The merged cells of a sheet. A merged cell holds its value once, top left; what some programs
 * leave below it is seen by nobody and is not read. What it reaches over is told of every row, for
 * whoever knows what its column is for. Asked row by row from the top.
 */
final class MergedCells {
  /** A sheet merges titles and departments, not every cell; beyond that memory is at stake. */
  private static final int MOST = 200_000;

  /** More at once is no list. */
  private static final int MOST_OPEN = 256;

  /** A department is not longer, and many of them are kept at a time. */
  private static final int MOST_CARRIED = 1000;

  private final List<Area> areas = new ArrayList<>();
  private final List<Area> open = new ArrayList<>();
  private boolean sorted;
  private int next;

  /** An area, and the text of its first cell once that was read. */
  private static final class Area {
    private final int top;
    private final int left;
    private final int bottom;
    private final int right;
    private String text = "";

    Area(int top, int left, int bottom, int right) {
      this.top = top;
      this.left = left;
      this.bottom = bottom;
      this.right = right;
    }

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
    goTo(row);
    return open.stream().anyMatch(area -> area.covers(row, column));
  }

  /** Tells a row, once its own cells are read, which merged cells reach into it. */
  void tell(int row, SheetLineBuilder line) {
    goTo(row);
    if (open.size() > MOST_OPEN) {
      return;
    }
    for (Area area : open) {
      if (area.top == row) {
        String text = line.text(area.left);
        area.text = text.length() > MOST_CARRIED ? "" : text;
      }
      if (area.bottom > area.top) {
        line.span(area.left, row - area.top, area.text);
      }
      for (int at = area.left; at <= Math.min(area.right, area.left + MOST_OPEN); at++) {
        if (area.covers(row, at)) {
          line.cover(at);
        }
      }
    }
  }

  private void goTo(int row) {
    if (!sorted) {
      areas.sort(Comparator.comparingInt(area -> area.top));
      sorted = true;
    }
    while (next < areas.size() && areas.get(next).top <= row) {
      open.add(areas.get(next++));
    }
    open.removeIf(area -> area.bottom < row);
  }
}
