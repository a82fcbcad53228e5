package dev.senselink.batch.ledger.plan;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a plan's file as bytes. One thread. */
final class PlanText implements Closeable {
  /** A line longer than that is none of ours. */
  private static final int LONGEST = 16 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;

  private PlanText(InputStream in) {
    this.in = in;
  }

  static PlanText of(Path file) throws IOException {
    return new PlanText(Files.newInputStream(file));
  }

  /** A line that has no end. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** The next line without its end; null at the end. */
  byte @Nullable [] next() throws IOException {
    if (!isMore()) {
      return null;
    }
    ByteArrayOutputStream before = new ByteArrayOutputStream(0);
    while (true) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      boolean whole = at < end;
      int to = whole ? at++ : at;
      if (whole && before.size() == 0) {
        return Arrays.copyOfRange(buffer, from, to);
      }
      if (before.size() > LONGEST) {
        throw new TooLongException();
      }
      before.write(buffer, from, to - from);
      if (whole || !isMore()) {
        return before.toByteArray();
      }
    }
  }

  private boolean isMore() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
