package dev.senselink.batch.job.report;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.DataFolderFailure;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.report.StoredReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reports of what is no run: dry runs, plans, photo checks. The ledger does not know them, so
 * the data folder keeps a list of where they were written; those of the console lie in a folder of
 * their own and are found there. To be used under the folder's lock.
 */
public final class TrialReports {
  private final Path list;
  private final Path ofConsole;

  /**
   * @param data the data folder
   */
  public TrialReports(Path data) {
    this.list = data.resolve("trial-reports");
    this.ofConsole = data.resolve("console").resolve("reports");
  }

  /** Notes where a report was written; returns the same end. */
  public RunEnd noted(RunEnd end) {
    try {
      List<String> lines = lines();
      lines.add(end.runId() + "\t" + end.report().toAbsolutePath().normalize());
      write(lines);
      return end;
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(list, e);
    }
  }

  private List<String> lines() throws IOException {
    return Files.exists(list) ? new ArrayList<>(Files.readAllLines(list)) : new ArrayList<>();
  }

  private void write(List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      Files.deleteIfExists(list);
    } else {
      PrivateFiles.write(list, String.join("\n", lines) + "\n");
    }
  }

  /**
   * Those that are still there, wherever a later report of the same place has moved them.
   *
   * @param ofRuns the folders of reports that the ledger knows
   */
  public Set<Path> all(Set<Path> ofRuns) {
    return found(ofRuns).keySet();
  }

  /** Each with the id that its report has. */
  private Map<Path, String> found(Set<Path> ofRuns) {
    Map<Path, String> found = new LinkedHashMap<>();
    try {
      for (String line : lines()) {
        String id = line.split("\t", 2)[0];
        places(line).forEach(at -> found.put(at, id));
      }
      if (Files.isDirectory(ofConsole)) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(ofConsole)) {
          for (Path one : all) {
            String id = StoredReport.runOf(one);
            StoredReport.findAll(one, id).stream()
                .filter(one::equals)
                .forEach(at -> found.put(at.toAbsolutePath().normalize(), id));
          }
        }
      }
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(ofConsole, e);
    }
    found.keySet().removeAll(ofRuns);
    return found;
  }

  /** Where the report of a line of the list lies now; nowhere where it is gone. */
  private static List<Path> places(String line) {
    String[] parts = line.split("\t", 2);
    return parts.length < 2 ? List.of() : StoredReport.findAll(Path.of(parts[1]), parts[0]);
  }

  /**
   * Removes those that were last written before a moment: a trial is made again in no time.
   *
   * @return those that could not be removed whole
   */
  public Set<Path> forget(Instant before, Set<Path> ofRuns) {
    Set<Path> left = new LinkedHashSet<>();
    try {
      for (Map.Entry<Path, String> one : found(ofRuns).entrySet()) {
        boolean old = Files.getLastModifiedTime(one.getKey()).toInstant().isBefore(before);
        if (old && StoredReport.remove(one.getKey(), one.getValue()) != StoredReport.Removal.GONE) {
          left.add(one.getKey());
        }
      }
      List<String> kept = lines();
      kept.removeIf(line -> ofRuns.containsAll(places(line)));
      write(kept);
      return left;
    } catch (IOException e) {
      throw DataFolderFailure.unwritable(list, e);
    }
  }
}
