package dev.senselink.batch.photo.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The coded bits of one scan of a JPEG, freed of what keeps them apart from markers, in the pieces
 * that restart markers make of them.
 */
final class JpegScanBits {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Bits that {@link #nextSureBits} shows at least. */
  static final int SURE = 57;

  private final byte[] bits;
  private int length;
  private int[] ends = new int[16];
  private int pieces;
  private boolean inOrder = true;

  /** Where the walk stands, in bits from the start. */
  int at;

  /**
   * @param from the first coded byte
   * @param to behind the last one
   */
  JpegScanBits(byte[] jpeg, int from, int to) {
    bits = new byte[to - from + Long.BYTES];
    int copied = from;
    for (int i = JpegMarkerSearch.next(jpeg, from, to); i < to; ) {
      int next = i + 1 < to ? jpeg[i + 1] & 0xFF : 0xFF;
      copy(jpeg, copied, next == 0 ? i + 1 : i);
      copied = next == 0xFF ? i + 1 : i + 2;
      if (next != 0 && next != 0xFF) {
        inOrder &= (next & 7) == (pieces & 7); // restart markers are numbered
        endPiece();
      }
      i = JpegMarkerSearch.next(jpeg, copied, to);
    }
    copy(jpeg, copied, to);
    endPiece();
  }

  private void copy(byte[] jpeg, int from, int to) {
    System.arraycopy(jpeg, from, bits, length, to - from);
    length += to - from;
  }

  private void endPiece() {
    ends = pieces == ends.length ? Arrays.copyOf(ends, 2 * pieces) : ends;
    ends[pieces++] = length;
  }

  int pieces() {
    return pieces;
  }

  /** Whether no restart marker is missing or strange, as far as their numbers tell. */
  boolean isInOrder() {
    return inOrder;
  }

  /** Goes to the first bit of a piece. */
  void begin(int piece) {
    at = piece == 0 ? 0 : 8 * ends[piece - 1];
  }

  /** Whether the walk has gone past the last bit of a piece. */
  boolean beyond(int piece) {
    return at > 8 * ends[piece];
  }

  /** Bytes of a piece that no code has touched, if the walk stands behind its last code. */
  int unused(int piece) {
    return ends[piece] - (at + 7) / 8;
  }

  /** Whether the pieces from this one on hold nothing; some write a restart marker too many. */
  boolean isNothingBehind(int piece) {
    return piece >= pieces || ends[piece - 1] == length;
  }

  /** The next 16 bits, the first of them the highest; does not move. */
  int next16Bits() {
    return (int) ((long) LONGS.get(bits, at >>> 3) << (at & 7) >>> 48);
  }

  /** The next {@link #SURE} bits and some more, the first of them the highest; does not move. */
  long nextSureBits() {
    return (long) LONGS.get(bits, at >>> 3) << (at & 7);
  }

  /** Takes up to 16 bits as a number. */
  int take(int count) {
    int value = count == 0 ? 0 : next16Bits() >>> 16 - count;
    at += count;
    return value;
  }
}
