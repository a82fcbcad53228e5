package dev.senselink.batch.cli.backup;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AcceptStoredOption;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.BackupKeyOptions;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.NextCommandLine;
import dev.senselink.batch.cli.option.PhotoPreparationOptions;
import dev.senselink.batch.cli.option.ReportOptions;
import dev.senselink.batch.cli.option.RetentionOption;
import dev.senselink.batch.cli.option.RunEndMessage;
import dev.senselink.batch.cli.option.UndoOptions;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.restore.RestoreJob;
import dev.senselink.batch.job.restore.RestorePlan;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** {@code restore}: brings a backup back onto a server. */
@Command(name = "restore", mixinStandardHelpOptions = true, sortOptions = false)
public final class RestoreCommand implements Callable<Integer>, JobCommand {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DIR|ZIP")
  @Nullable Path backup;

  @Option(names = "--plan")
  boolean plan;

  @Mixin BackupKeyOptions keyFiles = new BackupKeyOptions();

  @Option(names = "--guest-window", paramLabel = "FROM/TO")
  @Nullable String guestWindow;

  @Option(names = "--guest-host", paramLabel = "HOST")
  @Nullable String guestHost;

  @Mixin PhotoPreparationOptions preparation = new PhotoPreparationOptions();

  @Option(names = "--quality", paramLabel = "strict|warn|off")
  @Nullable Quality quality;

  @Mixin AcceptStoredOption acceptStored = new AcceptStoredOption();

  @Mixin ReportOptions report = new ReportOptions();

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = new AfterRunOptions();
  @Mixin RetentionOption retention = new RetentionOption();
  @Mixin UndoOptions undo = new UndoOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    retention.check(); // before anything is sent
    RestoreSettings settings = settings();
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, spec.commandLine().getErr());
    try {
      var open = connection.open(progress::say).keeping(undo.settings());
      progress.say(words("run.state", open.data().toAbsolutePath().normalize()));
      RestoreJob job =
          new RestoreJob(settings, open, preparation.engine(progress::say), progress, stop);
      if (plan) {
        return planned(job.plan());
      }
      RunEnd end = job.run();
      retention.obey(open.data(), open.zone(), progress::say);
      progress.close();
      return restored(end);
    } finally {
      connection.close();
      progress.close();
    }
  }

  @Override
  public void check() {
    guests();
    preparation.check();
    connection.check();
    output.check();
    retention.check();
    undo.settings();
  }

  @Override
  public void mustBeComplete() {
    connection.mustBeComplete();
  }

  private RestoreSettings settings() {
    Path named = backup;
    if (named == null) {
      throw new UsageException(words("restore.none"));
    }
    BackupKeys keys = keyFiles.read(spec.commandLine().getErr()::println);
    return new RestoreSettings(
        named,
        keys,
        preparation.limits(),
        quality,
        guests(),
        new Accepted(acceptStored.fields()),
        report.place(),
        new NextCommandLine(spec));
  }

  private RestoreSettings.Guests guests() {
    String host = guestHost == null ? "" : guestHost.strip();
    if (guestHost != null && host.isEmpty()) {
      throw new UsageException(words("restore.host"));
    }
    return new RestoreSettings.Guests(
        guestWindow == null ? null : window(guestWindow),
        host.isEmpty() ? null : HostCell.parse(host, false));
  }

  /** Every stroke may be the one between the two: dates may hold some themselves. */
  private static VisitWindow window(String text) {
    for (int at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
      var from = VisitWindow.from(text.substring(0, at).strip(), null);
      var to = VisitWindow.to(text.substring(at + 1).strip(), null);
      if (from != null && to != null && to.isAfter(from)) {
        return new VisitWindow(from, to);
      }
    }
    throw new UsageException(words("restore.window", text));
  }

  private int restored(RunEnd end) {
    ExitCode code = new RunEndMessage(spec, output.json, null).say(end);
    if (code == ExitCode.ATTENTION) {
      PrintWriter to = output.json ? spec.commandLine().getErr() : spec.commandLine().getOut();
      to.println(words("restore.next", end.report().resolve("report.html")));
      to.println("  " + new NextCommandLine(spec).again());
    }
    return code.number();
  }

  private int planned(RestorePlan.Counts counts) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    counts.warnings().forEach(warning -> err.println(words("restore.warning", warning)));
    if (output.json) {
      out.println(JsonMapper.shared().writeValueAsString(json(counts)));
    } else {
      tell(counts, out);
    }
    if (counts.stopReason() != null) {
      err.println(words("restore.planStopped", counts.stopReason()));
      return ExitCode.STOPPED.number();
    }
    return (counts.needsAttention() ? ExitCode.ATTENTION : ExitCode.DONE).number();
  }

  private static Map<String, RestorePlan.Count> kinds(RestorePlan.Counts counts) {
    Map<String, RestorePlan.Count> kinds = new LinkedHashMap<>();
    kinds.put("departments", counts.departments());
    kinds.put("groups", counts.groups());
    kinds.put("users", counts.users());
    kinds.put("guests", counts.guests());
    kinds.put("devices", counts.devices());
    return kinds;
  }

  private static Map<String, Object> json(RestorePlan.Counts counts) {
    Map<String, Object> json = new LinkedHashMap<>();
    kinds(counts)
        .forEach(
            (kind, count) -> {
              Map<String, Object> numbers = new LinkedHashMap<>();
              numbers.put("create", count.create());
              numbers.put("exists", count.exists());
              numbers.put("notRestorable", count.notRestorable());
              if (count.over() > 0) {
                numbers.put("over", count.over());
              }
              json.put(kind, numbers);
            });
    return json;
  }

  private static void tell(RestorePlan.Counts counts, PrintWriter out) {
    RestorePlan.Count c = counts.departments();
    out.println(words("restore.plan.departments", c.create(), c.exists(), c.notRestorable()));
    c = counts.groups();
    out.println(words("restore.plan.groups", c.create(), c.exists()));
    c = counts.users();
    out.println(words("restore.plan.users", c.create(), c.exists(), c.notRestorable()));
    c = counts.guests();
    out.println(words("restore.plan.guests", c.create(), c.exists(), c.notRestorable(), c.over()));
    c = counts.devices();
    out.println(words("restore.plan.devices", c.exists(), c.notRestorable()));
  }
}
