package dev.senselink.batch.job.report;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure, before anything is sent, that the report can be written; leaves no trace. */
public final class ReportFolderCheck {
  private ReportFolderCheck() {}

  /**
   * Tries the nearest folder that is there: a full disk is told now, not after the last row.
   *
   * @throws ReportException if nothing can be written in it
   */
  public static void check(Path folder) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return;
    }
    try {
      PrivateFiles.tryWriting(there);
    } catch (IOException e) {
      throw new ReportException(words("folder.report", folder), e);
    }
  }
}
