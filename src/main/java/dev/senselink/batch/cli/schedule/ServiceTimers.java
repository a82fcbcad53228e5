package dev.senselink.batch.cli.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Which jobs the system's own timers start. */
public final class ServiceTimers {
  private ServiceTimers() {}

  /**
   * Whether an enabled timer starts this very job file.
   *
   * @param root where the machine's folders begin
   */
  public static boolean isEnabled(Path root, Path job) {
    String file = String.valueOf(job.getFileName());
    if (!file.endsWith(".yml")) {
      return false;
    }
    String timer = "senselink-job@" + file.substring(0, file.length() - ".yml".length()) + ".timer";
    Path enabled = root.resolve("etc/systemd/system/timers.target.wants").resolve(timer);
    Path started = root.resolve("etc/senselink/jobs").resolve(file);
    try {
      return Files.exists(enabled, LinkOption.NOFOLLOW_LINKS)
          && Files.exists(started)
          && Files.isSameFile(started, job);
    } catch (IOException e) {
      return true; // it cannot be looked at: better nobody starts it here than both
    }
  }
}
