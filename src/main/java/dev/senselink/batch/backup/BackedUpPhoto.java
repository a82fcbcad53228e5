package dev.senselink.batch.backup;

import java.util.List;

/**
 * A line of {@code photos.csv} or {@code record-photos.csv}.
 *
 * @param id the person's or the record's
 * @param file as {@link PhotoKind#file} names it
 * @param avatarId the image's id on the server
 * @param bytes its size
 * @param sha256 64 hex digits, lower case
 */
public record BackedUpPhoto(long id, String file, String avatarId, long bytes, String sha256) {

  public static BackedUpPhoto of(CellCursor c) {
    return new BackedUpPhoto(c.number(), c.text(), c.text(), c.number(), c.text());
  }

  public List<String> cells() {
    return List.of(CellCursor.of(id), file, avatarId, CellCursor.of(bytes), sha256);
  }
}
