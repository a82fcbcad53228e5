package dev.senselink.batch.simulation;

import java.util.List;

/** What keeps those who have left from getting doors (L1), switched off. */
final class DepartedMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "a row that says left is worked (L1)",
              "job/intake/RosterRowStream.java",
              "if (standing.kind() == RowStanding.Kind.LEFT) {",
              "if (standing.kind() == RowStanding.Kind.LEFT && row.isLeftOut()) {"),
          ProgramMutant.of(
              "a row whose employment has not begun is worked (L1)",
              "job/intake/RosterRowStream.java",
              "if (standing.kind() == RowStanding.Kind.NOT_BEGUN) {",
              "if (standing.kind() == RowStanding.Kind.NOT_BEGUN && row.isLeftOut()) {"),
          ProgramMutant.of(
              "a row that says left claims keys and photos (L1)",
              "job/intake/FirstPass.java",
              "return RowStanding.of(row, input.settings()).kind().isPassedOver();",
              "return RowStanding.of(row, input.settings()).kind() == RowStanding.Kind.FILTERED;"),
          ProgramMutant.of(
              "a row that is not clear is worked (L1)",
              "job/intake/RosterRowStream.java",
              "if (standing.kind() == RowStanding.Kind.UNCLEAR) {",
              "if (standing.kind() == RowStanding.Kind.UNCLEAR && row.isLeftOut()) {"),
          ProgramMutant.of(
              "a date of leaving counts for nothing (L1)",
              "roster/RowStanding.java",
              "} else if (!day.isBefore(FIRST_DAY) &&",
              "} else if (day.isBefore(FIRST_DAY) &&"),
          ProgramMutant.of(
              "a future date of leaving counts for nothing (L1)",
              "roster/RowStanding.java",
              "        employed.add(said(row, at));\n      } else if (!day",
              "        employed.size();\n      } else if (!day"),
          ProgramMutant.of(
              "who has left and has doors is not told (L1)",
              "enrol/leavers/DepartedRows.java",
              "return groups.isEmpty()\n",
              "return groups.size() >= 0\n"),
          ProgramMutant.of(
              "whom the list shows is taken for gone",
              "enrol/leavers/LeaverRevocation.java",
              "if (ledger.known().byId(leaver.person()).isPresent()) {",
              "if (ledger.known().byId(leaver.person()).isEmpty()) {"),
          ProgramMutant.of(
              "a search by id that finds nobody is believed",
              "api/client/IdSearchProof.java",
              "|| should.isEmpty()) {",
              "|| should.isEmpty() || !listed.isEmpty()) {"),
          ProgramMutant.of(
              "a row that says left protects (L1)",
              "enrol/leavers/RosterMentions.java",
              "outcome.ending() == RowEnding.SKIPPED_DEPARTED;",
              "outcome.ending() == RowEnding.FORCED;"),
          ProgramMutant.of(
              "a row that says left and is not clear protects (L1)",
              "enrol/leavers/RosterMentions.java",
              "if (!departed) {",
              "if (!departed || true) {"),
          ProgramMutant.of(
              "whom only a row says to have left is no leaver (L1)",
              "enrol/leavers/LeaverSearch.java",
              "if (member == null || !membersToo) {",
              "if (member != null && !membersToo) {"),
          ProgramMutant.of(
              "who has left and is still named returns (L1)",
              "enrol/leavers/ReturnBrake.java",
              "if (RowStanding.of(row, settings).kind() != RowStanding.Kind.EMPLOYED) {",
              "if (RowStanding.of(row, settings).kind() == null) {"),
          ProgramMutant.of(
              "words that were said count for nothing (L1)",
              "roster/RowStanding.java",
              "if (only != null ? only.contains(word) : known) {",
              "if (known) {"),
          ProgramMutant.of(
              "rows of another part are taken (L1)",
              "job/intake/RosterRowStream.java",
              "if (standing.kind() == RowStanding.Kind.FILTERED) {",
              "if (standing.kind() == RowStanding.Kind.FILTERED && row.isLeftOut()) {"));

  private DepartedMutants() {}
}
