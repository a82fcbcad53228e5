package dev.senselink.batch.console;

import java.nio.file.Path;

/**
 * How a console is opened.
 *
 * @param data the data folder whose runs it shows
 * @param port where it listens on this machine, 0 for any free one
 */
public record ConsoleSettings(Path data, int port) {
  /** Where it listens if nothing else is said. */
  public static final int STANDARD_PORT = 8420;

  public ConsoleSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }
}
