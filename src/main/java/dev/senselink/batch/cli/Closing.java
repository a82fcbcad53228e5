package dev.senselink.batch.cli;

import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.report.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What is said at the end of a run: what happened, where the report is, the next command. */
final class Closing {
  private final PrintWriter out;
  private final boolean json;

  Closing(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /**
   * Says it.
   *
   * @param command the command as typed, e.g. {@code import users}
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
      out.println(
          "next: mend "
              + end.report().resolve("rejected.csv")
              + ", then: senselink "
              + command
              + " "
              + quoted(end.report().resolve("rejected.csv"))
              + photos(end));
    }
    if (end.tally().of(Ending.Group.REVIEW) > 0) {
      out.println("to decide: " + end.report().resolve("conflicts.csv"));
    }
  }

  private static String photos(RunEnd end) {
    Path photos = end.photos();
    return photos == null || photos.toString().isEmpty() ? "" : " --photos " + quoted(photos);
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./:\\\\-]+") ? text : "\"" + text + "\"";
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
