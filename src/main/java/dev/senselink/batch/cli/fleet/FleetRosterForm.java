package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterLimit;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.RowChoice;
import dev.senselink.batch.roster.cell.GenderCoding;
import java.util.Map;

/** How the lists of a fleet are read. */
final class FleetRosterForm {
  private FleetRosterForm() {}

  /** As the import of a site would read the list, of which there is one for all. */
  static RosterSettings of(FleetDefinition fleet) {
    Map<String, String> said = fleet.defaults();
    RosterKind kind = fleet.job().endsWith("guests") ? RosterKind.GUESTS : RosterKind.USERS;
    String row = said.get("header-row");
    String gender = said.get("gender-coding");
    String limit = said.get("max-roster");
    return RosterSettings.of(kind)
        .withColumns(said.getOrDefault("columns", ""))
        .withSheet(said.get("sheet"))
        .withHeaderRow(row == null ? null : Integer.valueOf(row))
        .withEncoding(said.get("encoding"))
        .withDateFormat(said.get("date-format"))
        .withRows(
            RowChoice.parse(
                said.getOrDefault("left-when", ""), said.getOrDefault("rows-where", "")))
        .withGenderCoding(gender == null ? null : GenderCoding.of(gender))
        .withDepartment(said.get("department"))
        .withLimit(limit == null ? RosterLimit.standard() : RosterLimit.parse(limit));
  }
}
