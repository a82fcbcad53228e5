package dev.senselink.batch.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code departments.csv} (manual 6.7). Parents stand before their children.
 *
 * @param parentId 0 = directly below the company; null where the server did not say
 * @param path the names from the top as a roster writes them
 * @param code blank if it has none
 * @param leaderId null if it has none, or one that is not on the server
 * @param leader job number, else mobile, else {@code #ID}; blank with {@code leaderId} null
 */
public record BackedUpDepartment(
    long id,
    @Nullable Long parentId,
    String path,
    String name,
    String code,
    @Nullable Long leaderId,
    String leader) {

  public static BackedUpDepartment of(CellCursor c) {
    return new BackedUpDepartment(
        c.number(), c.numberOrNull(), c.text(), c.text(), c.text(), c.numberOrNull(), c.text());
  }

  public List<String> cells() {
    return List.of(
        CellCursor.of(id),
        CellCursor.of(parentId),
        path,
        name,
        code,
        CellCursor.of(leaderId),
        leader);
  }
}
