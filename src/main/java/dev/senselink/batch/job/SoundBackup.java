package dev.senselink.batch.job;

import dev.senselink.batch.backup.Backup;

/** Opens a backup that is to be restored, if nothing in it is damaged. */
final class SoundBackup {
  private SoundBackup() {}

  /**
   * Verifies and opens it.
   *
   * @throws dev.senselink.batch.backup.BackupException if it is not there, or damaged
   */
  static Backup open(RestoreSettings settings) {
    return Backup.open(settings.backup(), settings.password());
  }
}
