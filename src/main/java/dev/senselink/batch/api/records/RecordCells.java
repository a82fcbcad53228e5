package dev.senselink.batch.api.records;

import dev.senselink.batch.api.people.GroupReference;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A record as a line of a table: the manual's fields (6.5.1) in its order. What is not there and
 * what is blank are both a blank cell; the names of several groups are joined by {@code ;}, with a
 * backslash before a {@code ;} or a backslash of a name.
 */
public final class RecordCells {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "userId",
          "name",
          "avatar",
          "mobile",
          "icNumber",
          "idNumber",
          "jobNumber",
          "receptionUserId",
          "receptionUserName",
          "groupId",
          "groupName",
          "groups",
          "sn",
          "deviceName",
          "direction",
          "signAvatar",
          "signBgAvatar",
          "signDate",
          "signTime",
          "type",
          "remark",
          "entryMode");

  private RecordCells() {}

  /** The names of the columns. */
  public static List<String> columns() {
    return COLUMNS;
  }

  /** The cells of a record, as many as there are columns. */
  public static List<String> of(AccessRecord record) {
    return Arrays.asList(
        Long.toString(record.id()),
        number(record.userId()),
        record.name(),
        record.avatar(),
        record.mobile(),
        record.icNumber(),
        record.idNumber(),
        record.jobNumber(),
        number(record.receptionUserId()),
        record.receptionUserName(),
        number(record.groupId()),
        record.groupName(),
        groups(record.groups()),
        record.sn(),
        record.deviceName(),
        number(record.direction()),
        record.signAvatar(),
        record.signBgAvatar(),
        record.signDate(),
        number(record.signTime()),
        number(record.type()),
        record.remark(),
        number(record.entryMode()));
  }

  private static String number(@Nullable Number value) {
    return value == null ? "" : value.toString();
  }

  private static String groups(@Nullable List<GroupReference> groups) {
    if (groups == null || groups.isEmpty()) {
      return "";
    }
    StringJoiner cell = new StringJoiner(";");
    for (GroupReference group : groups) {
      cell.add(group.name().replace("\\", "\\\\").replace(";", "\\;"));
    }
    return cell.toString();
  }
}
