package dev.senselink.batch.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A report that was written earlier, as long as it lies where it was written. */
public final class StoredReport {
  /** Every file a report may have. */
  private static final List<String> FILES =
      List.of(
          ResultLines.TEXT,
          ResultLines.BOOK,
          MendFile.TEXT,
          MendFile.BOOK,
          ConflictLines.TEXT,
          ConflictLines.BOOK,
          EndedFile.NAME,
          Report.PAGE,
          ReportFolder.SUMMARY);

  private StoredReport() {}

  /** Whether this folder holds the report of this run. */
  public static boolean isOf(Path folder, String runId) {
    return ReportFolder.saidIn(folder, "runId").equals(runId);
  }

  /**
   * Removes the report's files, and the folder if nothing else lies in it.
   *
   * @return false if the folder is there and holds something else, or cannot be removed
   */
  public static boolean remove(Path folder, String runId) {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    if (!isOf(folder, runId)) {
      return false;
    }
    try {
      for (String file : FILES) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.delete(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
