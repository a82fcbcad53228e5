package dev.senselink.batch.report;

import dev.senselink.batch.roster.corrections.PhotoPairs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.DirectoryStream.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report that was written earlier, as long as it lies where it was written. */
public final class StoredReport {
  /** Every file a report may have but the one by which it is known. */
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
          MendedFile.TEXT,
          MendedFile.BOOK,
          ChangesFile.TEXT,
          ChangesFile.BOOK,
          PhotoPairs.FILE,
          Report.PAGE);

  private static final String BOOK = ".xlsx";

  /** What became of a report that was to be removed. */
  public enum Removal {
    /** Nothing of it is left. */
    GONE,
    /** Only its summary is left, beside somebody's own files in its folder. */
    OTHERS_LEFT,
    /** It cannot be removed, or is no report of this run. */
    LEFT
  }

  private StoredReport() {}

  /** The columns of a report's {@code results.csv}. */
  public static List<String> columns() {
    return ResultsFile.columns();
  }

  /** Whether this folder holds the report of this run. */
  public static boolean isOf(Path folder, String runId) {
    return ReportFolder.saidIn(folder, "runId").equals(runId);
  }

  /**
   * Whether a folder holds something of what was written of a report before a process died, and
   * nothing else. It does not say of which run; that there is to be one here the ledger knows.
   */
  private static boolean isTorn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    Set<String> ours =
        Stream.concat(FILES.stream(), Stream.of(ReportFolder.SUMMARY))
            .map(ReportFolder::unfinishedName)
            .collect(Collectors.toSet());
    ours.addAll(FILES);
    try (Stream<Path> all = Files.list(folder)) {
      List<String> names = all.map(path -> String.valueOf(path.getFileName())).toList();
      return !names.isEmpty() && ours.containsAll(names);
    } catch (IOException | UncheckedIOException e) {
      return false; // then it cannot be written either: it is told as not reached
    }
  }

  /** Of which run the report in a folder is; {@code ""} if none does say. */
  public static String runOf(Path folder) {
    return ReportFolder.saidIn(folder, "runId");
  }

  /** Whose report lies in a folder: the job it says; {@code ""} if none does. */
  public static String jobOf(Path folder) {
    return ReportFolder.saidIn(folder, "job");
  }

  /**
   * Where the reports of a run lie that were written into a folder: there, torn ones too, and where
   * a later report of the same place has moved them.
   */
  public static List<Path> findAll(Path folder, String runId) {
    List<Path> found = new ArrayList<>();
    if (isOf(folder, runId) || isTorn(folder)) {
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

  /**
   * Whether one of the report's files holds what is looked for. Workbooks say no more than the
   * texts beside them; what is not whole, or has no such text, may say anything.
   */
  public static boolean says(Path folder, Predicate<String> sought) {
    for (String file : FILES) {
      Path path = folder.resolve(file);
      if (Files.exists(folder.resolve(ReportFolder.unfinishedName(file)))
          || (file.endsWith(BOOK) ? isAlone(path) : stands(path, sought))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a workbook is there, and the text that is written with it is not. */
  private static boolean isAlone(Path book) {
    String name = String.valueOf(book.getFileName());
    String text = name.equals(ResultsFile.BOOK) ? ResultsFile.TEXT : name.replace(BOOK, ".csv");
    return Files.exists(book) && !Files.exists(book.resolveSibling(text));
  }

  private static boolean stands(Path text, Predicate<String> sought) {
    if (!Files.isRegularFile(text)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(text)) {
      return lines.anyMatch(sought);
    } catch (IOException | UncheckedIOException e) {
      return true; // whoever writes it anew finds out why
    }
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
  private static Removal removeSummary(Path folder) throws IOException {
    Path summary = folder.resolve(ReportFolder.SUMMARY);
    try (Stream<Path> left = Files.list(folder)) {
      if (left.anyMatch(one -> !one.equals(summary))) {
        return Removal.OTHERS_LEFT;
      }
    }
    Files.deleteIfExists(summary);
    Files.delete(folder);
    return Removal.GONE;
  }

  /** Removes the report's files, whole or not, and the folder if nothing else lies in it. */
  public static Removal remove(Path folder, String runId) {
    if (!Files.isDirectory(folder)) {
      return Removal.GONE;
    }
    if (!isOf(folder, runId) && !isTorn(folder)) {
      return Removal.LEFT;
    }
    try {
      for (String file : FILES) {
        Files.deleteIfExists(folder.resolve(file));
      }
      removeParts(folder);
      return removeSummary(folder);
    } catch (IOException e) {
      return Removal.LEFT;
    }
  }
}
