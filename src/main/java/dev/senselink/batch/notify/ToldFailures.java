package dev.senselink.batch.notify;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why each job stopped that somebody was told of, so that one which is started again every few
 * minutes tells the same once a day and not each time. Nobody stands in it.
 */
public final class ToldFailures {
  private static final Duration LASTS = Duration.ofHours(24);
  private static final int STOPPED = 4;
  private static final int NAME = 16;

  private final Path folder;

  /**
   * @param dataFolder where they are kept
   */
  public ToldFailures(Path dataFolder) {
    this.folder = dataFolder.resolve("last-told");
  }

  /** Whether the same was told within a day. */
  public boolean isKnown(EndedJob end) {
    try {
      if (end.exitCode() != STOPPED || !Files.exists(file(end))) {
        return false;
      }
      List<String> told = TrustedFile.text(file(end), TrustedFile.SETTINGS).lines().toList();
      return told.size() == 2
          && told.get(0).equals(cause(end))
          && end.finishedAt().isBefore(Instant.parse(told.get(1)).plus(LASTS));
    } catch (IOException | DateTimeException e) {
      return false; // told twice is better than not at all
    }
  }

  /**
   * A job has ended. One that did not stop makes the next stop news again.
   *
   * @param told whether somebody was told of it now
   */
  public void settle(EndedJob end, boolean told) {
    try {
      if (end.exitCode() != STOPPED) {
        Files.deleteIfExists(file(end));
      } else if (told) {
        PrivateFiles.folder(folder);
        PrivateFiles.write(file(end), cause(end) + "\n" + end.finishedAt() + "\n");
      }
    } catch (IOException e) {
      // then it is told once more, which is better than not at all
    }
  }

  private Path file(EndedJob end) {
    return folder.resolve(Sha256Digest.hex(end.key()).substring(0, NAME));
  }

  /** What is said without its numbers: how far it came and who holds a lock make it no news. */
  private static String cause(EndedJob end) {
    String said = end.runs().stream().map(EndedRun::sentence).collect(Collectors.joining("\n"));
    return Sha256Digest.hex(said.replaceAll("[0-9]+", "0"));
  }
}
