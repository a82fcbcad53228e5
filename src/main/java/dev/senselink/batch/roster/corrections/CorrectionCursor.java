package dev.senselink.batch.roster.corrections;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through corrections that are in the order of the list's rows. */
final class CorrectionCursor implements Closeable {
  private final BufferedReader in;
  private @Nullable CorrectionLine next;

  CorrectionCursor(BufferedReader in) {
    this.in = in;
    advance();
  }

  /** Those of a line of the list; those of earlier ones are passed over. */
  List<CorrectionLine> of(long line) {
    CorrectionLine passed = takeBefore(line);
    while (passed != null) {
      passed = takeBefore(line);
    }
    List<CorrectionLine> found = new ArrayList<>(0);
    for (CorrectionLine one = next; one != null && one.line() == line; one = next) {
      found.add(one);
      advance();
    }
    return found;
  }

  /**
   * The next of a line before this one, {@code null} if none is left: one is in memory at a time.
   */
  @Nullable CorrectionLine takeBefore(long line) {
    return next != null && next.line() < line ? take() : null;
  }

  /** The next, {@code null} at the end. */
  @Nullable CorrectionLine take() {
    CorrectionLine one = next;
    if (one != null) {
      advance();
    }
    return one;
  }

  private void advance() {
    try {
      String text = in.readLine();
      next = text == null ? null : CorrectionLine.ofKept(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
