package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.broker.FleetRecall;
import dev.senselink.batch.fleet.report.FleetReport;
import dev.senselink.batch.fleet.state.BegunRun;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fleet cancel}: a run stops in order, and nobody goes on with it. */
@Command(name = "cancel", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetCancelCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetPast past = new FleetPast();

  @Option(names = "--insecure")
  boolean insecure;

  @Override
  public Integer call() {
    FleetJournal.Content run = past.isAtWork() ? past.last() : past.last(past.place()::isOpen);
    if (run.over() != null) {
      throw new UsageException(words("fleet.nothingToCancel", run.id()));
    }
    if (past.isAtWork()) {
      past.tell(spec, run, FleetWish.CANCEL, words("fleet.cancelling", run.id()));
    } else {
      Machine machine = past.fleet.commands().machine();
      LedgerPlace.trust(past.place().folder(), insecure);
      FleetRecall.recall(machine, past.place());
      Map<String, SiteState> sites = new LinkedHashMap<>(run.sites());
      sites.replaceAll((name, site) -> seen(run, site));
      List<SiteState> changed = new ArrayList<>(sites.values());
      changed.removeAll(run.sites().values());
      FleetJournal.cancel(machine, past.place(), run, changed);
      past.say(spec, run, words("fleet.cancelled", run.id()));
      Optional<String> unknown = past.last().end(machine.wall().instant()).unknown();
      PrintWriter told =
          past.output.json ? spec.commandLine().getErr() : spec.commandLine().getOut();
      unknown.ifPresent(told::println);
      return (unknown.isEmpty() ? ExitCode.DONE : ExitCode.ATTENTION).number();
    }
    return ExitCode.DONE.number();
  }

  /** A site at which the fleet was killed: its ledger may tell what became of its rows. */
  private SiteState seen(FleetJournal.Content run, SiteState site) {
    if (site.count(SiteState.UNKNOWN) == 0) {
      return site;
    }
    String id = BegunRun.of(past.place(), run, site.site());
    SiteEnd known =
        id.isEmpty()
            ? new SiteEnd(SiteState.STOP, false, Map.of(), "")
            : past.show(
                site.site(),
                id,
                run.report().resolve(FleetReport.SITES).resolve(site.site()),
                insecure);
    Map<String, String> summary =
        known.code() == SiteState.DONE ? known.summary() : Map.of(SiteState.RUN, id);
    String why = words("fleet.cancelled.killed");
    return site.again()
        .ended(SiteState.Phase.STOPPED, new SiteEnd(SiteState.STOP, false, summary, why));
  }
}
