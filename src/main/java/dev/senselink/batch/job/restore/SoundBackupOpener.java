package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.verify.Verification;
import dev.senselink.batch.job.RestoreSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Opens a backup that is to be restored, if nothing in it is damaged. */
final class SoundBackupOpener {
  private static final int TOLD = 20;

  private SoundBackupOpener() {}

  /**
   * Verifies and opens it.
   *
   * @throws dev.senselink.batch.backup.BackupException if it is not there
   * @throws DamagedBackupException if something in it is damaged
   */
  static Backup open(RestoreSettings settings) {
    List<BackupDamage> damages = new ArrayList<>();
    Verification.Result result =
        Verification.of(
            settings.backup(),
            settings.keys(),
            damage -> {
              if (damages.size() < TOLD) {
                damages.add(damage);
              }
            });
    if (!result.ok()) {
      String first = damages.stream().map(BackupDamage::toString).collect(Collectors.joining("\n"));
      throw new DamagedBackupException(
          words("restore.damaged", settings.backup(), result.damages(), first));
    }
    return Backup.open(settings.backup(), settings.keys());
  }
}
