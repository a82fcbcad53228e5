package dev.senselink.batch.console.imports.understood;

import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * How a person wants a list to be read, in the words of the command line.
 *
 * @param sheet of a workbook, {@code ""} for the one that is recognised
 * @param headerRow 0 for the one that is recognised
 * @param encoding of a text, {@code ""} for the one that is recognised
 * @param mark of the headers of which the choices are
 * @param choices what each column is taken for; empty while nobody has agreed to anything
 * @param columns what {@code --columns} says of them
 * @param sound whether a list can be read so at all; else no check begins
 */
public record ListReading(
    String sheet,
    int headerRow,
    String encoding,
    String mark,
    List<String> choices,
    String columns,
    boolean sound) {
  /** As the program sees it by itself. */
  public static final ListReading RECOGNISED = new ListReading("", 0, "", "", List.of(), "", true);

  public ListReading {
    choices = List.copyOf(choices);
  }

  /** The same place of the same file, with nothing said of its columns. */
  ListReading ofPlace(String otherSheet, int otherRow, String otherEncoding) {
    return new ListReading(otherSheet, otherRow, otherEncoding, "", List.of(), "", true);
  }

  /** Whether the same rows are read: what is corrected in them still holds. */
  public boolean isSamePlace(ListReading other) {
    return sheet.equals(other.sheet)
        && headerRow == other.headerRow
        && encoding.equals(other.encoding);
  }

  /** Whether somebody has seen its columns and agreed to what they are taken for. */
  public boolean isAgreed() {
    return !mark.isEmpty();
  }

  /** All but the columns. */
  RosterSettings settings(RosterKind kind) {
    return RosterSettings.of(kind)
        .withSheet(sheet.isEmpty() ? null : sheet)
        .withHeaderRow(headerRow == 0 ? null : headerRow)
        .withEncoding(encoding.isEmpty() ? null : encoding);
  }

  /** What is typed. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    add(words, "--sheet=", sheet);
    add(words, "--header-row=", headerRow == 0 ? "" : String.valueOf(headerRow));
    add(words, "--encoding=", encoding);
    add(words, "--columns=", columns);
    return words;
  }

  private static void add(List<String> words, String option, String value) {
    if (!value.isEmpty()) {
      words.add(option + value);
    }
  }
}
