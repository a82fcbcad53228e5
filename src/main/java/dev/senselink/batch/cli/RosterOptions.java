package dev.senselink.batch.cli;

import dev.senselink.batch.roster.GenderCoding;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to read a roster where it is not recognised by itself. */
final class RosterOptions {
  @Option(names = "--sheet", paramLabel = "NAME", description = "The workbook's sheet to read.")
  @Nullable String sheet;

  @Option(
      names = "--header-row",
      paramLabel = "N",
      description = "The line of the header, where it is not found by itself.")
  @Nullable Integer headerRow;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "e.g. GB18030 or windows-1252, where it is not recognised.")
  @Nullable String encoding;

  @Option(
      names = "--columns",
      paramLabel = "\"A=name,C=-\"",
      description = "Which header means which column; - leaves a column out.")
  @Nullable String columns;

  @Option(
      names = "--date-format",
      paramLabel = "PATTERN",
      description = "For dates written day first, e.g. dd/MM/yyyy.")
  @Nullable String dateFormat;

  @Option(
      names = "--gender-coding",
      paramLabel = "senselink|iso5218",
      description = "What 1 and 2 mean: senselink 1 female, iso5218 1 male.")
  @Nullable String genderCoding;

  RosterSettings settings(RosterKind kind) {
    RosterSettings plain = RosterSettings.of(kind);
    RosterSettings mapped = columns == null ? plain : plain.withColumns(columns);
    return mapped
        .withSheet(sheet)
        .withHeaderRow(headerRow)
        .withEncoding(encoding)
        .withDateFormat(dateFormat)
        .withGenderCoding(genderCoding == null ? null : GenderCoding.of(genderCoding));
  }
}
