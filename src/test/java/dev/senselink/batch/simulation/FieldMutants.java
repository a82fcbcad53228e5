package dev.senselink.batch.simulation;

import java.util.List;

/**
 * Protections against what so seldom comes together that it takes tens of thousands of histories:
 * switched off, each is found by a scenario of {@link FieldScenarios}.
 */
final class FieldMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "an ID number alone that was not taken is not noticed",
              "enrol/context/SentChanges.java",
              "if (!made && fillsIdNumber(before, sent)) {",
              "if (made && fillsIdNumber(before, sent)) {"),
          ProgramMutant.of(
              "a create may drop a field though it is known that it does not",
              "enrol/write/FieldDialect.java",
              "return kept.contains(field);",
              "return kept.isEmpty() && field.isEmpty();"),
          ProgramMutant.of(
              "what an update loses beside is not looked at",
              "enrol/context/SentChanges.java",
              "} else if (!isNothing(name, value)) {",
              "} else if (value.isBlank()) {"),
          ProgramMutant.of(
              "a mend is learnt from whatever is read",
              "enrol/write/DialectRepair.java",
              "people -> !people.isEmpty() && FieldDialect.dropped(sent, people.get(0)).isEmpty();",
              "people -> !people.isEmpty();"),
          ProgramMutant.of(
              "an update is learnt from whatever has changed",
              "enrol/write/UpdateProof.java",
              "(!learns || isEnough(change, sent, people))",
              "(learns || isEnough(change, sent, people))"),
          ProgramMutant.of(
              "who was not asked is told a loss that the list may hide",
              "enrol/write/UpdateAudit.java",
              "if (so.isEmpty() || (!allSo && !shows.contains(sight.field()))) {",
              "if (so.isEmpty()) {"),
          ProgramMutant.of(
              "what a list hides was not taken",
              "enrol/write/UpdateAudit.java",
              "|| !shows.contains(sight.field());",
              ";"),
          ProgramMutant.of(
              "a loss that one was mended of nobody else has",
              "enrol/write/UpdateAudit.java",
              "if (so.isEmpty() || (!allSo && !shows.contains(sight.field()))) {",
              "if (so.isEmpty() || !allSo) {"),
          ProgramMutant.of(
              "groups are looked at while lists lag",
              "enrol/write/UpdateAudit.java",
              "return some.isEmpty() || waited || askOnceMore(some);",
              "return true;"),
          ProgramMutant.of(
              "an update leaves in a spelling that was disproved meanwhile",
              "enrol/write/UpdateSteps.java",
              "return covered && spelling == spellings.forUpdate();",
              "return covered;"),
          ProgramMutant.of(
              "an update is believed though its spelling was disproved meanwhile",
              "enrol/write/DialectRepair.java",
              "(used != spellings.forUpdate() && FieldDialect.filled(sent))",
              "(used == null && FieldDialect.filled(sent))"),
          ProgramMutant.of(
              "somebody else's value disproves a spelling",
              "enrol/write/FieldDialect.java",
              "return fields.stream().noneMatch(field -> isDroppedOrLeft(field, before, now));",
              "return fields.isEmpty();"),
          ProgramMutant.of(
              "where no spelling helps nobody looks at what is lost",
              "enrol/write/FieldDialect.java",
              "return !keeps && !changed.containsAll(names(sent));",
              "return false;"),
          ProgramMutant.of(
              "where no spelling helps each row looks for it again",
              "enrol/write/DialectRepair.java",
              "spellings.noteKept(); // in either spelling",
              "spellings.nothingHelps();"),
          ProgramMutant.of(
              "what two have written over is the server's own way",
              "enrol/write/DialectRepair.java",
              "if (foreign && !spellings.noteForeign()) {",
              "if (foreign && (!spellings.noteForeign() || partly(used, dropped, dropped, outcome) != null)) {"),
          ProgramMutant.of(
              "what the wrong spelling erased is not brought back in the first",
              "enrol/write/DialectRepair.java",
              "Spelled spelled = set(job, used, made, erased);",
              "Spelled spelled = set(job, used, made, null);"),
          ProgramMutant.of(
              "a photo that was swallowed is forgotten with the mend of the fields",
              "enrol/context/PendingUpdate.java",
              "boolean replaced = photo() != null || (first != null && first.photo() != null);",
              "boolean replaced = photo() != null;"),
          ProgramMutant.of(
              "of a row's updates the last is compared alone",
              "enrol/context/PendingUpdate.java",
              "return first == null ? stored : first.stored;",
              "return stored;"),
          ProgramMutant.of(
              "fields of two spellings are not compared in the end (E17)",
              "enrol/context/SentChanges.java",
              "if (!old.equals(value)) {",
              "if (FieldTexts.hasTwoSpellings(name)) { return; } if (!old.equals(value)) {"),
          ProgramMutant.of(
              "a photo that was not taken counts as sent",
              "enrol/write/AuditedOutcomes.java",
              "if (person != null && shown.missed().contains(SentChanges.PHOTO)) {",
              "if (person == null) {"),
          ProgramMutant.of(
              "hours of a visit that were not taken count as sent",
              "enrol/write/AuditedOutcomes.java",
              "ledger.guests().unsettle(person);",
              ""),
          ProgramMutant.of(
              "updates that show nothing go row by row",
              "enrol/write/FieldDialect.java",
              "if (left.incrementAndGet() >= ENOUGH) {",
              "if (left.incrementAndGet() < 0) {"),
          ProgramMutant.of(
              "what was lost before a mend stops a run",
              "enrol/write/UpdateProof.java",
              "now = again(change, sent);",
              "Person later = again(change, sent); now = later == null ? now : later;"),
          ProgramMutant.of(
              "a create that nobody saw has dropped nothing",
              "enrol/write/CreateProof.java",
              "return mayDrop(sent) ? StoredDifferenceNote.unseen(told) : told;",
              "return told;"),
          ProgramMutant.of(
              "one edit proves the spelling of the last try",
              "enrol/write/DialectRepair.java",
              "(another && spellings.noteForeign())",
              "another"),
          ProgramMutant.of(
              "whom no door knows is forgotten with a run that is stopped",
              "ledger/OutcomeStore.java",
              "(o.attempts() > 1 || goesOn ? often : once)",
              "(o.attempts() > 1 ? often : once)"),
          ProgramMutant.of(
              "whoever is adopted has the ID number",
              "enrol/write/CreateProof.java",
              "if (ReadbackComparison.lacksIdNumber(sent, stored)) {",
              "if (sent.idNumber() == null) {"),
          ProgramMutant.of(
              "of somebody forced nothing is told but that",
              "enrol/write/RowStateMachine.java",
              "DisplayLanguage.sentences(words(\"force.created\"), outcome.reason());",
              "words(\"force.created\");"),
          ProgramMutant.of(
              "whoever no door knows is there already",
              "enrol/write/RowStateMachine.java",
              "yield facts.brokenSync() //",
              "yield facts.brokenSync() && facts.attempts() < 0 //"),
          ProgramMutant.of(
              "whoever no door knows is there already for the run that goes on",
              "enrol/LookupRules.java",
              "if (task.before().unknownFace() && !updates()) {",
              "if (task.before().unknownFace() && task.row() < 0) {"),
          ProgramMutant.of(
              "a picture that is not shown is another one",
              "enrol/write/LostCreateMatcher.java",
              "if (!isNotToBeHad(read)) {",
              "if (!isNotToBeHad(read) && jpeg.length == 0) {"),
          ProgramMutant.of(
              "an ID number that nobody saw is there",
              "enrol/write/CreateProof.java",
              "return FieldDialect.filled(sent) || ReadbackComparison.hasIdNumber(sent)\n",
              "return FieldDialect.filled(sent)\n"));

  private FieldMutants() {}
}
