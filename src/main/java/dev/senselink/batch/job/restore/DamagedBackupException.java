package dev.senselink.batch.job.restore;

/** A backup is not as it was written, so nothing of it is restored. The message names each file. */
public final class DamagedBackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedBackupException(String message) {
    super(message);
  }
}
