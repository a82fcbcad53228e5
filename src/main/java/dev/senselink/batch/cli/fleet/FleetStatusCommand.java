package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.fleet.report.FleetDocument;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fleet status}: how the last run of a fleet stands, also while it goes on. */
@Command(name = "status", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetStatusCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetPast past = new FleetPast();

  @Override
  public Integer call() {
    FleetPlace place = past.place();
    FleetJournal.Content run = past.last();
    FleetEnd end = run.end(past.fleet.commands().machine().wall().instant());
    PrintWriter out = spec.commandLine().getOut();
    if (past.output.json) {
      out.println(FleetDocument.of(end));
      return ExitCode.DONE.number();
    }
    String state =
        run.over() != null
            ? run.stopped().isEmpty() ? "over" : "ended"
            : DataFolder.isLocked(place.folder()) ? "running" : "stopped";
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
    return ExitCode.DONE.number();
  }
}
