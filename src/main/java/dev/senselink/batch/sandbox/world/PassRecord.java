package dev.senselink.batch.sandbox.world;

import java.time.Instant;

/**
 * Somebody was seen at a door.
 *
 * @param id 0 where a new one is added: the server then gives the next
 * @param userId 0 for a stranger
 * @param type 1 staff, 2 guest, 3 stranger
 * @param signTime whole seconds
 * @param entryMode 1 face, 2 QR code, 3 card, 4 face and card
 */
public record PassRecord(
    long id, long userId, int type, String deviceSn, Instant signTime, int entryMode) {
  public static final int STRANGER = 3;

  public PassRecord withId(long other) {
    return new PassRecord(other, userId, type, deviceSn, signTime, entryMode);
  }
}
