package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.language.ShellWord;
import dev.senselink.batch.roster.cell.CellEscapes;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.QuotedNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The option {@code --columns}: which header of the file stands for which column. */
final class ColumnOption {
  /** The target that leaves a column out. */
  static final String IGNORE = "-";

  /** What a shell would take for something else between double quotes. */
  private static final Pattern UNSAFE = Pattern.compile("[\"$`!\\\\]");

  private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\R\\s*|[\\p{Cc}\\p{Cf}]");

  private ColumnOption() {}

  /**
   * Reads {@code A=name,B=-}; a comma or equals sign inside a header is written after a backslash.
   */
  static Map<String, String> parse(String option) {
    Map<String, String> columns = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String pair : CellEscapes.split(option, ",")) {
      if (pair.isBlank()) {
        continue;
      }
      List<String> sides = CellEscapes.split(pair, "=");
      if (sides.size() != 2 || sides.get(0).isBlank() || sides.get(1).isBlank()) {
        problems.add(words("option.columns.pair", pair));
        continue;
      }
      String header = CellEscapes.unescape(sides.get(0).strip(), ",=");
      if (columns.put(header, sides.get(1).strip()) != null) {
        problems.add(words("option.columns.twice", header));
      }
    }
    if (!problems.isEmpty()) {
      throw new RosterSettingsException(problems);
    }
    return columns;
  }

  /**
   * The headers that {@code A+B} names where it is to be a name, in this order; none if it is
   * something else. A header may itself hold a plus: whoever asks has looked for that one first.
   */
  static List<String> parts(String header, String option) {
    List<String> parts =
        Stream.of(header.split("\\+", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList();
    boolean name = target(option).filter(RosterColumn.NAME::equals).isPresent();
    return name && parts.size() > 1 ? parts : List.of();
  }

  /** The value of the option that gives headers their columns, ready for a shell. */
  static String written(Map<String, String> columns) {
    String pairs = plain(columns);
    return UNSAFE.matcher(pairs).find() ? ShellWord.quoted(pairs) : "\"" + pairs + "\"";
  }

  /** The same as {@link #parse} takes it. */
  static String plain(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(e -> escaped(e.getKey()) + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }

  /** Whole, for what is cut off would be another header. */
  private static String escaped(String header) {
    return oneLine(header).replaceAll("[\\\\,=]", "\\\\$0");
  }

  /** A header as the option can name it, which is in one line. */
  static String oneLine(String header) {
    return LINE_ENDS.matcher(CleanText.of(header)).replaceAll(" ");
  }

  /** The column this name of an option means, spelt as in our own files, whatever the case. */
  static Optional<RosterColumn> target(String name) {
    String folded = HeaderNames.fold(name);
    if (folded.equals(HeaderNames.HOST_ID)) {
      return Optional.of(RosterColumn.HOST);
    }
    return Stream.of(RosterColumn.values())
        .filter(column -> HeaderNames.fold(column.header()).equals(folded))
        .findFirst();
  }

  static List<String> problems(Map<String, String> columns, RosterKind kind) {
    List<String> problems = new ArrayList<>();
    Map<RosterColumn, String> taken = new EnumMap<>(RosterColumn.class);
    columns.forEach(
        (header, name) -> {
          if (name.equals(IGNORE)) {
            return;
          }
          Optional<RosterColumn> column = target(name).filter(known -> known.knownIn(kind));
          if (column.isEmpty()) {
            problems.add(words("option.columns.known", name, known(kind)));
            return;
          }
          String other = taken.put(column.get(), header);
          if (other != null && !column.get().tellsStanding()) {
            problems.add(words("option.columns.same", other, header, column.get().spoken()));
          }
        });
    return problems;
  }

  private static String known(RosterKind kind) {
    return QuotedNames.list(
        Stream.of(RosterColumn.values())
            .filter(column -> column.knownIn(kind))
            .map(RosterColumn::header)
            .toList());
  }
}
