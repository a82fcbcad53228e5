package dev.senselink.batch.backup;

import java.util.List;

/**
 * A line of {@code groups.csv} (manual 6.4).
 *
 * @param type 1 staff, 2 visitors
 */
public record BackedUpGroup(long id, int type, String name) {

  public static BackedUpGroup of(CellCursor c) {
    return new BackedUpGroup(c.number(), (int) c.number(), c.text());
  }

  public List<String> cells() {
    return List.of(CellCursor.of(id), CellCursor.of(type), name);
  }
}
