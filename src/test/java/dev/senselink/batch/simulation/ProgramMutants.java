package dev.senselink.batch.simulation;

import java.util.List;
import java.util.stream.Stream;

/** The protections that can be switched off, each by a patch of the source. */
final class ProgramMutants {
  /** Those that the first histories already find: played with every build. */
  static final List<ProgramMutant> QUICK =
      List.of(
          ProgramMutant.of(
              "an unknown ID number is erased (E2)",
              "enrol/write/MergedWrite.java",
              "if (unsafe != null) {",
              "if (unsafe != null && job.target().id() < 0) {"),
          ProgramMutant.of(
              "no intent is waited for",
              "enrol/write/CreateSteps.java",
              "context.intend(job.task(), call, null, job.earlier()).join();",
              "context.intend(job.task(), call, null, job.earlier());"));

  static final List<ProgramMutant> OTHERS =
      List.of(
          ProgramMutant.of(
              "another name is the same person",
              "enrol/lookup/PersonLookup.java",
              "return one.normalName().equals(name)\n",
              "return !name.isEmpty()\n"),
          ProgramMutant.of(
              "what failed is not tried again",
              "outcome/RowEnding.java",
              "return this == FAILED || this == NOT_ATTEMPTED;",
              "return this == NOT_ATTEMPTED;"),
          ProgramMutant.of(
              "the ledger's log is not forced (E22)",
              "ledger/store/GroupCommitter.java",
              "      database.force();",
              "      if (group.isEmpty()) {\n        database.force();\n      }"),
          ProgramMutant.of(
              "a failed flush is no failure (E22)",
              "ledger/store/GroupCommitter.java",
              "lost = database.full(e);",
              "return null;"),
          ProgramMutant.of(
              "something is waited for between read and update (E1)",
              "enrol/write/MergedWrite.java",
              "    job.noteDeparture(context.machine().nanos());\n",
              "    context.server().waitFor(java.time.Duration.ofSeconds(2));\n"
                  + "    job.noteDeparture(context.machine().nanos());\n"),
          ProgramMutant.of(
              "whoever has the key is ours (E3)",
              "enrol/write/LostCreateMatcher.java",
              "isOurs(person.id(), sent) ? ours : others",
              "person.id() > 0 ? ours : others"),
          ProgramMutant.of(
              "the picture is not compared (E3)",
              "enrol/write/LostCreateMatcher.java",
              "return pictures.isSame(jpeg, answer.value());",
              "return answer.value().length > 0;"),
          ProgramMutant.of(
              "whoever was there before may be ours",
              "enrol/write/LostAnswerResolver.java",
              " && !earlier.contains(p.id()))",
              ")"),
          ProgramMutant.of(
              "one look, and sent again",
              "enrol/write/LostAnswerResolver.java",
              "boolean last = over.isOver();",
              "boolean last = true;"),
          ProgramMutant.of(
              "a lost force is sent again",
              "enrol/state/RowTransitionRules.java",
              "    if (f.forced()) {\n      return end(RowState.CREATE_LOST, f, How.FORCE_UNCERTAIN);",
              "    if (f.forced() && f.settling()) {\n"
                  + "      return end(RowState.CREATE_LOST, f, How.FORCE_UNCERTAIN);"),
          ProgramMutant.of(
              "nobody waits for the dead",
              "enrol/IntentReconciliation.java",
              "if (!lastEndedInOrder && !waitForTheDead(lockedAt)) {",
              "if (!lastEndedInOrder && lockedAt == Long.MIN_VALUE && !waitForTheDead(lockedAt)) {"),
          ProgramMutant.of(
              "the dead are waited for one time-out",
              "enrol/IntentReconciliation.java",
              "Duration longest = RetryingClient.comesToLight(ledger.longestTimeout());",
              "Duration longest = ledger.longestTimeout();"),
          ProgramMutant.of(
                  "waits go by the clock on the wall (E12)",
                  "machine/Deadline.java",
                  "  private final long at;\n",
                  "  private final long at;\n  private final long wallAt;\n")
              .and(
                  "    this.at = at;\n",
                  "    this.at = at;\n    this.wallAt = machine.wall().millis()"
                      + " + Math.max(0, at - machine.nanos()) / 1_000_000;\n")
              .and(
                  "return at - machine.nanos() <= 0;",
                  "return wallAt - machine.wall().millis() <= 0;"),
          ProgramMutant.of(
              "two rows may be one person (E7)",
              "enrol/write/PersonClaims.java",
              "this.none = context.lineage()",
              "this.none = context.machine() != null || context.lineage()"),
          ProgramMutant.of(
              "a list that lags is not read again (E17)",
              "enrol/write/FreshPersonReader.java",
              "if (enough || last",
              "if (enough || true"),
          ProgramMutant.of(
              "people of the other type count",
              "enrol/lookup/PersonLookup.java",
              "return person.type() == type && ",
              "return "),
          ProgramMutant.of(
              "what 50001 has made is left as it is",
              "enrol/state/RowTransitionRules.java",
              "    return f.brokenSync()\n",
              "    return f.brokenSync() && f.forced()\n"),
          ProgramMutant.of(
              "whoever was touched is deleted",
              "enrol/guests/EndedGuestCandidates.java",
              "? guest.listedAt().equals(now.updateAt())",
              "? now.updateAt() != null"),
          ProgramMutant.of(
              "whoever today's roster names is deleted",
              "enrol/guests/EndedGuestCandidates.java",
              "      byKey.remove(SentFields.key(key));\n      return;",
              "      return;"),
          ProgramMutant.of(
              "no audit",
              "enrol/write/DuplicateAudit.java",
              "    for (int row : repeated) {",
              "    for (int row : repeated.subList(0, 0)) {"),
          ProgramMutant.of(
              "no canary goes first",
              "enrol/context/CanaryGate.java",
              "  private boolean isFree(Set<Kind> kinds) {\n    return kinds",
              "  private boolean isFree(Set<Kind> kinds) {\n    return kinds.size() < 9 || kinds"));

  private ProgramMutants() {}

  /** Every mutant there is. */
  static List<ProgramMutant> all() {
    return Stream.of(QUICK, OTHERS, MendMutants.ALL, PrivacyMutants.ALL, notByHistories())
        .flatMap(List::stream)
        .toList();
  }

  /** Those that histories hardly meet, or not at all: a scenario or a test finds each. */
  static List<ProgramMutant> notByHistories() {
    return Stream.of(
            FieldMutants.ALL,
            AuditMutants.ALL,
            BackupMutants.ALL,
            HostileMutants.ALL,
            WireMutants.ALL,
            UndoMutants.ALL,
            DepartedMutants.ALL)
        .flatMap(List::stream)
        .toList();
  }
}
