package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.cell.CellDate;
import dev.senselink.batch.roster.cell.GenderCoding;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How to read a roster where it is not recognised by itself. Made right or not at all: the
 * constructor throws one {@link RosterSettingsException} with everything that is wrong.
 *
 * @param kind staff or visitors
 * @param sheet the workbook's sheet to read; null for the first visible one with a header
 * @param headerRow the line (CSV) or sheet row of the header, from 1; null to look for it
 * @param encoding the encoding's name; null to tell it from the bytes
 * @param columns header in the file to column name, {@code -} to leave it out
 * @param dateFormat a pattern of {@link java.time.format.DateTimeFormatter}; null for none
 * @param genderCoding what a bare 1 or 2 means; null if nothing is agreed
 * @param firstDepartment of a cell with several paths the first counts
 * @param limit how large it may be
 * @param lines where its rows stand in the list that it was taken out of; null where it is whole
 * @param rows which of its rows are people to import
 */
public record RosterSettings(
    RosterKind kind,
    @Nullable String sheet,
    @Nullable Integer headerRow,
    @Nullable String encoding,
    Map<String, String> columns,
    @Nullable String dateFormat,
    @Nullable GenderCoding genderCoding,
    boolean firstDepartment,
    RosterLimit limit,
    @Nullable RowLines lines,
    RowChoice rows) {
  private static final String FIRST = "first";

  /** With the standard limit. */
  public RosterSettings(
      RosterKind kind,
      @Nullable String sheet,
      @Nullable Integer headerRow,
      @Nullable String encoding,
      Map<String, String> columns,
      @Nullable String dateFormat,
      @Nullable GenderCoding genderCoding) {
    this(
        kind,
        sheet,
        headerRow,
        encoding,
        columns,
        dateFormat,
        genderCoding,
        false,
        RosterLimit.standard(),
        null,
        RowChoice.ALL);
  }

  public RosterSettings {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    List<String> problems = new ArrayList<>();
    if (headerRow != null && headerRow < 1) {
      problems.add(words("option.headerRow", headerRow));
    }
    if (encoding != null && !isEncoding(encoding)) {
      problems.add(words("option.encoding", encoding));
    }
    problems.addAll(ColumnOption.problems(columns, kind));
    if (dateFormat != null) {
      CellDate.problem(dateFormat).ifPresent(problems::add);
    }
    if (kind == RosterKind.GUESTS && !(rows.leftWhen().isEmpty() && rows.where().isEmpty())) {
      problems.add(words("option.rows.guests"));
    }
    if (!problems.isEmpty()) {
      throw new RosterSettingsException(problems);
    }
  }

  /** Everything recognised by itself. */
  public static RosterSettings of(RosterKind kind) {
    return new RosterSettings(kind, null, null, null, Map.of(), null, null);
  }

  public RosterSettings withSheet(@Nullable String newSheet) {
    return with(copy -> copy.sheet = newSheet);
  }

  public RosterSettings withHeaderRow(@Nullable Integer newHeaderRow) {
    return with(copy -> copy.headerRow = newHeaderRow);
  }

  public RosterSettings withEncoding(@Nullable String newEncoding) {
    return with(copy -> copy.encoding = newEncoding);
  }

  public RosterSettings withColumns(Map<String, String> newColumns) {
    return with(copy -> copy.columns = newColumns);
  }

  /** The columns as the option writes them, for example {@code Nom=name,联系电话=-}. */
  public RosterSettings withColumns(String option) {
    return withColumns(ColumnOption.parse(option));
  }

  /** The columns as {@link #withColumns(String)} takes them. */
  public String columnsOption() {
    return ColumnOption.plain(columns);
  }

  public RosterSettings withDateFormat(@Nullable String newDateFormat) {
    return with(copy -> copy.dateFormat = newDateFormat);
  }

  public RosterSettings withGenderCoding(@Nullable GenderCoding newGenderCoding) {
    return with(copy -> copy.genderCoding = newGenderCoding);
  }

  /**
   * The same with what {@code --department} says.
   *
   * @param word {@code first}, or null where a cell with several paths is refused
   */
  public RosterSettings withDepartment(@Nullable String word) {
    if (word != null && !word.equals(FIRST)) {
      throw new RosterSettingsException(words("option.department", word));
    }
    return with(copy -> copy.firstDepartment = word != null);
  }

  public RosterSettings withLimit(RosterLimit newLimit) {
    return with(copy -> copy.limit = newLimit);
  }

  public RosterSettings withLines(@Nullable RowLines newLines) {
    return with(copy -> copy.lines = newLines);
  }

  public RosterSettings withRows(RowChoice newRows) {
    return with(copy -> copy.rows = newRows);
  }

  /** What headers are said to be: by {@code --columns}, and a status by {@code --left-when}. */
  Map<String, String> saidOfHeaders() {
    if (rows.leftWhen().isEmpty()) {
      return columns;
    }
    Map<String, String> all = new LinkedHashMap<>(columns);
    rows.leftWhen().keySet().forEach(header -> all.put(header, RosterColumn.STATUS.header()));
    return all;
  }

  private static boolean isEncoding(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException notEvenAName) {
      return false;
    }
  }

  /** The same settings but for what the change sets. */
  private RosterSettings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new RosterSettings(
        kind,
        copy.sheet,
        copy.headerRow,
        copy.encoding,
        copy.columns,
        copy.dateFormat,
        copy.genderCoding,
        copy.firstDepartment,
        copy.limit,
        copy.lines,
        copy.rows);
  }

  /** All that may be set by itself. */
  private static final class Copy {
    private @Nullable String sheet;
    private @Nullable Integer headerRow;
    private @Nullable String encoding;
    private Map<String, String> columns;
    private @Nullable String dateFormat;
    private @Nullable GenderCoding genderCoding;
    private boolean firstDepartment;
    private RosterLimit limit;
    private @Nullable RowLines lines;
    private RowChoice rows;

    private Copy(RosterSettings of) {
      sheet = of.sheet;
      headerRow = of.headerRow;
      encoding = of.encoding;
      columns = of.columns;
      dateFormat = of.dateFormat;
      genderCoding = of.genderCoding;
      firstDepartment = of.firstDepartment;
      limit = of.limit;
      lines = of.lines;
      rows = of.rows;
    }
  }
}
