package dev.senselink.batch.backup;

import java.util.List;

/**
 * A line of {@code guests.csv}: a visitor (manual 6.3.7). Texts are exactly the server's.
 *
 * @param groups names, in the order of {@code groupIds}
 * @param photo {@code ID.jpg}; blank if there is none in this backup
 * @param host job number, else mobile, else {@code #ID} of one person in {@code users.csv}; blank
 *     where it is not known, as the list of visitors never gives it
 * @param dateTimeFrom {@code yyyy-MM-dd HH:mm:ss} in the server's own time; blank likewise
 * @param dateTimeTo likewise
 * @param avatarId the image's id on the server; blank for none
 * @param createAt display text, as {@code updateAt}
 * @param hostFrom {@link #LEDGER} or {@link #RECORDS}, from where the host is known; blank without
 *     a host, and in a backup of an older version
 */
public record BackedUpGuest(
    String name,
    String mobile,
    String remark,
    List<String> groups,
    String photo,
    String host,
    String dateTimeFrom,
    String dateTimeTo,
    long id,
    List<Long> groupIds,
    String avatarId,
    String createAt,
    String updateAt,
    String hostFrom) {
  /** The host is the one that this data folder has sent. */
  public static final String LEDGER = "ledger";

  /** The host is the one that all access records of the visitor name. */
  public static final String RECORDS = "records";

  public BackedUpGuest {
    groups = List.copyOf(groups);
    groupIds = List.copyOf(groupIds);
  }

  /** Without name and number: it may end in a log. */
  @Override
  public String toString() {
    return "guest " + id;
  }

  public static BackedUpGuest of(CellCursor c) {
    return new BackedUpGuest(
        c.text(),
        c.text(),
        c.text(),
        c.names(),
        c.text(),
        c.text(),
        c.text(),
        c.text(),
        c.number(),
        c.ids(),
        c.text(),
        c.text(),
        c.text(),
        c.text());
  }

  public List<String> cells() {
    return List.of(
        name,
        mobile,
        remark,
        CellCursor.ofNames(groups),
        photo,
        host,
        dateTimeFrom,
        dateTimeTo,
        CellCursor.of(id),
        CellCursor.ofIds(groupIds),
        avatarId,
        createAt,
        updateAt,
        hostFrom);
  }
}
