package dev.senselink.batch.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.DirectoryStream.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A report that was written earlier, as long as it lies where it was written. */
public final class StoredReport {
  /** Every file a report may have. */
  private static final List<String> FILES =
      List.of(
          ResultsFile.TEXT,
          ResultsFile.BOOK,
          RejectedRowsFile.TEXT,
          RejectedRowsFile.BOOK,
          ConflictsFileWriter.TEXT,
          ConflictsFileWriter.BOOK,
          EndedGuestsFile.NAME,
          LeaversFile.TEXT,
          LeaversFile.BOOK,
          Report.PAGE);

  private static final String BOOK = ".xlsx";

  private StoredReport() {}

  /** Whether this folder holds the report of this run. */
  public static boolean isOf(Path folder, String runId) {
    return ReportFolder.saidIn(folder, "runId").equals(runId);
  }

  /** Whose report lies in a folder: the job it says; {@code ""} if none does. */
  public static String jobOf(Path folder) {
    return ReportFolder.saidIn(folder, "job");
  }

  /**
   * Where the reports of a run lie that were written into a folder: there, and where a later report
   * of the same place has moved them.
   */
  public static List<Path> findAll(Path folder, String runId) {
    List<Path> found = new ArrayList<>();
    if (isOf(folder, runId)) {
      found.add(folder);
    }
    Path above = folder.getParent();
    if (above == null || !Files.isDirectory(above)) {
      return found;
    }
    String moved = folder.getFileName() + "." + runId;
    Filter<Path> wanted =
        path -> {
          String name = String.valueOf(path.getFileName());
          return (name.equals(moved) || name.startsWith(moved + ".")) && isOf(path, runId);
        };
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(above, wanted)) {
      beside.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      // What cannot be listed cannot be written either: it is told as not reached.
    }
    return found;
  }

  /** Whether one of the report's texts holds what is looked for; its workbooks say no more. */
  public static boolean says(Path folder, Predicate<String> sought) {
    for (String file : FILES) {
      Path path = folder.resolve(file);
      if (!file.endsWith(BOOK) && Files.isRegularFile(path)) {
        try (Stream<String> lines = Files.lines(path)) {
          if (lines.anyMatch(sought)) {
            return true;
          }
        } catch (IOException | UncheckedIOException e) {
          return true; // whoever writes it anew finds out why
        }
      }
    }
    return false;
  }

  /** What a process left that died while it wrote them. */
  private static void removeParts(Path folder) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
      for (Path part : parts) {
        Files.delete(part);
      }
    }
  }

  /** The summary, by which the report is known, goes last: what is left can be found again. */
  private static boolean isRemoved(Path folder) throws IOException {
    Path summary = folder.resolve(ReportFolder.SUMMARY);
    try (Stream<Path> left = Files.list(folder)) {
      if (left.anyMatch(one -> !one.equals(summary))) {
        return false;
      }
    }
    Files.delete(summary);
    Files.delete(folder);
    return true;
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
      removeParts(folder);
      return isRemoved(folder);
    } catch (IOException e) {
      return false;
    }
  }
}
