package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.report.ReportException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Watches commands from begin to end, and then does what is asked for besides: of one that was
 * typed, or of all that a job starts. What goes wrong here is said and never changes an exit code.
 */
final class RunFollowUp {
  private final String jobFile;
  private final RunEnvironment world;
  private final PrintWriter err;
  private final List<EndedRun> runs = new ArrayList<>();
  private @Nullable CommandSpec first;
  private @Nullable CommandSpec current;
  private @Nullable AfterRunOptions options;
  private @Nullable Exception failure;
  private Instant started = Instant.EPOCH;

  /**
   * @param jobFile the job file's name without its ending, {@code ""} for a command that was typed
   */
  RunFollowUp(String jobFile, RunEnvironment world, PrintWriter err) {
    this.jobFile = jobFile;
    this.world = world;
    this.err = err;
  }

  /**
   * A command begins; what the first one's options say counts for all.
   *
   * @throws UsageException if they cannot be obeyed: nothing is begun
   */
  void begins(CommandSpec command) {
    current = command;
    failure = null;
    if (first == null) {
      first = command;
      started = now();
      AfterRunOptions found = AfterRunOptions.of(command).orElse(null);
      if (found != null) {
        found.open(err::println);
        options = found;
        found.begin(err::println);
      }
    }
  }

  /** A command ends early. */
  void failed(Exception why) {
    failure = why;
  }

  /** Why the last command ended early, {@code null} if it did not. */
  @Nullable Exception failure() {
    return failure;
  }

  /** A command has ended so; gives the exit code back. One that was typed is all there is. */
  int ended(int code) {
    EndedRun said =
        current == null
            ? null
            : AfterRunOptions.of(current).map(AfterRunOptions::ended).orElse(null);
    runs.add(said != null && said.exitCode() == code ? said : untold(code));
    if (jobFile.isEmpty()) {
      finish(code);
    }
    return code;
  }

  /** Nothing is held any more: what is to be done is done. */
  void finish(int code) {
    AfterRunOptions asked = options;
    CommandSpec command = first;
    if (asked == null || command == null) {
      return;
    }
    String name = command.qualifiedName("-").replaceFirst("^senselink-", "");
    EndedJob end = new EndedJob(name, jobFile, server(command), code, started, now(), runs);
    try {
      asked.obey(end, data(command), world.machine(), err);
    } catch (RuntimeException e) {
      err.println(words("after.defect", e.getClass().getSimpleName()));
    }
    err.flush();
  }

  private Instant now() {
    return world.machine().wall().instant();
  }

  private EndedRun untold(int code) {
    Exception why = failure;
    boolean interrupted = why instanceof StoppedException stopped && stopped.isAsked();
    String sentence =
        why != null && namesNobody(why)
            ? words("after.failed", String.valueOf(why.getMessage()))
            : words("after.exit." + code);
    String input = current == null ? "" : AfterRunOptions.input(current);
    return new EndedRun(input, code, sentence, Map.of(), "", null, interrupted);
  }

  /** What others say of a failure may quote a cell of the list. */
  private static boolean namesNobody(Exception why) {
    return why instanceof StoppedException
        || why instanceof UsageException
        || why instanceof UnusableSettingsException
        || why instanceof LedgerException
        || why instanceof ReportException
        || why instanceof BackupException;
  }

  private static String server(CommandSpec command) {
    try {
      return isPractice(command) || value(command, "--server") == null
          ? ""
          : ConnectionSettings.address(URI.create(String.valueOf(value(command, "--server"))));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Whether the server was one of the command's own, with which all that was kept is gone. */
  private static boolean isPractice(CommandSpec command) {
    return Boolean.TRUE.equals(value(command, "--sandbox"))
        && !new OptionOrigin(command).isTyped("--data");
  }

  private static @Nullable Path data(CommandSpec command) {
    if (isPractice(command)) {
      return null;
    }
    try {
      return DataFolderOptions.ofOurs(
          value(command, "--data") instanceof Path named
              ? named
              : DataFolder.standard(System.getenv()));
    } catch (UsageException e) {
      return null; // the command has said so
    }
  }

  private static @Nullable Object value(CommandSpec command, String option) {
    OptionSpec found = command.findOption(option);
    return found == null ? null : found.getValue();
  }
}
