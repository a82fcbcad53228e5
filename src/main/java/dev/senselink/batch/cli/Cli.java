package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.cli.console.ConsoleTerminal;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.InputException;
import dev.senselink.batch.cli.console.LanguageChoice;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.console.VisibleWriter;
import dev.senselink.batch.cli.fleet.FleetFile;
import dev.senselink.batch.cli.fleet.WorkerCommand;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.privacy.PrivacyEraseCommand;
import dev.senselink.batch.cli.roster.RunsCommand;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.cli.web.WebConsoleCommand;
import dev.senselink.batch.console.ConsoleException;
import dev.senselink.batch.directory.DirectoryException;
import dev.senselink.batch.directory.records.RecordFileException;
import dev.senselink.batch.disk.DefectTrace;
import dev.senselink.batch.enrol.row.ServerMisbehaviourException;
import dev.senselink.batch.fleet.broker.BrokerException;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.restore.DamagedBackupException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.photo.folder.PhotoFolderException;
import dev.senselink.batch.report.ReportException;
import dev.senselink.batch.roster.UnclearColumnsException;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs one command line in this process: what the shell and the tests call. */
public final class Cli {
  private Cli() {}

  /**
   * Runs a command.
   *
   * @param out where the result goes, as UTF-8
   * @param err where progress, warnings and errors go, as UTF-8
   * @return the exit code, see {@link ExitCode}
   */
  public static int run(String[] args, OutputStream out, OutputStream err) {
    return run(args, out, err, RunEnvironment.real());
  }

  /** The same in another world. */
  public static int run(String[] args, OutputStream out, OutputStream err, RunEnvironment world) {
    // Pictures are drawn and read without a screen.
    System.setProperty("java.awt.headless", "true");
    if (err != System.err) {
      return run(args, System.getenv(), new VisibleWriter(out), new VisibleWriter(err), world);
    }
    StatusLineWriter screen =
        new StatusLineWriter(err, () -> ConsoleTerminal.find(System.getenv()));
    // Java itself would print what the failure says, and may hold, beside the door.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> screen.println(words("failed.defect", DefectTrace.place(e))));
    boolean colours = ConsoleTerminal.hasColours(System.getenv());
    return run(args, System.getenv(), screen.before(out).inColour(colours), screen, world);
  }

  /** The same with this environment instead of the process's. */
  public static int run(
      String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    return run(args, environment, out, err, RunEnvironment.real());
  }

  public static int run(
      String[] args,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      RunEnvironment world) {
    RunFollowUp own = new RunFollowUp(null, false, world, VisibleWriter.over(err));
    return run(args, environment, out, err, world, own);
  }

