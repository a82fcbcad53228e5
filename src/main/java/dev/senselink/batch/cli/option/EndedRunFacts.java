package dev.senselink.batch.cli.option;

import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.Advice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What of a run's end may be told elsewhere. The page's longer sentences stay there: they quote
 * names of photos and cells of the list.
 */
final class EndedRunFacts {
  /** What the page counts beside its rows, by its names in {@code summary.json}. */
  private static final List<String> OF_LIST =
      List.of(
          "leavers",
          "leaversLeft",
          "revoked",
          "deleted",
          "returned",
          "removed",
          "restored",
          "endedRemoved",
          "endedLeft");

  private final CommandSpec command;

  EndedRunFacts(CommandSpec command) {
    this.command = command;
  }

  EndedRun of(RunEnd end, int exitCode, String sentence) {
    return new EndedRun(
        input(command),
        exitCode,
        sentence,
        counts(end),
        end.stopReason() == null ? next(end) : "",
        end.report(),
        page(end),
        isInterrupted(end.stopReason()),
        end.stopReason() == null && "STOPPED".equals(end.summary().get("status")));
  }

  /** The own name of what a command works on, {@code ""} for nothing. */
  static String input(CommandSpec command) {
    return command.positionalParameters().stream()
        .map(parameter -> (Object) parameter.getValue())
        .filter(Path.class::isInstance)
        .map(path -> String.valueOf(((Path) path).getFileName()))
        .findFirst()
        .orElse("");
  }

  /** No console has the page of a trial. */
  private String page(RunEnd end) {
    if (isDry(end)) {
      return "";
    }
    String run = String.valueOf(end.summary().getOrDefault("runId", ""));
    return AfterRunOptions.of(command).map(options -> options.notify.page(run)).orElse("");
  }

  private static Map<String, Long> counts(RunEnd end) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("rows", end.tally().sum());
    for (RowEnding.Group group : RowEnding.Group.values()) {
      counts.put(group.key(), end.tally().of(group));
    }
    for (String ofList : OF_LIST) {
      if (end.summary().get(ofList) instanceof Number count) {
        counts.putIfAbsent(ofList, count.longValue());
      }
    }
    return counts;
  }

  private String next(RunEnd end) {
    if (end.tally().of(RowEnding.Group.REVIEW) > 0 && !isDry(end)) {
      return new NextCommandLine(command).deciding(end.report());
    }
    return end.advice().steps().stream()
        .map(Advice.Step::command)
        .filter(next -> !next.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static boolean isDry(RunEnd end) {
    return Boolean.TRUE.equals(end.summary().get("dryRun"));
  }

  private static boolean isInterrupted(@Nullable String reason) {
    return reason != null && StopSignals.wasAsked(reason);
  }
}
