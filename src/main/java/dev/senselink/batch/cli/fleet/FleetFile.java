package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The fleet a command is about. */
public final class FleetFile {
  /** The jobs that make people of rows: what they did can be undone, and decided about. */
  static final Set<String> OF_ROWS = Set.of("import-users", "import-guests", "apply");

  @Parameters(index = "0", paramLabel = "FLEET.yml")
  @Nullable Path file;

  private @Nullable SiteCommands commands;

  /** To be said before the command is called: what runs the commands of the sites. */
  public void with(SiteCommands some) {
    commands = some;
  }

  SiteCommands commands() {
    if (commands == null) {
      throw new IllegalStateException("the fleet was opened by nobody");
    }
    return commands;
  }

  /**
   * The fleet file.
   *
   * @throws UsageException if none is named
   */
  Path path() {
    if (file == null) {
      throw new UsageException(words("fleet.none"));
    }
    return file;
  }

  /** Where the fleet is kept. */
  FleetPlace place(DataFolderOptions where) {
    return new FleetPlace(
        where.folder().toAbsolutePath().normalize(), FleetDefinition.nameOf(path()));
  }

  /**
   * A run of the fleet.
   *
   * @param id {@code null} for the last
   * @throws UsageException if there is none
   */
  static FleetJournal.Content run(FleetPlace place, @Nullable String id) {
    return run(place, id, any -> true);
  }

  /** The same of a run that is such a one. */
  static FleetJournal.Content run(
      FleetPlace place, @Nullable String id, Predicate<FleetJournal.Content> meant) {
    FleetJournal.Content found =
        id == null ? place.last(meant).orElse(null) : FleetJournal.read(place.run(id));
    if (found == null || !meant.test(found)) {
      throw new UsageException(
          id == null
              ? words("fleet.noRun", place.fleet(), place.data())
              : words("fleet.noSuchRun", place.fleet(), place.data(), id));
    }
    return found;
  }
}
