package dev.senselink.batch.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a console is opened.
 *
 * @param data the data folder whose runs it shows
 * @param port where it listens, 0 for any free one
 * @param jobs where the job files lie that it shows; {@code null} for nowhere
 * @param inbox where lists are put for jobs to take; {@code null} for nowhere
 * @param office how others reach it; {@code null} for one on this machine alone
 * @param sample the folder of a sample, {@code roster.csv} and {@code photos}, where its server is
 *     a practice server; {@code null} where it is a real one
 */
public record ConsoleSettings(
    Path data,
    int port,
    @Nullable Path jobs,
    @Nullable Path inbox,
    @Nullable Office office,
    @Nullable Path sample) {
  /** Where it listens if nothing else is said. */
  public static final int STANDARD_PORT = 8420;

  public ConsoleSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }

  /** Without jobs, for this machine alone. */
  public ConsoleSettings(Path data, int port) {
    this(data, port, null, null);
  }

  /** For this machine alone. */
  public ConsoleSettings(Path data, int port, @Nullable Path jobs, @Nullable Path inbox) {
    this(data, port, jobs, inbox, null);
  }

  /** Of a real server. */
  public ConsoleSettings(
      Path data, int port, @Nullable Path jobs, @Nullable Path inbox, @Nullable Office office) {
    this(data, port, jobs, inbox, office, null);
  }
}
