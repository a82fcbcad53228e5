package dev.senselink.batch.job.privacy;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What was decided in the console and not carried out: two files for each run. */
final class ConsoleDecisions {
  private final Path folder;

  ConsoleDecisions(Path data) {
    this.folder = data.resolve("console").resolve("decisions");
  }

  /** Removes those of some runs; what else waits in them is decided again. */
  void forget(Collection<String> runs) {
    try {
      for (String run : runs) {
        for (String ending : List.of(".json", ".csv")) {
          Files.deleteIfExists(folder.resolve(run + ending));
        }
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("folder.unwritable", folder), e);
    }
  }
}
