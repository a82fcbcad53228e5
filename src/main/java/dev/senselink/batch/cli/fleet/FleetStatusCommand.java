package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.fleet.report.FleetDocument;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.sites.FleetBoard;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fleet status}: how the last run of a fleet stands, also while it goes on. */
@Command(name = "status", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetStatusCommand implements Callable<Integer> {
  /** Then rows become known by themselves. */
  private static final Set<String> AT_WORK = Set.of("running", "paused", "workers");

  @Spec CommandSpec spec;
  @Mixin FleetPast past = new FleetPast();

  @Option(names = "--insecure")
  boolean insecure;

  @Override
  public Integer call() {
    FleetJournal.Content run = past.last();
    FleetEnd end = run.end(past.fleet.commands().machine().wall().instant());
    PrintWriter out = spec.commandLine().getOut();
    String state = state(run);
    if (past.output.json) {
      out.println(FleetDocument.of(end, state));
      return ExitCode.DONE.number();
    }
    out.println(
        words("fleet.status", end.fleet(), end.id(), words("fleet.state." + state, end.stopped())));
    TextTable table =
        new TextTable(
            out,
            List.of(
                words("fleet.head.site"),
                words("fleet.head.state"),
                words("fleet.head.rows"),
                words("fleet.head.what")));
    for (SiteState site : end.sites().values()) {
      table.row(
          List.of(site.site(), site.inWords(), String.valueOf(site.count("rows")), site.why()));
    }
    table.end();
    if (!AT_WORK.contains(state)) {
      end.unknown().ifPresent(out::println);
    }
    return ExitCode.DONE.number();
  }

  private String state(FleetJournal.Content run) {
    if (run.over() != null) {
      return run.stopped().isEmpty() ? "over" : "ended";
    }
    if (past.place().atWork().filter(one -> one.id().equals(run.id())).isEmpty()) {
      String idle = past.place().isOpen(run) ? "stopped" : "left";
      return isWorked(run) ? "workers" : idle;
    }
    boolean paused = FleetWish.of(past.place().folder(), run.id()) == FleetWish.PAUSE;
    return paused ? "paused" : "running";
  }

  /** Workers end what they have begun, whether the fleet's own command is there or not. */
  private boolean isWorked(FleetJournal.Content run) {
    try {
      return LedgerPlace.of(past.place().folder())
          .filter(place -> !FleetBoard.worked(place.with(insecure), run.id()).isEmpty())
          .isPresent();
    } catch (LedgerException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(words("fleet.status.unseen", String.valueOf(e.getMessage())));
      return false;
    }
  }
}
