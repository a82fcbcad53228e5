package dev.senselink.batch.job.resolve;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.DataFolderFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Notes, beside the copy of a run's roster, that decisions about it have been begun and that nobody
 * has looked yet whether the server holds whom they made: a process that is stopped does not come
 * to that, and the next one may find nothing else to do.
 */
final class OwedLook {
  private final Path note;

  OwedLook(Path runFolder) {
    this.note = runFolder.resolve("look-owed");
  }

  boolean isOwed() {
    return Files.exists(note);
  }

  void owe() {
    try {
      PrivateFiles.write(note, "");
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(note, e);
    }
  }

  void isDone() {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(note, e);
    }
  }
}
