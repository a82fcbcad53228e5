package dev.senselink.batch.job;

import dev.senselink.batch.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Makes sure, before anything is sent, that the report can be written; leaves no trace. */
final class ReportPlace {
  private ReportPlace() {}

  /**
   * Tries the nearest folder that is there.
   *
   * @throws ReportException if nothing can be written in it
   */
  static void check(ImportSettings settings, Instant now) {
    Path folder = RunBook.reportFolder(settings, now);
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return;
    }
    try {
      Files.delete(Files.createTempFile(there, ".senselink", ".try"));
    } catch (IOException e) {
      throw new ReportException(
          "the report folder " + folder + " cannot be written; name another with --report", e);
    }
  }
}
