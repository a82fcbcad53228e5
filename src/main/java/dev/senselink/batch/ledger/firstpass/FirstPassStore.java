package dev.senselink.batch.ledger.firstpass;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.DiskSort;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.roster.RowReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the first pass over a roster has to remember between rows, on disk: values that may occur
 * twice, and the rows refused because of them.
 *
 * <p>Why no database: measured on a million rows that share values, grouping and refusing them in
 * one took more than 256 MB of heap and minutes; sorting fixed-size records takes a few megabytes
 * and seconds. A value is kept as half of its SHA-256, so that its length does not matter.
 */
public final class FirstPassStore implements AutoCloseable {
  private static final int FIRST_FEW = 10;

  // The columns of a suspect's record; sorted by them from the left.
  private static final int VALUE_A = 0;
  private static final int VALUE_B = 1;
  private static final int ROW = 2;
  private static final int LINE = 3;
  private static final int HASH = 4;
  private static final int WIDTH = 5;

  private final Path folder;
  private final Map<String, DiskSort> suspects = new TreeMap<>();
  private final RowRefusals refusals;
  private final MessageDigest sha256 = Sha256Digest.start();
  private @Nullable Ruling ruling;

  /**
   * A row that has a value another row may have too.
   *
   * @param hash the row's content
   */
  public record Suspect(String kind, String value, RowReference row, String hash) {}

  /**
   * A row refused by the first pass.
   *
   * @param photo whether it is the photo's fault, so that a row that needs no photo may go on
   */
  public record Refusal(int row, boolean photo, String code, String reason) {}

  /** Which rows of the group at hand are refused, and the place of what is said of them. */
  private record Ruling(IntPredicate rows, long place) {}

  /**
   * @param temporary an empty folder of its own; who made it removes it
   */
  public FirstPassStore(Path temporary) {
    this.folder = temporary;
    this.refusals = new RowRefusals(temporary);
  }

  public void add(Suspect s) {
    DiskSort ofKind =
        suspects.computeIfAbsent(
            s.kind(), kind -> new DiskSort(folder, "suspects-" + suspects.size(), WIDTH));
    ByteBuffer value = digest(s.value());
    long content = digest(s.hash()).getLong();
    try {
      ofKind.add(value.getLong(), value.getLong(), s.row().number(), s.row().line(), content);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * Rows that really share a value.
   *
   * @param value stands for the value: equal for equal ones, and not to be read by people
   * @param lines the lines of the first few, in order
   * @param equal whether all are equal in every cell
   */
  public record Group(
      String kind, String value, long count, RowReference first, List<Long> lines, boolean equal) {
    public Group {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Gives every value of a kind that really occurs more than once. While it is given, its rows can
   * be refused.
   *
   * @param refusedToo whether rows that are refused already count
   */
  public void shared(String kind, boolean refusedToo, Consumer<Group> each) {
    DiskSort ofKind = suspects.get(kind);
    if (ofKind == null) {
      return;
    }
    // The first reader gathers a group, which may be of a million rows; the second one follows and
    // refuses its rows.
    try (DiskSort.Reader ahead = ofKind.read();
        DiskSort.Reader behind = ofKind.read()) {
      long[] next = ahead.next();
      while (next != null) {
        Gathering group = new Gathering(next);
        while (next != null && group.holds(next)) {
          group.add(next, refusedToo || !refusals.has((int) next[ROW]));
          next = ahead.next();
        }
        judge(kind, group, each);
        carryOut(behind, group.records);
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void judge(String kind, Gathering group, Consumer<Group> each) {
    ruling = null;
    if (group.count > 1) {
      each.accept(group.done(kind));
    }
  }

  private void carryOut(DiskSort.Reader behind, long records) throws IOException {
    for (long i = 0; i < records; i++) {
      long[] record = behind.next();
      int row = record == null ? 0 : (int) record[ROW];
      if (ruling != null && !refusals.has(row) && ruling.rows().test(row)) {
        refusals.add(row, ruling.place());
      }
    }
  }

  /** The rows of one value on the way to a {@link Group}. */
  private static final class Gathering {
    private final long[] first;
    private final List<Long> lines = new ArrayList<>(FIRST_FEW);
    private long[] counted;
    private long records;
    private long count;
    private boolean equal = true;

    Gathering(long[] first) {
      this.first = first;
      this.counted = first;
    }

    boolean holds(long[] record) {
      return record[VALUE_A] == first[VALUE_A] && record[VALUE_B] == first[VALUE_B];
    }

    void add(long[] record, boolean counts) {
      records++;
      if (!counts) {
        return;
      }
      if (count == 0) {
        counted = record;
      }
      count++;
      equal &= record[HASH] == counted[HASH];
      if (lines.size() < FIRST_FEW) {
        lines.add(record[LINE]);
      }
    }

    Group done(String kind) {
      String value =
          HexFormat.of().toHexDigits(first[VALUE_A]) + HexFormat.of().toHexDigits(first[VALUE_B]);
      RowReference row = new RowReference((int) counted[ROW], counted[LINE]);
      return new Group(kind, value, count, row, lines, equal);
    }
  }

  /**
   * Refuses the rows of the group at hand that are not refused yet.
   *
   * @param sparesFirst whether the first one goes on
   * @param photo whether it is the photo's fault
   */
  public void refuse(Group group, boolean sparesFirst, boolean photo, String code, String reason) {
    int spared = sparesFirst ? group.first().number() : 0;
    rule(row -> row != spared, photo, code, reason);
  }

  /** Refuses, for their photos' fault, those rows of the group at hand that the test picks. */
  public void refuseSome(Group group, IntPredicate rows, String code, String reason) {
    rule(rows, true, code, reason);
  }

  private void rule(IntPredicate rows, boolean photo, String code, String reason) {
    try {
      ruling = new Ruling(rows, refusals.say(photo, code, reason));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Walks the refusals in step with the roster; from now on nothing can be refused. */
  public Cursor refusals() {
    try {
      return new Cursor(refusals.read());
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Asked for rows in rising order; single use, one thread. */
  public static final class Cursor implements AutoCloseable {
    private final RowRefusals.Reader reader;
    private @Nullable Refusal next;

    private Cursor(RowRefusals.Reader reader) throws IOException {
      this.reader = reader;
      this.next = reader.next();
    }

    /** The refusal of this row, if there is one. */
    public Optional<Refusal> at(int row) {
      try {
        while (next != null && next.row() < row) {
          next = reader.next();
        }
      } catch (IOException e) {
        throw broken(e);
      }
      return next != null && next.row() == row ? Optional.of(next) : Optional.empty();
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      refusals.close();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private ByteBuffer digest(String text) {
    return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static LedgerException broken(IOException e) {
    return new LedgerException(LedgerException.Kind.BROKEN, words("firstPass.broken"), e);
  }
}
