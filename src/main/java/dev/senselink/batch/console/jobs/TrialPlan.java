package dev.senselink.batch.console.jobs;

import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The plan that a trial makes of a job that can delete. */
final class TrialPlan {
  private TrialPlan() {}

  /** How many people a plan deletes or takes out of their groups; it is thrown away then. */
  static long takenOut(Path data, Path plan) {
    try {
      Optional<DataFolderKey> key = DataFolderKey.existing(data);
      if (key.isEmpty() || !Files.exists(plan)) {
        return 0;
      }
      long people = 0;
      try (PlanFile.Lines lines = PlanFile.open(plan, key.get()).lines()) {
        for (PlanLine line = lines.next(); line != null; line = lines.next()) {
          boolean goes =
              line.action() == PlannedAction.DELETE || line.action() == PlannedAction.REVOKE;
          people += goes ? 1 : 0;
        }
      }
      Files.delete(plan);
      return people;
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, plan.toString(), e);
    }
  }
}
