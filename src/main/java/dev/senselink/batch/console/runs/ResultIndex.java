package dev.senselink.batch.console.runs;

import dev.senselink.batch.outcome.RowEnding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where in a {@code results.csv} each page begins: the file is gone through once, as bytes, and
 * then any page of it is read without what is before it. Eight bytes a hundred rows.
 */
final class ResultIndex {
  private static final String OUTCOME = "outcome";
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

  /** Goes through a file once. */
  static ResultIndex of(Path results) throws IOException {
    ResultIndex index = new ResultIndex();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(results), 1 << 16)) {
      Scanner lines = new Scanner(in);
      lines.next(-1);
      int place = lines.placeOf(OUTCOME);
      for (long at = lines.at(); lines.next(place); at = lines.at()) {
        index.all.add(at);
        if (NEED_SOMEBODY.contains(lines.cell())) {
          index.todo.add(at);
        }
      }
    }
    return index;
  }

  /** Whether a row that ended so needs somebody. */
  static boolean needsSomebody(String outcome) {
    return NEED_SOMEBODY.contains(outcome);
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

  /** Lines of a file that this program has written: a quote opens only at a cell's beginning. */
  private static final class Scanner {
    private static final int MOST = 64;

    private final InputStream in;
    private final StringBuilder header = new StringBuilder();
    private final byte[] wanted = new byte[MOST];
    private int length;
    private long at;

    Scanner(InputStream in) {
      this.in = in;
    }

    long at() {
      return at;
    }

    /** The wanted cell of the last line. */
    String cell() {
      return new String(wanted, 0, length, StandardCharsets.UTF_8);
    }

    int placeOf(String name) {
      return Arrays.asList(header.toString().replace("\"", "").strip().split(",")).indexOf(name);
    }

    /** Goes past the next line; answers false at the end. */
    boolean next(int place) throws IOException {
      boolean quoted = false;
      int cell = 0;
      length = 0;
      int one = in.read();
      if (one < 0) {
        return false;
      }
      for (; one >= 0; one = in.read()) {
        at++;
        if (one == '"') {
          quoted = !quoted;
        } else if (one == '\n' && !quoted) {
          return true;
        } else if (one == ',' && !quoted) {
          cell++;
        } else if (cell == place && length < MOST && one != '\r') {
          wanted[length++] = (byte) one;
        }
        if (place < 0 && one < 0x80) {
          header.append((char) one);
        }
      }
      return true;
    }
  }
}
