package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** A folder of report files, 0700, each file 0600 and complete whenever it is there. */
final class ReportFolder {
  static final String SUMMARY = "summary.json";

  /** More than any of ours, in bytes: whatever lies in the folder may be named so. */
  private static final int MOST_SUMMARY = 1 << 24;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder ready for a run's report; one that holds another run's report, or that of
   * another job about the same run, is renamed first, so that nothing is ever written over.
   */
  static ReportFolder prepare(Path folder, String job, String runId) {
    try {
      Path absolute = folder.toAbsolutePath().normalize();
      String other = saidIn(absolute, "runId");
      boolean same = other.equals(runId) && saidIn(absolute, "job").equals(job);
      if (!other.isEmpty() && !same) {
        Files.move(absolute, free(absolute, other));
      }
      PrivateFiles.folder(absolute);
      return new ReportFolder(absolute);
    } catch (IOException e) {
      throw new ReportException(cannotBeWritten(folder, e), e);
    }
  }

  Path path() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Where a file is written before it is whole; {@link #publish} then gives it its name. */
  Path unfinishedFile(String name) throws IOException {
    Path file = folder.resolve(unfinishedName(name));
    Files.deleteIfExists(file);
    return file;
  }

  /** What such a file is called. */
  static String unfinishedName(String name) {
    return "." + name + ".part";
  }

  void publish(String name) throws IOException {
    Files.move(
        folder.resolve(unfinishedName(name)), file(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what a report that could not be finished has left. */
  void removeUnfinished() {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ReportException(words("folder.unfinished", folder), e);
    }
  }

  /** What to do when a report cannot be written; the rows themselves are safe in the ledger. */
  static String cannotBeWritten(Path folder, IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return words("folder.cannotBeWritten", folder, kind);
  }

  private static Path free(Path folder, String runId) {
    Path renamed = folder.resolveSibling(folder.getFileName() + "." + runId);
    int n = 2;
    while (Files.exists(renamed)) {
      renamed = folder.resolveSibling(folder.getFileName() + "." + runId + "." + n++);
    }
    return renamed;
  }

  /** What the report that lies there says of itself, {@code ""} if none does. */
  static String saidIn(Path folder, String key) {
    Path summary = folder.resolve(SUMMARY);
    if (!Files.isRegularFile(summary)) {
      return "";
    }
    try {
      String text = TrustedFile.text(summary, MOST_SUMMARY);
      return JSON.readTree(text).path(key).asString("");
    } catch (IOException | JacksonException e) {
      return "unreadable";
    }
  }
}
