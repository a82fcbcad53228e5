package dev.senselink.batch.cli;

import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.report.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What is said at the end of a run: what happened, where the report is, the next command. */
final class Closing {
  private final CommandSpec command;
  private final boolean json;
  private final @Nullable Path roster;

  /**
   * @param command the command that has run
   * @param json whether the result is a document for a program; words go to standard error then
   * @param roster the roster as it was named, {@code null} if the user named none
   */
  Closing(CommandSpec command, boolean json, @Nullable Path roster) {
    this.command = command;
    this.json = json;
    this.roster = roster;
  }

  /**
   * Says it.
   *
   * @return what the shell is told
   */
  ExitCode say(RunEnd end) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.print(Summary.json(end.summary()));
      out.flush();
    }
    words(end, json ? command.commandLine().getErr() : out);
    return code(end);
  }

  private void words(RunEnd end, PrintWriter to) {
    to.println(end.summary().get("status") + ": " + end.tally() + " of " + end.tally().sum());
    if (end.stopReason() != null) {
      to.println("stopped: " + end.stopReason() + ". The same command goes on where it stopped.");
    } else if (limited(end)) {
      to.println("stopped after --limit; the same command goes on where it stopped.");
    }
    to.println("report: " + end.report());
    if (roster != null && end.stopReason() == null) {
      next(end, roster, to);
    }
    if (end.tally().of(Ending.Group.REVIEW) > 0) {
      to.println("to decide: " + end.report().resolve("conflicts.csv"));
    }
  }

  private void next(RunEnd end, Path named, PrintWriter to) {
    if (end.tally().of(Ending.Group.REJECTED) + end.tally().of(Ending.Group.FAILED) == 0) {
      return;
    }
    NextCommand next = new NextCommand(command);
    Path rejected = end.report().resolve("rejected.csv");
    to.println("next: mend " + rejected + ", then:");
    to.println("  " + next.importing(rejected, end.photos(), false));
    if (Boolean.TRUE.equals(end.summary().get("dryRun"))
        && end.tally().of(Ending.Group.VALID) > 0) {
      Path whole = named.toAbsolutePath().normalize();
      to.println("the rows that are fit:");
      to.println("  " + next.importing(whole, end.photos(), true));
    }
  }

  private static boolean limited(RunEnd end) {
    return end.stopReason() == null && "STOPPED".equals(end.summary().get("status"));
  }

  private static ExitCode code(RunEnd end) {
    if (end.stopReason() != null) {
      return ExitCode.STOPPED;
    }
    long attention =
        end.tally().needingAttention()
            - (limited(end) ? end.tally().of(Ending.Group.NOT_ATTEMPTED) : 0);
    return attention > 0 ? ExitCode.ATTENTION : ExitCode.DONE;
  }
}
