package dev.senselink.batch.console.runs;

import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where in a {@code results.csv} each page begins: the file is gone through once, as bytes, and
 * then any page of it is read without what is before it. Eight bytes a hundred rows.
 */
final class ResultIndex {
  private static final String OUTCOME = "outcome";
  private static final String CODE = "code";
  private static final Set<String> NEED_SOMEBODY =
      Arrays.stream(RowEnding.values())
          .filter(RowEnding::needsAttention)
          .map(RowEnding::name)
          .collect(Collectors.toUnmodifiableSet());

  private final Pages all = new Pages();
  private final Pages todo = new Pages();

  /** Of one kind of rows: how many there are, and where each page of them begins. */
  private static final class Pages {
    private long found;
    private long[] starts = new long[16];

    void add(long at) {
      if (found % ResultPage.SIZE == 0) {
        int page = (int) (found / ResultPage.SIZE);
        if (page == starts.length) {
          starts = Arrays.copyOf(starts, 2 * page);
        }
        starts[page] = at;
      }
      found++;
    }
  }

  private ResultIndex() {}

  /** Goes through a file once, which stays open. */
  static ResultIndex of(FileChannel results) throws IOException {
    ResultIndex index = new ResultIndex();
    InputStream in = new BufferedInputStream(Channels.newInputStream(results.position(0)), 1 << 16);
    Scanner lines = new Scanner(in);
    lines.next();
    int[] places = {lines.placeOf(OUTCOME), lines.placeOf(CODE)};
    for (long at = lines.at(); lines.next(places); at = lines.at()) {
      index.all.add(at);
      if (needsSomebody(lines.cell(0), lines.cell(1))) {
        index.todo.add(at);
      }
    }
    return index;
  }

  /** Whether a row that ended so needs somebody; one that is done may be to be looked at. */
  static boolean needsSomebody(String outcome, String code) {
    return NEED_SOMEBODY.contains(outcome) || Outcome.TO_LOOK_AT.contains(code);
  }

  /** How many rows there are, or how many of them need somebody. */
  long found(boolean everything) {
    return pages(everything).found;
  }

  /** The byte at which the first row of a page begins, or -1 if there is no such page. */
  long start(boolean everything, int page) {
    Pages pages = pages(everything);
    return (long) page * ResultPage.SIZE < pages.found ? pages.starts[page] : -1;
  }

  private Pages pages(boolean everything) {
    return everything ? all : todo;
  }

  /** Lines as {@link dev.senselink.batch.table.csv.CsvTokenizer} cuts them, with their bytes. */
  private static final class Scanner {
    private static final int MOST = 64;

    /** Where in a cell the next byte stands. */
    private enum In {
      /** Nothing but blanks was before it. */
      START,
      PLAIN,
      QUOTED,
      /** A quote was before it: the second of two, or the last. */
      QUOTE
    }

    private final PushbackInputStream in;
    private final StringBuilder header = new StringBuilder();
    private final byte[][] wanted = new byte[2][MOST];
    private final int[] lengths = new int[2];
    private long at;

    Scanner(InputStream in) {
      this.in = new PushbackInputStream(in);
    }

    long at() {
      return at;
    }

    /** One of the wanted cells of the last line. */
    String cell(int which) {
      return new String(wanted[which], 0, lengths[which], StandardCharsets.UTF_8);
    }

    int placeOf(String name) {
      return Arrays.asList(header.toString().replace("\"", "").strip().split(",")).indexOf(name);
    }

    /**
     * Goes past the next line; answers false at the end.
     *
     * @param places of at most two wanted cells; none for the header
     */
    boolean next(int... places) throws IOException {
      In now = In.START;
      int cell = 0;
      Arrays.fill(lengths, 0);
      int one = in.read();
      if (one < 0) {
        return false;
      }
      for (; one >= 0; one = in.read()) {
        at++;
        boolean ends = now != In.QUOTED;
        if (ends && (one == '\n' || one == '\r')) {
          passLineFeed(one);
          return true;
        }
        if (places.length == 0 && one < 0x80) {
          header.append((char) one);
        }
        if (ends && one == ',') {
          cell++;
          now = In.START;
          continue;
        }
        In then = then(now, one);
        if (one != '"' || now == In.PLAIN || now == In.QUOTE) {
          keep(one, cell, places);
        }
        now = then;
      }
      return true;
    }

    private static In then(In now, int one) {
      return switch (now) {
        case START -> one == '"' ? In.QUOTED : one == ' ' || one == '\t' ? now : In.PLAIN;
        case PLAIN -> now;
        case QUOTED -> one == '"' ? In.QUOTE : now;
        case QUOTE -> one == '"' ? In.QUOTED : now;
      };
    }

    private void passLineFeed(int end) throws IOException {
      int after = end == '\r' ? in.read() : -1;
      if (after == '\n') {
        at++;
      } else if (after >= 0) {
        in.unread(after);
      }
    }

    private void keep(int one, int cell, int[] places) {
      for (int which = 0; which < places.length; which++) {
        if (cell == places[which] && lengths[which] < MOST) {
          wanted[which][lengths[which]++] = (byte) one;
        }
      }
    }
  }
}
