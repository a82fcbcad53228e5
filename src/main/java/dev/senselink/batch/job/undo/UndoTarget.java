package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.RunStore;
import dev.senselink.batch.ledger.before.BeforeRuns;
import java.util.List;
import java.util.Optional;

/**
 * What is undone: a run, or the decisions that a {@code resolve} has carried out about the rows of
 * one.
 *
 * @param run with the id under which it has kept what was there before
 * @param source the run whose rows it was about: itself, but for decisions
 */
record UndoTarget(Run run, Run source) {
  /**
   * Finds it.
   *
   * @throws SettingsMismatchException if there is none
   */
  static UndoTarget find(RunStore runs, BeforeRuns kept, String id) {
    Optional<Run> about = kept.decidedAbout(id).flatMap(runs::find);
    if (about.isPresent()) {
      return new UndoTarget(decisions(id, about.get()), about.get());
    }
    Run run = runs.find(id).orElseThrow(() -> new SettingsMismatchException(words("run.none", id)));
    return new UndoTarget(run, run);
  }

  boolean isOfDecisions() {
    return !run.id().equals(source.id());
  }

  /** Decisions are no run of the ledger: they begin and end with their file. */
  private static Run decisions(String id, Run about) {
    return new Run(
        id,
        ResolveSettings.COMMAND,
        about.server(),
        about.companyId(),
        about.companyName(),
        about.rosterSha(),
        about.roster(),
        about.rosterSettings(),
        "",
        about.report(),
        Run.Status.COMPLETED,
        true,
        "",
        about.rosterRows(),
        about.startedAt(),
        about.finishedAt(),
        0,
        0,
        List.of(),
        List.of());
  }
}
