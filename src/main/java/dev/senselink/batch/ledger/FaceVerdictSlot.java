package dev.senselink.batch.ledger;

import dev.senselink.batch.photo.FaceBox;
import dev.senselink.batch.photo.FaceFindings;
import dev.senselink.batch.photo.FaceHint;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One verdict as {@link FaceVerdictFile} keeps it, always {@value #BYTES} bytes: day, hash, what
 * was seen, check sum.
 *
 * @param day since 1970, at least 1
 * @param hash keyed, of {@value #HASH} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FaceVerdictSlot(int day, byte[] hash, FaceFindings findings) {
  static final int BYTES = 256;
  static final int HASH = 24;
  private static final int SUM_AT = BYTES - Integer.BYTES;

  /** As it is written; {@code null} if so many faces were seen that they do not fit. */
  @Nullable ByteBuffer written() {
    ByteBuffer slot = ByteBuffer.allocate(BYTES).limit(SUM_AT);
    try {
      slot.putInt(day).put(hash);
      slot.put((byte) findings.quarters()).put((byte) findings.turned());
      slot.put((byte) (findings.cut() ? 1 : 0));
      slot.put((byte) findings.faces().size()).put((byte) findings.hints().size());
      for (FaceBox box : findings.faces()) {
        slot.putFloat((float) box.left()).putFloat((float) box.top());
        slot.putFloat((float) box.width()).putFloat((float) box.height());
      }
      for (FaceHint hint : findings.hints()) {
        slot.put((byte) hint.kind().number()).putLong(hint.value()).putDouble(hint.excess());
      }
    } catch (BufferOverflowException e) {
      return null;
    }
    slot.limit(BYTES).putInt(SUM_AT, sum(slot.array(), 0));
    return slot.clear();
  }

  /** The one of this number in a group; {@code null} if there is none, or a part of one. */
  static @Nullable FaceVerdictSlot read(ByteBuffer group, int number) {
    int at = number * BYTES;
    ByteBuffer slot = group.duplicate().position(at);
    int day = slot.getInt();
    if (day < 1 || group.getInt(at + SUM_AT) != sum(group.array(), at)) {
      return null;
    }
    byte[] hash = new byte[HASH];
    slot.get(hash);
    try {
      return new FaceVerdictSlot(day, hash, findings(slot));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return null; // of another version of this program
    }
  }

  private static FaceFindings findings(ByteBuffer slot) {
    int quarters = slot.get();
    int turned = slot.get();
    boolean cut = slot.get() != 0;
    int faceCount = slot.get();
    int hintCount = slot.get();
    List<FaceBox> faces = new ArrayList<>();
    for (int i = 0; i < faceCount; i++) {
      faces.add(new FaceBox(slot.getFloat(), slot.getFloat(), slot.getFloat(), slot.getFloat()));
    }
    List<FaceHint> hints = new ArrayList<>();
    for (int i = 0; i < hintCount; i++) {
      FaceHint.Kind kind = FaceHint.Kind.numbered(slot.get());
      hints.add(new FaceHint(kind, slot.getLong(), slot.getDouble()));
    }
    return new FaceFindings(quarters, faces, hints, turned, cut);
  }

  private static int sum(byte[] bytes, int at) {
    CRC32 sum = new CRC32();
    sum.update(bytes, at, SUM_AT);
    return (int) sum.getValue();
  }
}