  /**
   * The same for whoever has to know more of the end than the exit code.
   *
   * @param watched is told which command begins and how it ends
   */
  static int run(
      String[] args,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      RunEnvironment world,
      RunFollowUp watched) {
    PrintWriter output = VisibleWriter.over(out);
    PrintWriter errors = VisibleWriter.over(err);
    Boolean json = ErrorOutput.wantsJson(args, environment);
    ErrorOutput complaint = new ErrorOutput(output, errors, Boolean.TRUE.equals(json), args);
    Locale before = Locale.getDefault(Locale.Category.DISPLAY);
    Locale counting = Locale.getDefault(Locale.Category.FORMAT);
    // Some languages have digits of their own, which no other program reads in a workbook or an id.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try {
      boolean said =
          LanguageChoice.speak(
              args, environment, () -> JobFileLines.peek(args, "lang", environment));
      ConfigurationDefaults settings =
          ConfigurationDefaults.read(
              args,
              environment,
              CommandCatalog::optionNames,
              (language, origin) -> {
                if (!said) {
                  LanguageChoice.of(language, origin).speak();
                }
              });
      if (json == null && settings.isOn("json")) {
        complaint.alsoJson();
      }
      return watched.ended(
          line(args, settings, output, errors, complaint, world, watched).execute(args));
    } catch (RuntimeException e) {
      return watched.ended(failed(e, complaint, watched.failed(e)));
    } finally {
      DisplayLanguage.speak(
          before); // whoever runs commands inside a process keeps the own language
      Locale.setDefault(Locale.Category.FORMAT, counting);
      output.flush();
      errors.flush();
    }
  }

  private static CommandLine line(
      String[] args,
      ConfigurationDefaults settings,
      PrintWriter output,
      PrintWriter errors,
      ErrorOutput complaint,
      RunEnvironment world,
      RunFollowUp watched) {
    CommandLine line = CommandCatalog.forArguments(args);
    line.setOut(output);
    line.setErr(errors);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setExecutionStrategy(parsed -> execute(parsed, settings, errors, world, watched));
    line.setExecutionExceptionHandler((e, l, parsed) -> failed(e, complaint, watched.failed(e)));
    settings.install(line);
    line.setParameterExceptionHandler((e, a) -> complaint.usage(e, settings));
    return line;
  }

  /** Whoever takes settings from a file says so first; a job is many commands that each do. */
  private static int execute(
      ParseResult parsed,
      ConfigurationDefaults settings,
      PrintWriter errors,
      RunEnvironment world,
      RunFollowUp watched) {
    ParseResult inner = parsed;
    while (inner.hasSubcommand()) {
      inner = inner.subcommand();
    }
    if (inner.commandSpec().findOption("--config") != null && !inner.isUsageHelpRequested()) {
      settings.tell(errors::println);
    }
    each(inner.commandSpec(), options -> in(world, settings, options));
    if (inner.commandSpec().userObject() instanceof WebConsoleCommand console) {
      console.starting(ConsoleCommands.among(settings.environment(), world));
    }
    try {
      watched.begins(inner.commandSpec());
    } catch (UsageException e) {
      throw new CommandLine.ExecutionException(
          inner.commandSpec().commandLine(), String.valueOf(e.getMessage()), e);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static void in(RunEnvironment world, ConfigurationDefaults settings, Object options) {
    if (options instanceof ConnectionOptions connection) {
      connection.in(world);
    } else if (options instanceof RunsCommand.Show show) {
      show.in(world);
    } else if (options instanceof PrivacyEraseCommand erase) {
      erase.beside(world.others());
    } else if (options instanceof FleetFile fleet) {
      fleet.with(new FleetCommandLine(settings, world));
    } else if (options instanceof WorkerCommand worker) {
      worker.with(new FleetCommandLine(settings, world));
    }
  }

  private static void each(CommandSpec options, Consumer<Object> told) {
    told.accept(options.userObject());
    options.mixins().values().forEach(mixin -> each(mixin, told));
  }

  private static int failed(Exception failure, ErrorOutput complaint, String defect) {
    LedgerException lost = LedgerException.lostDatabase(failure);
    Exception e = lost == null ? failure : lost;
    ExitCode code = codeOf(e);
    String said =
        code == ExitCode.DEFECT ? words("failed.defect", defect) : String.valueOf(e.getMessage());
    LoggerFactory.getLogger(Cli.class).debug("failed: {}", DefectTrace.place(e));
    int number = complaint.say(code, said);
    if (e instanceof StoppedException stopped && stopped.isAsked()) {
      complaint.hint(words("failed.again"));
    } else if (serverStopped(e)) {
      complaint.hint(words("failed.doctor"));
    }
    return number;
  }

  private static boolean serverStopped(Exception e) {
    return e instanceof StoppedException
        || e instanceof ServerMisbehaviourException
        || e instanceof DirectoryException directory
            && directory.kind() == DirectoryException.Kind.STOPPED
        || e instanceof BackupException backup && backup.kind() == BackupException.Kind.STOPPED;
  }

  /** What the shell is told of a command that ended early. */
  static ExitCode codeOf(Exception e) {
    if (e instanceof UsageException
        || e instanceof SettingsMismatchException
        || e instanceof RosterSettingsException
        || e instanceof UnclearColumnsException
        || e instanceof UnusableSettingsException
        || e instanceof ConsoleException) {
      return ExitCode.USAGE;
    }
    if (e instanceof BackupException backup) {
      return codeOf(backup.kind());
    }
    if (e instanceof LedgerException ledger) {
      return ledger.kind() == LedgerException.Kind.UNFIT ? ExitCode.USAGE : ExitCode.STOPPED;
    }
    if (e instanceof BrokerException broker) {
      return broker.isUnfit() ? ExitCode.USAGE : ExitCode.STOPPED;
    }
    if (e instanceof PhotoFolderException photos) {
      return photos.kind() == PhotoFolderException.Kind.NOT_THERE ? ExitCode.USAGE : ExitCode.INPUT;
    }
    if (e instanceof DirectoryException directory) {
      return switch (directory.kind()) {
        case UNFIT -> ExitCode.USAGE;
        case REFUSED -> ExitCode.ATTENTION;
        case STOPPED -> ExitCode.STOPPED;
      };
    }
    if (e instanceof RecordFileException file) {
      return file.kind() == RecordFileException.Kind.UNFIT ? ExitCode.USAGE : ExitCode.STOPPED;
    }
    if (e instanceof TableFileException
        || e instanceof InputException
        || e instanceof DamagedBackupException) {
      return ExitCode.INPUT;
    }
    if (e instanceof StoppedException
        || e instanceof ServerMisbehaviourException
        || e instanceof ReportException) {
      return ExitCode.STOPPED;
    }
    return ExitCode.DEFECT;
  }

  private static ExitCode codeOf(BackupException.Kind kind) {
    return switch (kind) {
      case OCCUPIED -> ExitCode.USAGE;
      case UNWRITABLE, STOPPED -> ExitCode.STOPPED;
      case NOT_THERE, NO_BACKUP, PASSWORD, NOT_ENCRYPTED, DAMAGED -> ExitCode.INPUT;
    };
  }
}
