package dev.senselink.batch.cli;

import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.report.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What is said at the end of a run: what happened, where the report is, the next command. */
final class Closing {
  private final CommandLine line;
  private final PrintWriter out;
  private final boolean json;
  private final @Nullable String typed;

  /**
   * @param line the command that ran
   * @param typed what was typed as its roster
   */
  Closing(CommandLine line, boolean json, @Nullable Path typed) {
    this.line = line;
    this.out = line.getOut();
    this.json = json;
    this.typed = typed == null ? null : typed.toString();
  }

  /**
   * Says it.
   *
   * @param command the words of the command that imports, e.g. {@code import users}
   * @return what the shell is told
   */
  ExitCode say(RunEnd end, String command) {
    if (json) {
      out.print(Summary.json(end.summary()));
      out.flush();
    } else {
      out.println(end.summary().get("status") + ": " + end.tally() + " of " + end.tally().sum());
      if (end.stopReason() != null) {
        out.println(
            "stopped: " + end.stopReason() + ". The same command goes on where it stopped.");
      }
      out.println("report: " + end.report());
      next(end, command);
    }
    return code(end);
  }

  private void next(RunEnd end, String command) {
    boolean mend =
        end.tally().of(Ending.Group.REJECTED) + end.tally().of(Ending.Group.FAILED) > 0
            && end.stopReason() == null;
    if (mend) {
      Path rejected = end.report().resolve("rejected.csv");
      out.println("next: mend " + rejected + ", then:");
      out.println("  " + NextCommand.of(line, command, typed, rejected, end.photos()));
    }
    if (end.tally().of(Ending.Group.REVIEW) > 0) {
      out.println("to decide: " + end.report().resolve("conflicts.csv"));
    }
  }

  private static ExitCode code(RunEnd end) {
    if (end.stopReason() != null) {
      return ExitCode.STOPPED;
    }
    boolean limited = "STOPPED".equals(end.summary().get("status"));
    long attention =
        end.tally().needingAttention() - (limited ? end.tally().of(Ending.Group.NOT_ATTEMPTED) : 0);
    return attention > 0 ? ExitCode.ATTENTION : ExitCode.DONE;
  }
}
