package dev.senselink.batch.photo.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for the byte that begins a JPEG's markers, eight bytes at a time. */
final class JpegMarkerSearch {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private JpegMarkerSearch() {}

  /** Where the next byte of eight ones is, {@code to} if there is none before that. */
  static int next(byte[] bytes, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long zerosWanted = ~(long) LONGS.get(bytes, at);
      long found = zerosWanted - ONES & ~zerosWanted & HIGHS;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < to && bytes[at] != -1) {
      at++;
    }
    return at;
  }
}
