package dev.senselink.batch.ledger.move;

import dev.senselink.batch.disk.Sha256Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a table has and what stands in them, in whatever order they come: two tables of one
 * content are the same rows, each as often. One thread.
 */
final class TableContent {
  private final MessageDigest digest = Sha256Digest.start();
  private long rows;
  private BigInteger sum = BigInteger.ZERO;

  void add(List<@Nullable Object> row) {
    for (Object value : row) {
      byte[] text = told(value).getBytes(StandardCharsets.UTF_8);
      digest.update(
          (text.length + (value == null ? "-" : "=")).getBytes(StandardCharsets.US_ASCII));
      digest.update(text);
    }
    sum = sum.add(new BigInteger(1, digest.digest()));
    rows++;
  }

  /** A time is the same moment in whatever zone it was noted. */
  private static String told(@Nullable Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant().toString()
        : String.valueOf(value);
  }

  long rows() {
    return rows;
  }

  boolean isSameAs(TableContent other) {
    return rows == other.rows && sum.equals(other.sum);
  }
}
