package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.NextCommandLine;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.disk.DefectTrace;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.language.ShellWord;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Watches commands from begin to end, and then does what is asked for besides: of one that was
 * typed, or of all that a job starts. What goes wrong here is said and never changes an exit code.
 */
final class RunFollowUp {
  private final @Nullable Path jobFile;
  private final boolean planned;
  private final RunEnvironment world;
  private final PrintWriter err;
  private final List<EndedRun> runs = new ArrayList<>();
  private @Nullable CommandSpec first;
  private @Nullable CommandSpec current;
  private @Nullable AfterRunOptions options;
  private @Nullable Exception failure;
  private String defect = "";
  private Instant started = Instant.EPOCH;
  private boolean silent;

  /** Whether each that ended found another process at work in the data folder. */
  private boolean heldUp = true;

  /**
   * @param jobFile {@code null} for a command that was typed
   * @param planned whether a plan is what the job file itself asks for
   */
  RunFollowUp(@Nullable Path jobFile, boolean planned, RunEnvironment world, PrintWriter err) {
    this.jobFile = jobFile;
    this.planned = planned;
    this.world = world;
    this.err = err;
  }

  /** Over a command at one site of a fleet, of whose end only the fleet is told. */
  static RunFollowUp ofSite(RunEnvironment world, PrintWriter err) {
    RunFollowUp quiet = new RunFollowUp(null, false, world, err);
    quiet.silent = true;
    return quiet;
  }

  /** What happened, in the words of the last command; {@code ""} if it said nothing. */
  String sentence() {
    return runs.isEmpty() ? "" : runs.get(runs.size() - 1).sentence();
  }

  /**
   * A command begins; what the first one's options say counts for all.
   *
   * @throws UsageException if they cannot be obeyed: nothing is begun
   */
  void begins(CommandSpec command) {
    current = command;
    failure = null;
    defect = "";
    Path file = jobFile;
    if (file != null) {
      AfterRunOptions.of(command).ifPresent(found -> found.ofJob(file));
    }
    if (first == null && !silent) {
      first = command;
      started = now();
      AfterRunOptions found = AfterRunOptions.of(command).orElse(null);
      if (found != null) {
        if (planned) {
          found.planIsTheWork();
        }
        found.open(err::println);
        options = found;
        if (!isTaken(kept(command))) {
          found.begin(world.machine(), err::println);
        }
      }
    }
  }

  /** Whether another process is at work there, so that nothing will begin. */
  private boolean isTaken(@Nullable Path data) {
    return data != null
        && (DataFolder.isLocked(data) || jobFile != null && DataFolder.isLocked(jobs(data)));
  }

  private static Path jobs(Path data) {
    return data.resolve("jobs");
  }

  /**
   * A command ends early; a defect leaves its trace in the data folder.
   *
   * @return kind and place of the defect and the file with its trace; {@code ""} if it is none
   */
  String failed(Exception why) {
    failure = why;
    LedgerException lost = LedgerException.lostDatabase(why);
    defect = Cli.codeOf(lost == null ? why : lost) == ExitCode.DEFECT ? kept(why) : "";
    return defect;
  }

  private String kept(Throwable why) {
    CommandSpec command = current == null ? first : current;
    Path data = null;
    try {
      data =
          command == null || isPractice(command)
              ? DataFolderOptions.ofOurs(DataFolder.standard(System.getenv()))
              : data(command);
    } catch (UsageException e) { // nothing is laid where another user could read or change it
    }
    return DefectTrace.keep(data, now(), why);
  }

  /** Why the last command ended early, {@code null} if it did not; then it is forgotten. */
  @Nullable Exception takeFailure() {
    Exception why = failure;
    failure = null;
    return why;
  }

