package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.RunIndexFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet undo}: takes back what a run of the fleet has done, at each site what its own did.
 */
@Command(name = "undo", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetUndoCommand extends FleetSiteCommand {
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
        FleetFile.run(place, run, one -> run != null || FleetFile.OF_ROWS.contains(one.job()));
    undone = before.id();
    Map<String, List<String>> words = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (SiteState site : before.sites().values()) {
      String id = site.summary().getOrDefault("runId", "");
      boolean broken = before.atWork().containsKey(site.site());
      if (id.isEmpty() && (broken || site.code() > SiteState.DONE)) {
        id = begun(before, place, site.site());
      }
      if (!id.isEmpty()) {
        words.put(site.site(), List.of(id, "--yes"));
        rows.put(site.site(), Math.toIntExact(site.count("rows")));
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

  /** What a fleet's run has begun at a site and could not note; {@code ""} if nothing is known. */
  private static String begun(FleetJournal.Content fleetRun, FleetPlace place, String site) {
    Set<String> ofOthers =
        place.runs().stream()
            .map(id -> FleetJournal.read(place.run(id)))
            .filter(Objects::nonNull)
            .flatMap(one -> Stream.ofNullable(one.sites().get(site)))
            .map(one -> one.summary().getOrDefault("runId", ""))
            .collect(Collectors.toSet());
    return new RunIndexFile(place.site(site))
        .read().stream()
            .filter(one -> one.command().equals(fleetRun.job()) && !ofOthers.contains(one.id()))
            .filter(one -> !Instant.parse(one.startedAt()).isBefore(fleetRun.begun()))
            .map(RunIndexFile.Entry::id)
            .findFirst()
            .orElse("");
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
