package dev.senselink.batch.roster;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/**
 * Where the rows of a list stand in another one that they were taken out of: people look for them
 * there.
 *
 * @param text the lines in the order of the rows, {@code 2-5,9}: neighbours are one piece
 */
public record RowLines(String text) {
  /** The column by which a list of all sites is taken apart, as a header says it. */
  public static final String COLUMN = "site";

  private static final int LONGEST = 18;

  /**
   * @throws IllegalArgumentException if it says no lines
   */
  public RowLines {
    Walk all = new Walk(text);
    while (all.at < text.length()) {
      all.piece();
    }
  }

  /**
   * Those of rows that stand there.
   *
   * @param lines counted from 1, as many as there are rows
   */
  public static RowLines of(int... lines) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < lines.length; at++) {
      int first = at;
      while (at + 1 < lines.length && lines[at + 1] == lines[at] + 1) {
        at++;
      }
      text.append(text.isEmpty() ? "" : ",").append(lines[first]);
      if (at > first) {
        text.append('-').append(lines[at]);
      }
    }
    return new RowLines(text.toString());
  }

  /** The lines, row by row. */
  PrimitiveIterator.OfLong walk() {
    return new Walk(text);
  }

  /** Reads piece by piece: there may be millions. */
  private static final class Walk implements PrimitiveIterator.OfLong {
    private final String text;
    private int at;
    private long next = 1;
    private long last;

    Walk(String text) {
      this.text = text;
    }

    @Override
    public boolean hasNext() {
      return next <= last || at < text.length();
    }

    @Override
    public long nextLong() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (next > last) {
        piece();
      }
      return next++;
    }

    private void piece() {
      int comma = text.indexOf(',', at);
      String piece = text.substring(at, comma < 0 ? text.length() : comma);
      int dash = piece.indexOf('-');
      next = line(dash < 0 ? piece : piece.substring(0, dash));
      last = dash < 0 ? next : line(piece.substring(dash + 1));
      if (last < next || comma == text.length() - 1) {
        throw new IllegalArgumentException("no lines");
      }
      at = comma < 0 ? text.length() : comma + 1;
    }

    private static long line(String digits) {
      if (digits.isEmpty()
          || digits.length() > LONGEST
          || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
          || Long.parseLong(digits) == 0) {
        throw new IllegalArgumentException("no line");
      }
      return Long.parseLong(digits);
    }
  }
}
