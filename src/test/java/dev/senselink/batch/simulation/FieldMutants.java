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
              "} else if (!value.isEmpty()) {",
              "} else if (value.isBlank()) {"),
          ProgramMutant.of(
              "a mend is learnt from whatever is read",
              "enrol/write/DialectRepair.java",
              "!people.isEmpty() && FieldDialect.dropped(sent, people.get(0)).isEmpty())",
              "!people.isEmpty())"),
          ProgramMutant.of(
              "an update is learnt from whatever has changed",
              "enrol/write/UpdateProof.java",
              "(!learns || isEnough(change, sent, people))",
              "(learns || isEnough(change, sent, people))"));

  private FieldMutants() {}
}
