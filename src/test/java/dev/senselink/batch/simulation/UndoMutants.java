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
              "cli/fleet/FleetUndoCommand.java",
              "&& span.meets(one))",
              "&& !span.meets(one))"));

  private UndoMutants() {}
}
