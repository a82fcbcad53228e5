package dev.senselink.batch.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code users.csv}: a member of staff (manual 6.3.7). Texts are exactly the server's;
 * blank is null or {@code ""} there.
 *
 * @param gender {@code F}, {@code M} or blank
 * @param birthday {@code yyyy-MM-dd}, or what the server says where that is no date
 * @param entryTime likewise
 * @param department the path as a roster writes it; blank with {@code departmentId} null or 0
 * @param groups names, in the order of {@code groupIds}
 * @param photo {@code ID.jpg}; blank if there is none in this backup
 * @param departmentId 0 = none, directly in the company; null where the server did not say, or the
 *     department is not on the server
 * @param avatarId the image's id on the server; blank for none
 * @param createAt display text in a zone the manual leaves open, as {@code updateAt}
 */
public record BackedUpUser(
    String name,
    String jobNumber,
    String mobile,
    String icNumber,
    String gender,
    String birthday,
    String entryTime,
    String mail,
    String position,
    String location,
    String areaCode,
    String remark,
    String department,
    List<String> groups,
    String photo,
    long id,
    @Nullable Long departmentId,
    List<Long> groupIds,
    String avatarId,
    String createAt,
    String updateAt) {
  public BackedUpUser {
    groups = List.copyOf(groups);
    groupIds = List.copyOf(groupIds);
  }

  /** Without name and numbers: it may end in a log. */
  @Override
  public String toString() {
    return "user " + id;
  }

  public static BackedUpUser of(CellCursor c) {
    return new BackedUpUser(
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.names(),
        c.text(),
        c.number(),
        c.numberOrNull(),
        c.ids(),
        c.text(),
        c.text(),
        c.text());
  }

  public List<String> cells() {
    return List.of(
        name,
        jobNumber,
        mobile,
        icNumber,
        gender,
        birthday,
        entryTime,
        mail,
        position,
        location,
        areaCode,
        remark,
        department,
        CellCursor.ofNames(groups),
        photo,
        CellCursor.of(id),
        CellCursor.of(departmentId),
        CellCursor.ofIds(groupIds),
        avatarId,
        createAt,
        updateAt);
  }
}
