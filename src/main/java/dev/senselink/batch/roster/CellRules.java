package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.CellMark;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.csv.PrivateUseCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that hold for every cell, whatever it means. */
final class CellRules {
  /** As spreadsheets write numbers they rounded. A plain {@code 12E5} is a sound card number. */
  private static final Pattern EXPONENT =
      Pattern.compile("[+-]?[0-9]+(?:[.,][0-9]+[eE][+-]?|[eE][+-])[0-9]{1,3}");

  private static final Set<String> ERRORS =
      Set.of(
          "#NULL!",
          "#DIV/0!",
          "#VALUE!",
          "#REF!",
          "#NAME?",
          "#NUM!",
          "#N/A",
          "#GETTING_DATA",
          "#SPILL!",
          "#CALC!");

  private static final int REPLACEMENT = 0xfffd;

  /** Two: a line of a remark may well hold one comma. */
  private static final int FEWEST_DELIMITERS = 2;

  private final RosterHeader header;
  private final List<String> cells;
  private final List<String> clean;
  private final List<CellFault> faults = new ArrayList<>(0);
  private final List<String> warnings = new ArrayList<>(0);

  CellRules(RosterHeader header, List<String> cells, List<String> clean, TableLine line) {
    this.header = header;
    this.cells = cells;
    this.clean = clean;
    count();
    for (int at = 0; at < header.names().size(); at++) {
      if (!header.ignored().contains(at)) {
        characters(at);
      }
    }
    swallowed();
    header.forEachNeeded((column, at) -> unreadable(at, line.marks().get(at)));
    header.columns().forEach(this::identifier);
    if (line.hidden()) {
      warnings.add(words("row.hidden"));
    }
    header.forEachNeeded((column, at) -> doubts(column, at, line.marks().get(at)));
  }

  List<CellFault> faults() {
    return List.copyOf(faults);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void count() {
    int headers = header.names().size();
    if (cells.size() > headers) {
      faults.add(
          new CellFault("TOO_MANY_CELLS", null, words("row.tooManyCells", cells.size(), headers)));
    }
  }

  /** A quote too many takes in the lines up to the next one, and with them people. */
  private void swallowed() {
    int between = header.names().size() - 1;
    if (header.delimiter() == RosterHeader.NO_DELIMITER || between < FEWEST_DELIMITERS) {
      return;
    }
    for (int at = 0; at < cells.size(); at++) {
      boolean rows =
          cells.get(at).indexOf('\n') >= 0
              && cells.get(at).lines().skip(1).anyMatch(line -> delimiters(line) >= between);
      if (rows) {
        String text = words("row.swallowed", header.told(at));
        faults.add(new CellFault("TOO_MANY_CELLS", null, text));
        return;
      }
    }
  }

  private long delimiters(String line) {
    return line.chars().filter(c -> c == header.delimiter()).count();
  }

  private void characters(int at) {
    String cell = clean.get(at);
    boolean plain = true;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        continue;
      }
      plain = false;
      if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
        faults.add(
            new CellFault(
                "BAD_CHARACTER",
                header.names().get(at),
                words("cell.control", header.told(at), code(c))));
        return;
      }
      if (PrivateUseCharacters.isIn(c)) {
        faults.add(
            new CellFault(
                "BAD_CHARACTER",
                header.names().get(at),
                words("cell.private", header.told(at), code(cell.codePointAt(i)))));
        return;
      }
    }
    if (!plain) {
      unseen(at, cell);
    }
  }

  /** Zero-width and bidi marks are right in some scripts, and invisible mistakes in others. */
  private void unseen(int at, String cell) {
    cell.codePoints()
        .filter(c -> c > 0x7f)
        .filter(c -> Character.getType(c) == Character.FORMAT || c == REPLACEMENT)
        .findFirst()
        .ifPresent(
            c ->
                warnings.add(
                    c == REPLACEMENT
                        ? words("cell.lostLetter", header.told(at))
                        : words("cell.invisible", header.told(at), code(c))));
  }

  /**
   * What a formula that failed leaves behind; a CSV has it as text. A formula that was never worked
   * out is told by its mark: what stands in the cell is such a text too.
   */
  private void unreadable(int at, @Nullable CellMark mark) {
    if (mark == CellMark.SPANNING) {
      unreadable(at, words("cell.spanning", header.told(at)));
    } else if (mark == CellMark.NOT_CALCULATED) {
      unreadable(at, words("cell.notCalculated", header.told(at)));
    } else if (ExampleMark.isOn(clean.get(at))) {
      unreadable(at, words("cell.example", header.told(at)));
    } else if (mark == CellMark.UNREADABLE || ERRORS.contains(clean.get(at))) {
      unreadable(at, words("cell.error", header.told(at)));
    }
  }

  private void unreadable(int at, String reason) {
    faults.add(new CellFault("CELL_UNREADABLE", header.names().get(at), reason));
  }

  private void doubts(RosterColumn column, int at, @Nullable CellMark mark) {
    if (column.isIdentifier() && mark == CellMark.PADDED) {
      warnings.add(words("cell.padded", header.told(at)));
    }
    if (column.isIdentifier() && (mark == CellMark.DATE || mark == CellMark.MIDNIGHT)) {
      warnings.add(words("cell.dated", header.told(at)));
    }
    if (mark == CellMark.MERGED && clean.get(at).isEmpty()) {
      warnings.add(words("cell.merged", header.told(at)));
    }
    String doubt = CellDoubts.of(column, clean.get(at), header.told(at));
    if (doubt != null) {
      warnings.add(doubt);
    }
  }

  private void identifier(RosterColumn column, int at) {
    if (column.isIdentifier() && EXPONENT.matcher(clean.get(at)).matches()) {
      faults.add(
          new CellFault(
              "NUMBER_DAMAGED", header.names().get(at), words("cell.rounded", header.told(at))));
    }
  }

  private static String code(int c) {
    return "U+%04X".formatted(c);
  }
}
