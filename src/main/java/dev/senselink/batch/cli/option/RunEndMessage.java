package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.OutcomeCountText;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.TextColour;
import dev.senselink.batch.cli.console.VisibleWriter;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.UndoCommandSettings;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.report.Advice;
import dev.senselink.batch.report.RunSummary;
import dev.senselink.batch.report.UnrestoredText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What is said at the end of a run: what happened, where the report is, the next command. */
public final class RunEndMessage {
  /** The rest stands on the page alone: thirty lines of commands are read by nobody. */
  private static final int MOST_STEPS = 3;

  private final CommandSpec command;
  private final boolean json;
  private final @Nullable Path roster;

  /**
   * @param command the command that has run
   * @param json whether the result is a document for a program; words go to standard error then
   * @param roster the roster as it was named, {@code null} if the user named none
   */
  public RunEndMessage(CommandSpec command, boolean json, @Nullable Path roster) {
    this.command = command;
    this.json = json;
    this.roster = roster;
  }

  /**
   * Says it.
   *
   * @return what the shell is told
   */
  public ExitCode say(RunEnd end) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.print(RunSummary.json(end.summary()));
      out.flush();
    }
    tell(end, json ? command.commandLine().getErr() : out);
    ExitCode code = code(end);
    AfterRunOptions.ended(command, new EndedRunFacts(command).of(end, code.number(), told(end)));
    return code;
  }

  /** What happened, where it is written down, and what to do next. */
  private void tell(RunEnd end, PrintWriter to) {
    VisibleWriter.paint(to, colour(end), happened(end));
    to.println();
    if (!end.notSent().isEmpty()) {
      to.println(
          words("closing.columns", end.notSent().size(), DisplayLanguage.list(end.notSent())));
    }
    notRestored(end).forEach(one -> to.println(UnrestoredText.inWords(one)));
    leavers(end, to);
    if (isOfAnotherZone(end)) {
      to.println(words("after.zoneChanged"));
    }
    end.advice().told().forEach(to::println);
    end.advice().causes().forEach(cause -> to.println("  " + cause));
    to.println(words("closing.report", end.report()));
    to.println(words("closing.page", end.report().resolve("report.html").toUri()));
    if (end.stopReason() != null || limited(end)) {
      to.println(words(isMishap(end) ? "closing.next.mendFirst" : "closing.next.same"));
    } else if (roster != null || isUndo(end) && isDry(end)) {
      next(end, to);
      return;
    } else if (end.tally().needingAttention() == 0
        && notRestored(end).isEmpty()
        && !isOfAnotherZone(end)) {
      to.println(words("closing.next.nothing"));
    }
    if (end.tally().of(RowEnding.Group.REVIEW) > 0) {
      if (isUndo(end)) {
        to.println(words("closing.undo"));
      } else {
        decide(end, to);
      }
    }
  }

  /** The first is the one to take, if nothing speaks against it; the page has those left out. */
  private static void next(RunEnd end, PrintWriter to) {
    List<Advice.Step> steps = end.advice().steps();
    boolean allWell =
        end.tally().needingAttention() == 0 && !listNeedsAttention(end) && !isOfAnotherZone(end);
    if (steps.isEmpty() && allWell) {
      to.println(words("closing.next.nothing"));
    }
    for (int n = 0; n < Math.min(steps.size(), MOST_STEPS); n++) {
      Advice.Step step = steps.get(n);
      to.println(n == 0 ? words("closing.next.step", step.text()) : step.text());
      if (!step.command().isEmpty()) {
        to.println("  " + step.command());
      }
    }
    if (steps.size() > MOST_STEPS) {
      to.println(words("closing.next.more", steps.size() - MOST_STEPS));
    }
  }

  private static TextColour colour(RunEnd end) {
    if (end.stopReason() != null) {
      return TextColour.RED;
    }
    return end.tally().needingAttention() == 0 && !listNeedsAttention(end) && !isOfAnotherZone(end)
        ? TextColour.GREEN
        : TextColour.YELLOW;
  }

  private static void leavers(RunEnd end, PrintWriter to) {
    if (count(end, "leavers") > 0 || listNeedsAttention(end)) {
      to.println(words("closing.leavers", count(end, "leavers"), count(end, "leaversLeft")));
    }
    if (count(end, "revoked") > 0) {
      to.println(words("closing.revoked", count(end, "revoked")));
    }
    if (count(end, "returned") > 0) {
      to.println(words("closing.returned", count(end, "returned")));
    }
  }

  private void decide(RunEnd end, PrintWriter to) {
    Path conflicts = end.report().resolve("conflicts.xlsx");
    String then = isDry(end) ? "" : new NextCommandLine(command).deciding(end.report());
    if (then.isEmpty()) {
      to.println(words("closing.decide", conflicts));
    } else {
      to.println(words("closing.decide.then", conflicts));
      to.println("  " + then);
    }
  }

  /** Whether it stopped for another reason than that somebody wanted it to. */
  private static boolean isMishap(RunEnd end) {
    String reason = end.stopReason();
    return reason != null && !StopSignals.wasAsked(reason);
  }

  private static String happened(RunEnd end) {
    String counts = words("closing.counts", OutcomeCountText.of(end.tally()), end.tally().sum());
    String reason = end.stopReason();
    if (reason != null) {
      return stopped(reason, counts);
    }
    if (limited(end)) {
      return words("closing.limited", counts);
    }
    long attention = end.tally().needingAttention();
    if (attention == 0) {
      return words(isDry(end) ? "closing.checked" : "closing.done", counts);
    }
    return words(isDry(end) ? "closing.checked.but" : "closing.done.but", attention, counts);
  }

  /** What happened for whoever does not see the lines below it: of the list too. */
  private static String told(RunEnd end) {
    List<String> all = new ArrayList<>();
    all.add(happened(end));
    String brake = brake(end);
    if (!brake.isEmpty()) {
      all.add(words("after.brake", words("after.brake." + brake)));
    }
    if (count(end, "leaversLeft") > 0 || !brake.isEmpty() && count(end, "leavers") > 0) {
      all.add(words("after.leavers", count(end, "leavers"), count(end, "leaversLeft")));
    }
    if (isOfAnotherZone(end)) {
      all.add(words("after.zoneChanged"));
    }
    long missing = notRestored(end).stream().mapToLong(UnrestoredItem::count).sum();
    if (missing > 0) {
      all.add(words("after.notRestored", missing));
    }
    return String.join(" ", all);
  }

  private static String stopped(String reason, String counts) {
    if (reason.equals(StopSignals.interrupted())) {
      return words("closing.interrupted", counts);
    }
    return reason.equals(StopSignals.terminated())
        ? words("closing.terminated", counts)
        : words("closing.stopped", reason, counts);
  }

  private static boolean isUndo(RunEnd end) {
    return UndoCommandSettings.COMMAND.equals(end.summary().get("job"));
  }

  private static boolean isDry(RunEnd end) {
    return Boolean.TRUE.equals(end.summary().get("dryRun"));
  }

  private static boolean limited(RunEnd end) {
    return end.stopReason() == null && "STOPPED".equals(end.summary().get("status"));
  }

  /** What a restore could not bring back beside its rows; of any other job nothing. */
  private static List<UnrestoredItem> notRestored(RunEnd end) {
    return end.summary().get("notRestorable") instanceof Collection<?> all
        ? all.stream().map(UnrestoredItem.class::cast).toList()
        : List.of();
  }

  /** Whether a brake has fallen, or somebody missing from the list was left. */
  private static boolean listNeedsAttention(RunEnd end) {
    return !brake(end).isEmpty() || count(end, "leaversLeft") > 0;
  }

  /** What made everybody be left alone who is missing from the list, {@code ""} for nothing. */
  private static String brake(RunEnd end) {
    return String.valueOf(end.summary().getOrDefault("leaversBrake", ""));
  }

  /** Whether no guest was deleted because the time zone is another one than before. */
  private static boolean isOfAnotherZone(RunEnd end) {
    return end.summary().containsKey("endedBrake");
  }

  private static long count(RunEnd end, String key) {
    return end.summary().get(key) instanceof Number number ? number.longValue() : 0;
  }

  private static ExitCode code(RunEnd end) {
    if (end.stopReason() != null) {
      return ExitCode.STOPPED;
    }
    long attention =
        end.tally().needingAttention()
            - (limited(end) ? end.tally().of(RowEnding.Group.NOT_ATTEMPTED) : 0);
    return attention > 0
            || !notRestored(end).isEmpty()
            || listNeedsAttention(end)
            || isOfAnotherZone(end)
        ? ExitCode.ATTENTION
        : ExitCode.DONE;
  }
}
