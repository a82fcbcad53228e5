package dev.senselink.batch.simulation;

import java.util.List;

/** Protections of {@link AuditScenarios}: each is found by a scenario of those. */
final class AuditMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "a create is not compared with the last list (F6)",
              "enrol/write/CreateProof.java",
              "context.memory().toBeCompared(job, answer);",
              ""),
          ProgramMutant.of(
              "whom the last list shows wrongly is not remembered (F6)",
              "enrol/write/AuditedNames.java",
              "if (ours && !sent.keyHash().isEmpty()) {",
              "if (ours && sent.keyHash().isEmpty()) {"),
          ProgramMutant.of(
              "whom a colleague has renamed is stored wrongly (F6)",
              "enrol/write/AuditedNames.java",
              "boolean ours = AnswerTimes.mayBeOne(sent.at(), person.updateAt());",
              "boolean ours = !sent.at().isEmpty();"),
          ProgramMutant.of(
              "who lacks what was sent needs no attention (F7)",
              "enrol/row/StoredDifferenceNote.java",
              "words(\"stored.lacking\", what)).withDiffering(List.copyOf(all));",
              "words(\"stored.lacking\", what));"),
          ProgramMutant.of(
              "of a few rows the groups of each fiftieth alone are asked (F8)",
              "enrol/write/UpdateAudit.java",
              "int step = Math.max(1, Math.min(EACH, rows.cardinality() / EACH));",
              "int step = EACH;"),
          ProgramMutant.of(
              "who is beside one without groups is not asked (F8)",
              "enrol/write/UpdateAudit.java",
              "    odd.and(some);\n",
              "    odd.clear();\n"),
          ProgramMutant.of(
              "what an update has changed unasked is not looked at (F8)",
              "enrol/context/SentChanges.java",
              "shown.unasked.add(name);",
              "shown.taken.remove(name);"),
          ProgramMutant.of(
              "creates go on while another number is read back (F11)",
              "enrol/write/CreateSteps.java",
              "() -> job.canary().covers(kinds(job)),",
              "() -> true,"));

  private AuditMutants() {}
}
