package dev.senselink.batch.job;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is to be carried out.
 *
 * @param file where it is
 * @param header what it says of itself, as the options of the import were read from it
 * @param age how old it may be, {@code null} for as long as it says itself
 * @param yes whether nobody is asked before people lose their groups
 */
public record ApplySettings(Path file, PlanHeader header, @Nullable Duration age, boolean yes) {
  /** The command's words joined by {@code -}. */
  public static final String COMMAND = "apply";

  /**
   * A plan that was proven: not one of its options is believed before.
   *
   * @param data the data folder that must have made it
   * @throws LedgerException if it is not as that folder has written it: nothing is sent
   */
  public static ApplySettings of(Path file, Path data, @Nullable Duration age, boolean yes) {
    try {
      DataFolderKey key =
          DataFolderKey.existing(data)
              .orElseThrow(
                  () -> new SettingsMismatchException(words("plan.otherFolder", file, data)));
      return new ApplySettings(file, PlanFile.open(file, key).header(), age, yes);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(data, e);
    }
  }
}
