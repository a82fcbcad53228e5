package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.job.SecretSource;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The commands that a fleet runs at its sites: the command line itself, in the same process. */
public interface SiteCommands {
  /**
   * The options of a command.
   *
   * @param job its words joined by {@code -}
   */
  OptionCheck options(String job);

  /**
   * Runs commands of sites.
   *
   * @param total requests in flight at all sites together, 0 = as many as they make
   * @param secrets where the secret of a site comes from for which no file is typed
   */
  SiteRunner runner(int total, Function<String, SecretSource> secrets);

  /** Where an option is set for all commands; empty if nowhere, or if it is only turned off. */
  Optional<String> placeOf(String option);

  /** The file in which options are set for all commands; empty for none. */
  Optional<Path> settings();

  /** What is said in the environment. */
  Map<String, String> environment();

  /** The machine all of it runs on. */
  Machine machine();

  /** Which options a command has, and what may be said of each. */
  interface OptionCheck {
    /** Their long names, without dashes. */
    List<String> names();

    boolean has(String name);

    /** Whether it stands alone. */
    boolean isSwitch(String name);

    /** Whether it names a file or a folder. */
    boolean isPath(String name);

    /** Why a value cannot be this option's, whatever the others are. */
    Optional<String> fault(String name, String value);
  }
}