  /** A command has ended so; gives the exit code back. One that was typed is all there is. */
  int ended(int code) {
    EndedRun said =
        current == null
            ? null
            : AfterRunOptions.of(current).map(AfterRunOptions::ended).orElse(null);
    EndedRun run = said != null && said.exitCode() == code ? said : untold(code);
    runs.add(run.next().isEmpty() ? run.withNext(next(code)) : run);
    heldUp &= isHeldUp(failure);
    current = null; // what ends before it begins is not told with this one's sentence
    if (jobFile == null) {
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
    String job = jobFile == null ? "" : JobRunner.name(jobFile);
    EndedJob end = new EndedJob(name, job, server(command), code, started, now(), runs);
    boolean held = heldUp && !runs.isEmpty();
    Path data = kept(command);
    if (!held && (data != null || isPractice(command))) {
      guarded(() -> asked.measure(end, data, err), bug -> words("metrics.defect", bug));
    }
    if (!held || !isOwn(data)) {
      guarded(
          () -> asked.tell(end, held, data, world.machine(), err),
          bug -> words("after.defect", bug));
    }
    err.flush();
  }

  /** What goes wrong with one thing is said, and keeps nobody from the other. */
  private void guarded(Runnable work, UnaryOperator<String> said) {
    try {
      work.run();
    } catch (RuntimeException e) {
      err.println(said.apply(kept(e)));
    }
  }

  /** Whether it is this very job that is at work there: that one will tell how it ended. */
  private boolean isOwn(@Nullable Path data) {
    Path file = jobFile;
    return data != null
        && file != null
        && DataFolder.holder(jobs(data)).filter(JobRunner.holder(file)::equals).isPresent();
  }

  /**
   * Where it is kept how jobs ended; {@code null} where nothing is kept, or the folder is not ours,
   * which the command has said: what is known of other jobs stays known.
   */
  private static @Nullable Path kept(CommandSpec command) {
    try {
      return isPractice(command) ? null : data(command);
    } catch (UsageException e) {
      return null;
    }
  }

  /** What to do about it, where the run itself does not say. */
  private String next(int code) {
    Path file = jobFile;
    String again =
        file == null
            ? words("after.again")
            : String.join(
                " ",
                NextCommandLine.program(),
                "run",
                ShellWord.quoted(file.toAbsolutePath().normalize().toString()));
    return switch (ExitCode.of(code)) {
      case STOPPED -> words(isHeldUp(failure) ? "after.next.held" : "after.next.4", again);
      case USAGE -> words("after.next.2", again);
      case INPUT -> words("after.next.5", again);
      default -> "";
    };
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
            : defect.isEmpty() ? words("after.exit." + code) : words("after.defective", defect);
    // A job's settings stand on a command with a placeholder; which list is known when a run
    // begins.
    CommandSpec run = jobFile != null && current == first ? null : current;
    String input = run == null ? "" : AfterRunOptions.input(run);
    return new EndedRun(input, code, sentence, Map.of(), "", null, interrupted);
  }

  /**
   * Whether the last command ended early because of the ledger, which another process may have, or
   * of where its report goes: neither says anything of the site.
   */
  boolean isDisplaced() {
    if (failure instanceof ReportException) {
      return true;
    }
    LedgerException why = failure == null ? null : LedgerException.lostDatabase(failure);
    return why != null && why.kind() != LedgerException.Kind.UNFIT;
  }

  /** Whether another process was at work there. */
  private static boolean isHeldUp(@Nullable Exception why) {
    return why instanceof LedgerException held && held.kind() == LedgerException.Kind.LOCKED;
  }

  /** What others say of a failure may quote a cell of the list. */
  private static boolean namesNobody(Exception why) {
    return why instanceof StoppedException
        || why instanceof UsageException
        || why instanceof UnusableSettingsException
        || why instanceof SettingsMismatchException
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

  private static Path data(CommandSpec command) {
    return DataFolderOptions.ofOurs(
        value(command, "--data") instanceof Path named
            ? named
            : DataFolder.standard(System.getenv()));
  }

  private static @Nullable Object value(CommandSpec command, String option) {
    OptionSpec found = command.optionsMap().get(option);
    return found == null ? null : found.getValue();
  }
}
