package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.report.FleetReport;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code fleet report}: the report of a site, made again from its ledger. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetReportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetPast past = new FleetPast();

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "SITE")
  List<String> sites = new ArrayList<>();

  @Option(names = "--report", paramLabel = "DIR")
  @Nullable Path report;

  @Option(names = "--insecure")
  boolean insecure;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ExitCode> codes = new ArrayList<>();
    for (String name : sites) {
      FleetJournal.Content last = past.last(one -> one.changes() && !run(one, name).isEmpty());
      String run = run(last, name);
      if (run.isEmpty()) {
        throw new UsageException(words("fleet.noReport", name, last.id()));
      }
      Path reports = report == null ? last.report().resolve(FleetReport.SITES) : report;
      Path folder = reports.resolve(name);
      SiteEnd end = past.show(name, run, folder, insecure);
      codes.add(ExitCode.of(end.code()));
      if (end.code() != ExitCode.DONE.number()) {
        spec.commandLine().getErr().println(name + ": " + end.said());
      } else if (past.output.json) {
        out.println(
            JsonMapper.shared()
                .writeValueAsString(Map.of("site", name, "report", folder.toString())));
      } else {
        out.println(words("closing.report", folder));
      }
    }
    return ExitCode.first(codes).number();
  }

  /** The run of a site; {@code ""} for none. */
  private static String run(FleetJournal.Content fleetRun, String name) {
    SiteState site = fleetRun.sites().get(name);
    return site == null ? "" : site.summary().getOrDefault("runId", "");
  }
}
