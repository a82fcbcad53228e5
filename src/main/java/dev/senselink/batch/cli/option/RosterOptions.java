package dev.senselink.batch.cli.option;

import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterLimit;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.RowChoice;
import dev.senselink.batch.roster.cell.GenderCoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to read a roster where it is not recognised by itself. */
final class RosterOptions {
  @Option(names = "--sheet", paramLabel = "NAME")
  @Nullable String sheet;

  @Option(names = "--header-row", paramLabel = "N")
  @Nullable Integer headerRow;

  @Option(names = "--encoding", paramLabel = "NAME")
  @Nullable String encoding;

  @Option(names = "--columns", paramLabel = "\"A=name,C=-\"")
  List<String> columns = new ArrayList<>();

  @Option(names = "--date-format", paramLabel = "PATTERN")
  @Nullable String dateFormat;

  @Option(names = "--gender-coding", paramLabel = "senselink|iso5218")
  @Nullable String genderCoding;

  @Option(names = "--department", paramLabel = "first")
  @Nullable String department;

  @Option(names = "--max-roster", paramLabel = "SIZE")
  @Nullable String maxRoster;

  @Option(names = "--left-when", paramLabel = "\"A=word,word\"")
  @Nullable String leftWhen;

  @Option(names = "--rows-where", paramLabel = "\"A=word,word\"")
  @Nullable String rowsWhere;

  RosterSettings settings(RosterKind kind) {
    RosterSettings plain = RosterSettings.of(kind);
    RosterSettings mapped = plain.withColumns(String.join(",", columns));
    return mapped
        .withSheet(sheet)
        .withHeaderRow(headerRow)
        .withEncoding(encoding)
        .withDateFormat(dateFormat)
        .withGenderCoding(genderCoding == null ? null : GenderCoding.of(genderCoding))
        .withDepartment(department)
        .withRows(
            RowChoice.parse(leftWhen == null ? "" : leftWhen, rowsWhere == null ? "" : rowsWhere))
        .withLimit(maxRoster == null ? RosterLimit.standard() : RosterLimit.parse(maxRoster));
  }
}
