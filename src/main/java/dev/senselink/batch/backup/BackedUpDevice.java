package dev.senselink.batch.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code devices.csv} (manual 6.2).
 *
 * @param sn the serial number
 * @param direction null where the server did not say
 * @param staffGroups names, in the order of {@code staffGroupIds}
 * @param status as the server says it; null where it did not
 */
public record BackedUpDevice(
    long id,
    String sn,
    String name,
    String location,
    @Nullable Long direction,
    String description,
    List<String> staffGroups,
    List<String> guestGroups,
    List<Long> staffGroupIds,
    List<Long> guestGroupIds,
    @Nullable Long status,
    String ip,
    String softwareVersion) {
  public BackedUpDevice {
    staffGroups = List.copyOf(staffGroups);
    guestGroups = List.copyOf(guestGroups);
    staffGroupIds = List.copyOf(staffGroupIds);
    guestGroupIds = List.copyOf(guestGroupIds);
  }

  public static BackedUpDevice of(CellCursor c) {
    return new BackedUpDevice(
        c.number(),
        c.text(),
        c.text(),
        c.text(),
        c.numberOrNull(),
        c.text(),
        c.names(),
        c.names(),
        c.ids(),
        c.ids(),
        c.numberOrNull(),
        c.text(),
        c.text());
  }

  public List<String> cells() {
    return List.of(
        CellCursor.of(id),
        sn,
        name,
        location,
        CellCursor.of(direction),
        description,
        CellCursor.ofNames(staffGroups),
        CellCursor.ofNames(guestGroups),
        CellCursor.ofIds(staffGroupIds),
        CellCursor.ofIds(guestGroupIds),
        CellCursor.of(status),
        ip,
        softwareVersion);
  }
}
