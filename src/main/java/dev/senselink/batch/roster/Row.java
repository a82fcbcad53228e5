package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.TableLine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private final TableLine line;
  private final @Nullable RowCorrection correction;
  private final List<String> cells;
  private final List<String> clean;
  private final List<CellFault> faults;
  private final List<String> warnings;

  Row(RowReference ref, RosterHeader header, TableLine line) {
    this(ref, header, line, null);
  }

  private Row(
      RowReference ref, RosterHeader header, TableLine line, @Nullable RowCorrection correction) {
    this.ref = ref;
    this.header = header;
    this.line = line;
    this.correction = correction;
    this.cells = header.fit(line.cells());
    this.clean = this.cells.stream().map(CleanText::of).toList();
    CellRules rules = new CellRules(header, this.cells, clean, line);
    this.faults = rules.faults();
    this.warnings = rules.warnings();
  }

  private Row(Row row, RowReference ref) {
    this.ref = ref;
    this.header = row.header;
    this.line = row.line;
    this.correction = row.correction;
    this.cells = row.cells;
    this.clean = row.clean;
    this.faults = row.faults;
    this.warnings = row.warnings;
  }

  /** The same row standing elsewhere, where the file it was read from is a copy of several. */
  public Row at(RowReference other) {
    return new Row(this, other);
  }

  /** The row as somebody has corrected it: what its new cells mean is judged anew. */
  public Row corrected(RowCorrection by) {
    List<String> changed = new ArrayList<>(cells);
    Map<Integer, CellMark> marks = new HashMap<>(line.marks());
    for (RowCorrection.Cell cell : by.cells()) {
      changed.set(cell.at(), cell.to());
      marks.remove(cell.at()); // it was said of what stood there before
    }
    TableLine now = new TableLine(line.line(), changed, marks, line.spans(), line.hidden());
    return new Row(ref, header, now, by);
  }

  /** What somebody has changed in the row, {@code null} where nobody has. */
  public @Nullable RowCorrection correction() {
    return correction;
  }

  /** Whether somebody has said that the row is not to be imported. */
  public boolean isLeftOut() {
    return correction != null && correction.leftOut();
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

  /** Whether a spreadsheet has the cell as a date, and not as a text that looks like one. */
  boolean isRealDate(RosterColumn column) {
    Integer at = header.columns().get(column);
    CellMark mark = at == null ? null : line.marks().get(at);
    return mark == CellMark.DATE || mark == CellMark.MIDNIGHT;
  }

  static boolean isClear(String cell) {
    return cell.equalsIgnoreCase(CLEAR);
  }

  /** The cell at this position, trimmed and in form NFC. */
  String clean(int at) {
    return clean.get(at);
  }

  StandingColumns standingColumns() {
    return header.standing();
  }

  String headerName(int at) {
    return header.names().get(at);
  }

  String headerTold(int at) {
    return header.told(at);
  }

  /** Whether the cell at this position cannot be trusted. */
  boolean isUnreadable(int at) {
    String name = header.names().get(at);
    return faults.stream().anyMatch(fault -> fault.header() == null || fault.header().equals(name));
  }

  /** Whether a bare number in {@link RosterColumn#HOST} is an id. */
  public boolean hostIsId() {
    return header.hostIsId();
  }

  /**
   * A mark of the row's content: {@code r} and 20 hex digits of the SHA-256 over its cells as
   * {@link #text} gives them, and over the photo it was given. No spreadsheet takes it for a
   * number.
   */
  public String hash() {
    MessageDigest digest = Sha256Digest.start();
    clean.forEach(cell -> add(digest, cell));
    if (correction != null && correction.photo() != null) {
      add(digest, correction.photo());
    }
    return "r" + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    // The length in front keeps "ab","c" and "a","bc" apart.
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
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

  /** Whether the row has fewer cells than the header, as one has that is cut off. */
  public boolean isShort() {
    return line.cells().size() < header.names().size();
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
