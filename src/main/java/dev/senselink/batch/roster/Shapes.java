package dev.senselink.batch.roster;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what is told about a file before its first row. */
final class Shapes {
  private static final int NAMES_TOLD = 10;

  private Shapes() {}

  static RosterShape ofText(HeaderSearch.Found found, String encoding, char delimiter) {
    return of(
        found,
        delimiter == '\t' ? "TSV" : "CSV",
        "",
        encoding,
        delimiter == '\t' ? "tab" : String.valueOf(delimiter),
        List.of());
  }

  static RosterShape ofSheet(SheetSearch.Found found, Workbook book) {
    Workbook.Sheet sheet = book.sheets().get(found.sheet());
    List<String> others =
        book.sheets().stream()
            .filter(other -> other != sheet)
            .map(other -> "'" + Shown.text(other.name()) + (other.visible() ? "'" : "' (hidden)"))
            .toList();
    List<String> warnings =
        others.isEmpty()
            ? List.of()
            : List.of(
                "read is the sheet '%s'; not read: %s. --sheet chooses another"
                    .formatted(Shown.text(sheet.name()), told(others)));
    return of(found.header(), book.format(), Shown.text(sheet.name()), "", "", warnings);
  }

  private static String told(List<String> names) {
    String some = names.stream().limit(NAMES_TOLD).collect(Collectors.joining(", "));
    return names.size() > NAMES_TOLD
        ? some + " and " + (names.size() - NAMES_TOLD) + " more"
        : some;
  }

  private static RosterShape of(
      HeaderSearch.Found found,
      String format,
      String sheet,
      String encoding,
      String delimiter,
      List<String> first) {
    HeaderRow row = found.row();
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
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
        Stream.concat(first.stream(), warnings(found, columns).stream()).toList(),
        row.hostIsId());
  }

  private static List<String> warnings(HeaderSearch.Found found, Map<Column, Integer> columns) {
    HeaderRow row = found.row();
    List<String> warnings = new ArrayList<>();
    if (!found.titles().isEmpty()) {
      warnings.add(
          "the header is on line %d; skipped above it: line %s"
              .formatted(
                  found.line(),
                  found.titles().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    for (String header : names(row, row.unknown())) {
      warnings.add(
          "the column '%s' is not known and is not sent; --columns can say what it is"
              .formatted(header));
    }
    for (String header : names(row, row.outvoted())) {
      warnings.add("the column '%s' gives way to the one --columns chose".formatted(header));
    }
    if (!columns.containsKey(Column.JOB_NUMBER)) {
      row.headers().stream()
          .filter(header -> HeaderNames.isCounter(HeaderNames.fold(header)))
          .forEach(
              header ->
                  warnings.add(
                      "'%s' is not taken for a job number; if it is one, say --columns \"%s=jobNumber\""
                          .formatted(header, header)));
    }
    return warnings;
  }

  private static List<String> names(HeaderRow row, List<Integer> at) {
    return at.stream().sorted().map(row.headers()::get).map(Shown::text).toList();
  }
}
