package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.DisplayText;
import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.excel.Workbook;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts together what is told about a file before its first row. */
final class RosterShapeBuilder {
  private static final int NAMES_TOLD = 10;

  private RosterShapeBuilder() {}

  /**
   * That of a text.
   *
   * @param unclear headers that a person may have to say something of
   */
  static RosterShape ofText(
      HeaderSearch.Found found, List<UnclearColumn> unclear, String encoding, char delimiter) {
    return of(
        found,
        unclear,
        delimiter == '\t' ? "TSV" : "CSV",
        "",
        encoding,
        delimiter == '\t' ? "tab" : String.valueOf(delimiter),
        List.of(),
        List.of());
  }

  static RosterShape ofSheet(SheetSearch.Found found, Workbook book) {
    Workbook.Sheet sheet = book.sheets().get(found.sheet());
    List<String> others =
        book.sheets().stream()
            .filter(other -> other != sheet && !ExampleMark.isOfTemplate(other.name()))
            .map(RosterShapeBuilder::told)
            .toList();
    List<String> warnings = new ArrayList<>();
    if (!others.isEmpty()) {
      warnings.add(
          words(
              "shape.sheet", DisplayText.text(sheet.name()), QuotedNames.list(others, NAMES_TOLD)));
    }
    if (book.unreadPictures() > 0) {
      warnings.add(words("shape.pictures", book.unreadPictures()));
    }
    return of(
        found.header(),
        found.header().row().unclear(),
        book.format(),
        DisplayText.text(sheet.name()),
        "",
        "",
        warnings,
        found.otherLists());
  }

  private static String told(Workbook.Sheet sheet) {
    return sheet.visible()
        ? QuotedNames.quoted(sheet.name())
        : words("list.hidden", DisplayText.text(sheet.name()));
  }

  private static RosterShape of(
      HeaderSearch.Found found,
      List<UnclearColumn> unclear,
      String format,
      String sheet,
      String encoding,
      String delimiter,
      List<String> first,
      List<String> otherLists) {
    HeaderRow row = found.row();
    Map<RosterColumn, Integer> columns = new EnumMap<>(RosterColumn.class);
    row.claims().forEach((column, at) -> columns.put(column, at.get(0)));
    List<Integer> unknown = new ArrayList<>(row.unknown());
    unknown.addAll(row.outvoted());
    return new RosterShape(
        format,
        sheet,
        encoding,
        delimiter,
        found.line(),
        row.headers(),
        columns,
        names(row, row.ignored()),
        names(row, unknown),
        unclear,
        Stream.concat(first.stream(), warnings(found, columns).stream()).toList(),
        row.joinedName(),
        row.hostIsId(),
        otherLists);
  }

  private static List<String> warnings(
      HeaderSearch.Found found, Map<RosterColumn, Integer> columns) {
    HeaderRow row = found.row();
    List<String> warnings = new ArrayList<>();
    if (!found.titles().isEmpty()) {
      warnings.add(
          words(
              "shape.titles",
              found.line(),
              QuotedNames.list(found.titles().stream().map(String::valueOf).toList())));
    }
    for (int at : row.unknown().stream().sorted().toList()) {
      String header = row.headers().get(at);
      if (!HeaderNames.isBareId(HeaderNames.fold(header))) { // of that more is told below
        String option = ColumnOption.written(Map.of(header, words("shape.unknown.column")));
        warnings.add(words("shape.unknown", DisplayText.text(header), option));
      }
    }
    for (String header : names(row, row.outvoted())) {
      warnings.add(words("shape.outvoted", header));
    }
    if (!columns.containsKey(RosterColumn.JOB_NUMBER)) {
      row.headers().stream()
          .filter(header -> HeaderNames.isCounter(HeaderNames.fold(header)))
          .forEach(header -> warnings.add(words("shape.counter", header)));
    }
    return warnings;
  }

  private static List<String> names(HeaderRow row, List<Integer> at) {
    return at.stream().sorted().map(row.headers()::get).map(DisplayText::text).toList();
  }
}
