package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.Enrolment;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.job.run.OpenIntentRecovery;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What there is to undo of a run.
 *
 * @param list whom
 * @param departments those that the run has made and no undo has looked at yet, as it has noted
 *     them
 * @param listImport the import whose list can be put back; {@code ""} for none
 * @param counts all of it
 */
record UndoFindings(UndoList list, List<String> departments, String listImport, UndoCounts counts) {
  UndoFindings {
    departments = List.copyOf(departments);
  }

  /** Looks, once whatever any run has left open is settled: by that it is known what there is. */
  static UndoFindings look(UndoCommandSettings settings, RunResources open, UndoTarget undone) {
    settle(settings, open);
    Run target = undone.run();
    UndoList list = UndoList.of(open.ledger(), target, settings.only(), settings.period());
    boolean places =
        settings.only().contains(Kind.CREATED)
            && settings.period().before() == null // else who was made later may be in them
            && !arePlacesLookedAt(open.ledger().runs(), target);
    List<String> departments = places ? target.createdDepartments() : List.of();
    String listImport =
        settings.isWhole() ? new ListUndo(open.ledger(), target, target).due().orElse("") : "";
    int decisions =
        undone.isOfDecisions() && settings.isWhole()
            ? open.ledger().decisions().ofOwnRun(target.id())
            : 0;
    int ties =
        settings.only().contains(Kind.UPDATED)
            ? open.ledger().before().places().due(target.id()).size()
            : 0;
    return new UndoFindings(
        list,
        departments,
        listImport,
        list.counts(
            settings.alsoNamedLater(), decisions, departments.size(), ties, !listImport.isEmpty()));
  }

  private static void settle(UndoCommandSettings settings, RunResources open) {
    new OpenIntentRecovery(open)
        .settleAll(
            new Enrolment.Scope(
                "",
                Person.STAFF,
                open.site().places(),
                settings.enrolment(open.connection().server().timeout(), false),
                true,
                Map.of(),
                new UndoIdentity()));
  }

  /** Whether an undo has come to its end that looked at the departments the run has made. */
  static boolean arePlacesLookedAt(RunStore runs, Run target) {
    return undosOf(runs, target)
        .filter(run -> run.allWorked() && run.status() == Run.Status.COMPLETED)
        .filter(run -> UndoCommandSettings.Period.reachesEnd(run.photos()))
        .anyMatch(run -> run.photos().contains(Kind.CREATED.name()));
  }

  /** The undos of a run, of whatever kinds. */
  static Stream<Run> undosOf(RunStore runs, Run target) {
    return runs.all().stream()
        .filter(run -> run.command().equals(UndoCommandSettings.COMMAND))
        .filter(run -> run.photos().startsWith(target.id() + " "));
  }

  /**
   * Makes sure that no more people would be deleted than is allowed.
   *
   * @throws SettingsMismatchException if there would be: nothing is sent
   */
  void mustBeFew(UndoCommandSettings settings) {
    if (counts.deletions() > settings.mostDeletions()) {
      throw new SettingsMismatchException(
          words("undo.tooMany", settings.run(), counts.deletions(), settings.mostDeletions()));
    }
  }
}
