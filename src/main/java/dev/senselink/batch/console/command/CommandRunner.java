package dev.senselink.batch.console.command;

import dev.senselink.batch.console.look.Look;
import java.nio.file.Path;
import java.util.List;

/** Runs commands of the program in this process, with the settings the console was opened with. */
public interface CommandRunner {
  /**
   * Runs one to its end, as if it were typed.
   *
   * @param words what would be typed behind the program's name
   * @param watcher is told how it goes, from any thread
   */
  Ended run(List<String> words, Watcher watcher);

  /** What can be looked up with the same settings. */
  default Look look() {
    return Look.NOTHING;
  }

  /** Which server they use. */
  default ServerSetup setup() {
    return ServerSetup.FIXED;
  }

  /**
   * What a job file says. The file is judged with the settings with which it would be run.
   *
   * @throws UnsupportedOperationException if no job files are run here
   */
  default JobSheet read(Path jobFile) {
    throw new UnsupportedOperationException();
  }

  /**
   * How a command has ended.
   *
   * @param exit what the shell would be told
   * @param result what it wrote for whoever asked, not for people
   * @param said the last lines that it wrote for people
   */
  record Ended(int exit, String result, List<String> said) {
    public Ended {
      said = List.copyOf(said);
    }

    public Ended(int exit, String result) {
      this(exit, result, List.of());
    }
  }

  /** Whoever watches a command. */
  interface Watcher {
    /**
     * From now on it can be stopped in order.
     *
     * @param stop does so
     */
    void begins(Runnable stop);

    /** A line for people. */
    void says(String line);

    /** So many rows of so many have an outcome. */
    void rows(long done, long total);
  }
}
