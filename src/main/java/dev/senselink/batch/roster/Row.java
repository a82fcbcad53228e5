package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.TableLine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * One filled row of a roster. Immutable; two rows with equal cells have equal hashes.
 *
 * <p>Its {@link #toString} is its place only: cells are personal data and must not reach a log.
 */
public final class Row {
  private static final String CLEAR = "<clear>";
  private static final int HASH_DIGITS = 20;

  private final RowReference ref;
  private final RosterHeader header;
  private final List<String> cells;
  private final List<String> clean;
  private final List<CellFault> faults;
  private final List<String> warnings;

  Row(RowReference ref, RosterHeader header, TableLine line) {
    this.ref = ref;
    this.header = header;
    this.cells = header.fit(line.cells());
    this.clean = this.cells.stream().map(CleanText::of).toList();
    CellRules rules = new CellRules(header, this.cells, clean, line);
    this.faults = rules.faults();
    this.warnings = rules.warnings();
  }

  private Row(Row row, RowReference ref) {
    this.ref = ref;
    this.header = row.header;
    this.cells = row.cells;
    this.clean = row.clean;
    this.faults = row.faults;
    this.warnings = row.warnings;
  }

  /** The same row standing elsewhere, where the file it was read from is a copy of several. */
  public Row at(RowReference other) {
    return new Row(this, other);
  }

  /** Where the row stands. */
  public RowReference ref() {
    return ref;
  }

  /**
   * The cells as read, the formula guard taken off, filled up with blanks to the number of headers;
   * more than that where the row has too many.
   */
  public List<String> cells() {
    return cells;
  }

  /**
   * The cell trimmed and in form NFC; {@code ""} if it is blank or the roster has no such column.
   */
  public String text(RosterColumn column) {
    if (column == RosterColumn.NAME && header.name().isJoined()) {
      return header.name().of(clean, CLEAR);
    }
    Integer at = header.columns().get(column);
    return at == null ? "" : clean.get(at);
  }

  /** Whether the cell is filled; {@code <clear>} is. */
  public boolean has(RosterColumn column) {
    return !text(column).isEmpty();
  }

  /** Whether the cell says {@code <clear>}: erase on update, blank on create. */
  public boolean clears(RosterColumn column) {
    return text(column).equalsIgnoreCase(CLEAR);
  }

  /** Whether a bare number in {@link RosterColumn#HOST} is an id. */
  public boolean hostIsId() {
    return header.hostIsId();
  }

  /**
   * A mark of the row's content: {@code r} and 20 hex digits of the SHA-256 over its cells as
   * {@link #text} gives them. No spreadsheet takes it for a number.
   */
  public String hash() {
    MessageDigest digest = Sha256Digest.start();
    for (String cell : clean) {
      byte[] bytes = cell.getBytes(UTF_8);
      // The length in front keeps "ab","c" and "a","bc" apart.
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    return "r" + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
  }

  /** What makes the row unfit, whatever its cells mean; empty for a sound row. */
  public List<CellFault> faults() {
    return faults;
  }

  /** The columns whose cells cannot be trusted; all of them where the row itself cannot. */
  public Set<RosterColumn> unreadable() {
    if (faults.isEmpty()) {
      return Set.of();
    }
    Set<RosterColumn> columns = EnumSet.noneOf(RosterColumn.class);
    header
        .columns()
        .forEach(
            (column, at) -> {
              String name = header.names().get(at);
              if (faults.stream().anyMatch(f -> f.header() == null || f.header().equals(name))) {
                columns.add(column);
              }
            });
    return columns;
  }

  /** Whole sentences about things that are kept but worth a look. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public String toString() {
    return ref.toString();
  }
}
