package dev.senselink.batch.console.jobs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.disk.FileExposure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which job files the console obeys. A job file names programs that are run and servers that get
 * signed requests, and a found one was named by nobody.
 */
final class JobTrust {
  private static final int USAGE = 2;

  private JobTrust() {}

  /**
   * Why a job file is refused, with what to do; {@code ""} if nobody else could have written it.
   */
  static String refusal(JobFolder.Job job) {
    return changeable(job.file())
        .map(why -> words("job.notYours", withoutFolders(why, job.file())))
        .orElse("");
  }

  /** Whether somebody else could have written a file that is obeyed without being named. */
  static boolean isForeign(Path file) {
    return changeable(file).isPresent();
  }

  private static Optional<String> changeable(Path file) {
    try {
      return FileExposure.changeable(file);
    } catch (IOException e) {
      return Optional.of(words("job.exposureUnknown"));
    }
  }

  /** Names alone: the page is read by people who have no business with where the file lies. */
  private static String withoutFolders(String why, Path file) {
    String said = why;
    for (Path at = file.getParent(); at != null; at = at.getParent()) {
      Path name = at.getFileName();
      said = name == null ? said : said.replace(at.toString(), name.toString());
    }
    return said;
  }

  /** A job file of which nothing is read. */
  static JobSheet unread(String why) {
    return new JobSheet("", "", List.of(), why, true, -1, List.of(), false, List.of(), false, null);
  }

  /**
   * How a start ends that waited in line while the file became another, or somebody else's.
   *
   * @param confirmed the SHA-256 of the bytes that the start is for
   * @return {@code null} if it may begin
   */
  static CommandRunner.@Nullable Ended refused(JobFolder.Job job, String confirmed) {
    String why = refusal(job);
    if (why.isEmpty() && !confirmed.isEmpty() && confirmed.equals(JobFolder.sha256(job))) {
      return null;
    }
    String error = why.isEmpty() ? words("job.changedWaiting") : why;
    return new CommandRunner.Ended(
        USAGE, JsonMapper.shared().writeValueAsString(Map.of("error", error)));
  }
}
