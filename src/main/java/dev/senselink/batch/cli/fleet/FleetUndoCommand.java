package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet undo}: takes back what a run of the fleet has done, at each site what its own did.
 */
@Command(name = "undo", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetUndoCommand extends FleetSiteCommand {
  /** What changes people, and so can be taken back. */
  private static final Set<String> DONE = Set.of("import-users", "import-guests", "apply");

  @Parameters(index = "1", arity = "0..1", paramLabel = "RUN")
  @Nullable String run;

  @Option(names = "--yes")
  boolean yes;

  private final Map<String, Integer> rows = new LinkedHashMap<>();
  private String undone = "";

  @Override
  String job() {
    return "undo";
  }

  @Override
  boolean changes() {
    return true;
  }

  @Override
  Map<String, List<String>> typedWords(FleetDefinition fleet, FleetPlace place) {
    FleetJournal.Content before =
        FleetFile.run(place, run, one -> run != null || DONE.contains(one.job()));
    undone = before.id();
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (SiteState site : before.sites().values()) {
      String id = site.summary().getOrDefault("runId", "");
      if (!id.isEmpty()) {
        words.put(site.site(), List.of(id, "--yes"));
        rows.put(site.site(), Math.toIntExact(site.count("rows")));
      }
    }
    return words;
  }

  @Override
  Map<String, Integer> rows() {
    return rows;
  }

  @Override
  void confirm(FleetDefinition fleet, int sites) {
    if (!yes) {
      mustBeMeant(words("fleet.ask.undo", undone, sites));
    }
  }
}
