package dev.senselink.batch.console.imports.understood;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.roster.ColumnChoices;
import dev.senselink.batch.roster.RosterColumn;
import java.util.Arrays;

/** What a column may be taken for, in words. */
final class ColumnWords {
  private static final String PART = "name+";

  private ColumnWords() {}

  static String of(String choice) {
    if (choice.equals(ColumnChoices.NONE)) {
      return words("understood.none");
    }
    if (choice.startsWith(PART)) {
      return words("understood.part", RosterColumn.NAME.spoken(), choice.substring(PART.length()));
    }
    if (choice.equals(RosterColumn.HOST_ID_HEADER)) {
      return words("understood.hostId", RosterColumn.HOST.spoken());
    }
    return Arrays.stream(RosterColumn.values())
        .filter(column -> column.header().equals(choice))
        .findFirst()
        .map(RosterColumn::spoken)
        .orElse(choice);
  }
}
