package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.state.BegunRun;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteSpan;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet undo}: takes back what a run of the fleet has done, at each site what its own did.
 */
@Command(name = "undo", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetUndoCommand extends FleetSiteCommand {
  private static final String CREATED = "created";

  @Parameters(index = "1", arity = "0..1", paramLabel = "RUN")
  @Nullable String run;

  @Option(names = "--yes")
  boolean yes;

  /** At all sites together; a site alone knows nothing of the others. */
  @Option(names = "--max-delete", paramLabel = "N", defaultValue = "50")
  int mostDeletions = 50;

  private final Map<String, Integer> rows = new LinkedHashMap<>();
  private final Map<String, Long> deletions = new LinkedHashMap<>();
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
        FleetFile.run(place, run, one -> run != null || FleetFile.OF_ROWS.contains(one.job()));
    undone = before.id();
    Map<String, List<String>> words = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (SiteState site : before.sites().values()) {
      String id = site.summary().getOrDefault("runId", "");
      boolean broken = before.atWork().containsKey(site.site());
      if (id.isEmpty() && (broken || site.code() > SiteState.DONE)) {
        id = BegunRun.of(place, before, site.site());
      }
      if (!id.isEmpty()) {
        words.put(site.site(), undo(before, place, site.site(), id));
        rows.put(site.site(), Math.toIntExact(site.count("rows")));
        deletions.put(site.site(), made(site));
      } else if (broken && fleet.sites().stream().anyMatch(one -> one.name().equals(site.site()))) {
        unknown.add(site.site());
      }
    }
    if (!unknown.isEmpty()) {
      throw new UsageException(
          words("fleet.undo.unknown", undone, String.join(",", unknown), place.site("")));
    }
    return words;
  }

  /** How many people it has made there, at most. */
  private static long made(SiteState site) {
    return site.count(RowEnding.Group.CREATED.key())
        + site.count(RowEnding.Group.FORCED.key())
        + site.count(SiteState.UNKNOWN);
  }

  /** Another run of the fleet may have gone on with the site's: each has sent its own rows. */
  private List<String> undo(
      FleetJournal.Content fleetRun, FleetPlace place, String site, String run) {
    RunIndexFile.Entry known =
        new RunIndexFile(place.site(site))
            .read().stream().filter(one -> one.id().equals(run)).findFirst().orElse(null);
    SiteSpan span = SiteSpan.of(place, fleetRun, site).shared(known);
    boolean manyClocks = LedgerPlace.of(place.folder()).isPresent();
    List<String> words = new ArrayList<>(List.of(run, "--yes", "--max-delete=" + mostDeletions));
    words.addAll((manyClocks ? span.narrowed() : span).options());
    return words;
  }

  @Override
  Map<String, Integer> rows() {
    return rows;
  }

  @Override
  void confirm(FleetDefinition fleet, int sites) {
    mustBeFew(fleet);
    if (!yes) {
      mustBeMeant(words("fleet.ask.undo", undone, sites));
    }
  }

  /** Whoever is deleted at the first site is not there any more when the last one refuses. */
  private void mustBeFew(FleetDefinition fleet) {
    if (mostDeletions < 0) {
      throw new UsageException(words("option.maxDelete"));
    }
    String only = fleet.defaults().getOrDefault("only", CREATED).toLowerCase(Locale.ROOT);
    long all =
        fleet.sites().stream().mapToLong(site -> deletions.getOrDefault(site.name(), 0L)).sum();
    if (all > mostDeletions && List.of(only.split("\\s*,\\s*")).contains(CREATED)) {
      throw new UsageException(words("fleet.undo.tooMany", undone, all, mostDeletions));
    }
  }
}
