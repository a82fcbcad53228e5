package dev.senselink.batch.roster;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a roster file turned out to be.
 *
 * @param format {@code CSV}, {@code TSV}, {@code XLSX} or {@code XLS}
 * @param sheet the workbook's sheet that is read, {@code ""} for a text file
 * @param encoding the character encoding's usual name, {@code ""} for a workbook
 * @param delimiter the character between cells; {@code tab} for the tabulator, {@code ""} for a
 *     workbook
 * @param headerLine the line of the header's first character, or its row in the sheet
 * @param headers the header cells as read
 * @param columns the position, from 0, of each column that was recognised
 * @param ignored headers left out on purpose: by {@code --columns} or because our own files add
 *     them
 * @param unknown headers nobody knows, and the places of columns that have something but no header
 * @param unclear of those the ones whose name is like that of a column no other header fills
 * @param warnings whole sentences for the user
 * @param nameParts the positions of a name's parts where it stands in several columns
 * @param hostIsId whether the host column is {@code receptionUserId}, where a bare number is an id
 * @param otherLists sheets that hold people too, of which nobody has said that they are not meant
 */
public record RosterShape(
    String format,
    String sheet,
    String encoding,
    String delimiter,
    long headerLine,
    List<String> headers,
    Map<RosterColumn, Integer> columns,
    List<String> ignored,
    List<String> unknown,
    List<UnclearColumn> unclear,
    List<String> warnings,
    List<Integer> nameParts,
    boolean hostIsId,
    List<String> otherLists) {
  public RosterShape {
    headers = List.copyOf(headers);
    EnumMap<RosterColumn, Integer> inOrder = new EnumMap<>(RosterColumn.class);
    inOrder.putAll(columns);
    columns = Collections.unmodifiableMap(inOrder);
    ignored = List.copyOf(ignored);
    unknown = List.copyOf(unknown);
    unclear = List.copyOf(unclear);
    warnings = List.copyOf(warnings);
    nameParts = List.copyOf(nameParts);
    otherLists = List.copyOf(otherLists);
  }

  RosterShape withWarning(String warning) {
    return with(unknown, Stream.concat(warnings.stream(), Stream.of(warning)).toList());
  }

  RosterShape withUnknown(String column) {
    return with(Stream.concat(unknown.stream(), Stream.of(column)).toList(), warnings);
  }

  /** The same where it is known what a column is for. */
  RosterShape withKnown(String column) {
    return with(
        unknown.stream().filter(header -> !HeaderNames.fold(header).equals(column)).toList(),
        warnings);
  }

  private RosterShape with(List<String> someUnknown, List<String> someWarnings) {
    return new RosterShape(
        format,
        sheet,
        encoding,
        delimiter,
        headerLine,
        headers,
        columns,
        ignored,
        someUnknown,
        unclear,
        someWarnings,
        nameParts,
        hostIsId,
        otherLists);
  }
}
