package dev.senselink.batch.simulation;

import java.util.List;

/** What keeps an undo from losing people, from removing those of others, and from false counts. */
final class UndoMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "the ID number of a guest is kept in plain (L6)",
              "ledger/GuestStore.java",
              "key.encrypted(number, chance)",
              "number"),
          ProgramMutant.of(
              "a guest comes back without the ID number (L6)",
              "enrol/undo/FormerWishes.java",
              "if (keptNumber != null && !keptNumber.isEmpty()) {",
              "if (keptNumber != null && keptNumber.length() > 1_000) {"),
          ProgramMutant.of(
              "a guest whose ID number is not known is deleted (L6)",
              "enrol/guests/EndedGuestRemoval.java",
              "before.keeps() && isNumberUnknown(guest, read)",
              "before.keeps() && isNumberUnknown(guest, read) && guest.person() < 0"),
          ProgramMutant.of(
              "a guest whose ID number is not known is made without it (L6)",
              "enrol/DeletedPersonUndo.java",
              "if (wishes.isIdNumberUnknown()) {",
              "if (wishes.isIdNumberUnknown() && image.person() < 0) {"),
          ProgramMutant.of(
              "a fleet undoes what another run has sent (L4)",
              "job/undo/UndoList.java",
              "!undone.contains(image.person()) && !others.contains(image.person())",
              "!undone.contains(image.person()) && others != null"),
          ProgramMutant.of(
              "what a killed run of a fleet did is not known once another has gone on (L4)",
              "fleet/state/BegunRun.java",
              "&& span.meets(one))",
              "&& !span.meets(one))"),
          ProgramMutant.of(
              "a cancel does not look into the ledger of a killed site (L25)",
              "cli/fleet/FleetCancelCommand.java",
              "known.code() == SiteState.DONE ? known.summary()",
              "known.code() < SiteState.DONE ? known.summary()"),
          ProgramMutant.of(
                  "of a killed site that gives no answer again the ledger is not asked (L25)",
                  "fleet/run/FleetRun.java",
                  ".forEach(this::look);",
                  ".forEach(site -> {});")
              .and("= task.begun(site).orElse(ended.summary());", "= ended.summary();"),
          ProgramMutant.of(
              "rows of a killed site are not attempted (L25)",
              "fleet/state/SiteState.java",
              "return key.equals(UNKNOWN) ? said(ROWS) : 0;",
              "return said(key);"),
          ProgramMutant.of(
              "the second whom a row has made stays (L44)",
              "enrol/before/MadeKeeper.java",
              ".flatMap(image -> twins.lastWrite(image, shown.id()));",
              ".filter(image -> row < 0).flatMap(image -> twins.lastWrite(image, shown.id()));"),
          ProgramMutant.of(
              "whoever has the key of a row that was sent twice was made by it (L44)",
              "enrol/before/TwinCheck.java",
              "return same ? Optional.of(sent) : Optional.empty();",
              "return same || second > 0 ? Optional.of(sent) : Optional.empty();"),
          ProgramMutant.of(
              "whom an undo has removed counts as updated (L17)",
              "outcome/ToldCounts.java",
              "told.put(group.key(), count - removed - restored);",
              "told.put(group.key(), count);"),
          ProgramMutant.of(
              "guests are deleted in whatever time zone is said (L5)",
              "enrol/guests/EndedGuestRemoval.java",
              "if (unclear.isPresent()) {",
              "if (unclear.isPresent() && rules.most() < 0) {"),
          ProgramMutant.of(
              "a visit of an unknown time zone is over where it is so now (L5)",
              "enrol/row/VisitClock.java",
              "sentIn.isEmpty() ? WEST : ZoneId.of(sentIn);",
              "sentIn.isEmpty() ? zone : ZoneId.of(sentIn);"),
          ProgramMutant.of(
              "a restore does not look again at whom it has found (L3)",
              "job/restore/RestoreRun.java",
              ".allMatch(e -> e.isGone(person)));",
              ".allMatch(e -> person < 0 && e.isGone(person)));"),
          ProgramMutant.of(
              "rows that have sent nothing may have made somebody (L8)",
              "ledger/OutcomeStore.java",
              "PERSON IS NOT NULL AND ATTEMPTS > 0",
              "PERSON IS NOT NULL AND ATTEMPTS >= 0"),
          ProgramMutant.of(
              "whom a row has noted counts as listed (L3)",
              "ledger/OutcomePeople.java",
              "K.N_NAME <> ''",
              "K.N_NAME <> '-'"),
          ProgramMutant.of(
              "rows that have changed somebody are not worked again (L3)",
              "ledger/OutcomePeople.java",
              "'UNCHANGED', 'UPDATED', 'SKIPPED_SIMILAR'",
              "'UNCHANGED', 'SKIPPED_SIMILAR'"),
          ProgramMutant.of(
              "a planned leaver who is gone has no line (L18)",
              "enrol/leavers/ListCompletion.java",
              "isDone(whatToDo) && tellPlanned()",
              "isDone(whatToDo)"),
          ProgramMutant.of(
              "an undo looks for what was sent and not for what was stored (L8)",
              "enrol/write/MisstoredMemory.java",
              "    before.storedOtherwise(stored, wrong);\n",
              ""),
          ProgramMutant.of(
              "who was found by id once is a witness for ever",
              "api/client/IdSearchProof.java",
              "while (isById(call) && isNobody(last)) {",
              "while (isById(call) && isNobody(last) && newest(\"\").isEmpty()) {"),
          ProgramMutant.of(
              "an empty list proves that nobody is there",
              "api/client/IdSearchProof.java",
              "(listed.isEmpty() ? known.get() : listed)",
              "(listed.isEmpty() ? List.<Long>of() : listed)"),
          ProgramMutant.of(
              "a look in a place proves that somebody is gone",
              "enrol/write/PersonDeletion.java",
              "context.server().certain(person, one.read());",
              "one.read();"),
          ProgramMutant.of(
              "a look before an update proves that somebody is gone",
              "enrol/write/MergedWrite.java",
              "if (!(event instanceof RowEvent.Gone)) {",
              "if (event != null) {"),
          ProgramMutant.of(
              "who is not shown is in no group that is to be kept",
              "enrol/leavers/ListCompletion.java",
              "if (!(read instanceof Reply.Answer)) {",
              "if (read == null) {"),
          ProgramMutant.of(
              "an answer about somebody else is one of nobody",
              "api/people/ListUsers.java",
              "people.isEmpty() && rows.size() == 1",
              "people.isEmpty() && rows.size() < 0"),
          ProgramMutant.of(
              "nobody looks whether all whom an undo removes are gone",
              "enrol/RemovalAudit.java",
              "ledger.people().removed(context.run(), audit::expectGone);",
              ""),
          ProgramMutant.of(
              "whom an undo did not remove counts as undone",
              "ledger/UndoneStore.java",
              "\"DELETE FROM UNDONE WHERE RUN = ? AND PERSON = ? AND KIND = ?\", run, person, kind.name());\n  }",
              "\"DELETE FROM UNDONE WHERE RUN = ? AND PERSON < ? - 1000 AND KIND = ?\", run, person, kind.name());\n  }"),
          ProgramMutant.of(
              "nobody looks whether all leavers who were deleted are gone",
              "enrol/leavers/LeaverDeletion.java",
              "deleted.forEach(audit::expectGone);",
              ""),
          ProgramMutant.of(
              "a member of whom the server does not tell has no line",
              "enrol/leavers/LeaverSearch.java",
              "} else if (context.server().stopCause() == null) {",
              "} else if (member.person() < 0) {"),
          ProgramMutant.of(
              "who goes on has the ids of groups alone",
              "enrol/leavers/RevokedGroups.java",
              "return names(ledger, revoked, revoked.run(), List.of());",
              "return names(ledger, revoked, \"\", List.of());"),
          ProgramMutant.of(
              "an undo deletes whom a restore has found (L3)",
              "ledger/NamedLaterStore.java",
              "R.COMMAND = 'restore' AND",
              "R.COMMAND = 'nothing' AND"));

  private UndoMutants() {}
}
