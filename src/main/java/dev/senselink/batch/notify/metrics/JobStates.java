package dev.senselink.batch.notify.metrics;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.notify.EndedJob;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How each job ran last: a file a job, so that two that end at once do not overwrite each other.
 * Nobody stands in them.
 */
public final class JobStates {
  private static final String END = ".json";
  private static final int NAME = 16;

  private final Path folder;

  /**
   * @param dataFolder where they are kept
   */
  public JobStates(Path dataFolder) {
    this.folder = dataFolder.resolve("last-runs");
  }

  /** A job has ended. */
  public void remember(EndedJob end) throws IOException {
    PrivateFiles.folder(folder);
    Path file = file(end);
    JobState state = JobState.after(end, read(file));
    PrivateFiles.write(file, JsonMapper.shared().writeValueAsString(state));
  }

  /** All that are known, in an order that stays. */
  public List<JobState> all() throws IOException {
    List<JobState> all = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + END)) {
      for (Path file : files) {
        JobState state = read(file);
        if (state != null) {
          all.add(state);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    all.sort(
        Comparator.comparing(JobState::command)
            .thenComparing(JobState::jobFile)
            .thenComparing(JobState::server));
    return all;
  }

  /** A job file may be called anything, a file may not. */
  private Path file(EndedJob end) {
    return folder.resolve(Sha256Digest.hex(end.key()).substring(0, NAME) + END);
  }

  /** What cannot be read is as good as not there: the next run of the job writes it again. */
  private static @Nullable JobState read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return JsonMapper.shared()
          .readValue(TrustedFile.text(file, TrustedFile.SETTINGS), JobState.class);
    } catch (JacksonException e) {
      return null;
    }
  }
}
