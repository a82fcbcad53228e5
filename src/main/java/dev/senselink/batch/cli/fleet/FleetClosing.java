package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.fleet.report.FleetDocument;
import dev.senselink.batch.fleet.report.FleetReport;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.outcome.RowEnding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What is said when a fleet has ended. */
final class FleetClosing {
  private FleetClosing() {}

  /**
   * Says it.
   *
   * @param json whether the result is a document, and all else goes where people look
   * @return the exit code that belongs to it
   */
  static ExitCode say(CommandSpec command, FleetEnd end, boolean json) {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter told = json ? command.commandLine().getErr() : out;
    if (json) {
      out.println(FleetDocument.of(end));
    }
    String sentence = sentence(end);
    told.println(sentence);
    end.unknown().ifPresent(told::println);
    told.println(words("closing.report", end.report()));
    told.println(words("closing.page", end.report().resolve(FleetReport.PAGE).toUri()));
    if (!end.stopped().isEmpty()) {
      told.println(words(end.over() ? "closing.next.anew" : "closing.next.same"));
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("rows", end.sum("rows"));
    for (RowEnding.Group group : RowEnding.Group.values()) {
      counts.put(group.key(), end.sum(group.key()));
    }
    AfterRunOptions.ended(command, end.exitCode(), sentence, counts);
    return ExitCode.of(end.exitCode());
  }

  private static String sentence(FleetEnd end) {
    long well = end.sites().values().stream().filter(FleetEnd::isWell).count();
    String counts =
        words(
            "fleet.counts",
            end.sites().size(),
            well,
            end.count(SiteState.Phase.ENDED) - well,
            end.count(SiteState.Phase.UNREACHABLE),
            end.count(SiteState.Phase.STOPPED),
            end.count(SiteState.Phase.WAITING) + end.count(SiteState.Phase.RUNNING),
            end.count(SiteState.Phase.NO_ROWS));
    return end.stopped().isEmpty()
        ? words("fleet.ended", counts)
        : words("fleet.stopped", end.stopped(), counts);
  }
}
