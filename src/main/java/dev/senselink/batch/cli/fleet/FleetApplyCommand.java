package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.NextFleetLine;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.rows.FleetRows;
import dev.senselink.batch.fleet.run.FleetJob;
import dev.senselink.batch.fleet.run.SiteAgain;
import dev.senselink.batch.fleet.run.SiteErrand;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.PlannedLists;
import dev.senselink.batch.ledger.plan.PlanFile;
import dev.senselink.batch.ledger.plan.PlanHeader;
import dev.senselink.batch.roster.RosterSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet apply}: carries out the plans that an import of the fleet has written. */
@Command(name = "apply", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetApplyCommand extends FleetSiteCommand {
  @Parameters(index = "1", arity = "0..1", paramLabel = "PLANS")
  @Nullable Path folder;

  @Option(names = "--yes")
  boolean yes;

  private Map<String, String> lists = Map.of();

  @Override
  String job() {
    return "apply";
  }

  @Override
  boolean changes() {
    return true;
  }

  /** What is no plan, or another site's, is told before anything is done. */
  @Override
  Map<String, List<String>> typedWords(FleetDefinition fleet, FleetPlace place) {
    if (folder == null) {
      throw new UsageException(words("fleet.apply.none"));
    }
    if (fleet.roster() == null) {
      throw new UsageException(words("fleet.noRoster"));
    }
    lists = PlannedLists.read(folder);
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (FleetSite site : fleet.sites()) {
      Path plan = folder.toAbsolutePath().normalize().resolve(site.name() + ".plan");
      if (Files.exists(plan)) {
        PlanHeader header = PlanFile.header(plan);
        if (!header.server().equals(site.address())) {
          throw new UsageException(
              words("fleet.apply.server", plan, header.server(), site.name(), site.address()));
        }
        words.put(site.name(), List.of(plan.toString(), "--yes"));
      }
    }
    return words;
  }

  @Override
  void confirm(FleetDefinition fleet, int sites) {
    if (!yes) {
      mustBeMeant(words("fleet.ask.apply", sites));
    }
  }

  /** A row that is mended is planned again, as its plan was made. */
  @Override
  SiteAgain again(FleetDefinition fleet, Map<String, String> own) {
    Path plans = Path.of(String.valueOf(folder));
    Set<String> planned = lists.keySet();
    Set<String> some = planned.containsAll(fleet.names()) ? Set.of() : new TreeSet<>(planned);
    String anew =
        arguments
            .fleet
            .place(running.where)
            .last(run -> run.job().equals(FleetJob.PLAN) && run.rows().equals(lists))
            .map(run -> new NextFleetLine(spec, fleet.file(), run.typed()).planning(plans, some))
            .orElse("");
    return new SiteAgain(new NextFleetLine(spec, fleet.file(), own).applying(plans), anew);
  }

  @Override
  FleetEnd work(FleetJob job, FleetDefinition fleet, SiteErrand errand) {
    RosterSettings reading = FleetRosterForm.of(fleet);
    return job.apply(reading, errand, rows -> mustBeOfPlans(rows, errand));
  }

  private void mustBeOfPlans(FleetRows rows, SiteErrand errand) {
    if (lists.isEmpty()) {
      throw new UsageException(words("fleet.apply.lists", String.valueOf(folder)));
    }
    for (String site : errand.words().keySet()) {
      if (rows.has(site) && !rows.of(site).sha256().equals(lists.get(site))) {
        throw new UsageException(words("fleet.apply.roster", site));
      }
    }
  }
}
