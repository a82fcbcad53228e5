package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionWarnings;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.NextCommandLine;
import dev.senselink.batch.cli.option.PolicyOptions;
import dev.senselink.batch.cli.option.ResolveOptions;
import dev.senselink.batch.cli.option.RunEndMessage;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.resolve.ResolveJob;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.roster.conflicts.ConflictsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code resolve}: carries out what people decided about the conflicts of an import. */
@Command(name = "resolve", mixinStandardHelpOptions = true, sortOptions = false)
public final class ResolveCommand implements Callable<Integer>, JobCommand {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "CONFLICTS")
  @Nullable Path conflicts;

  @Mixin ResolveOptions options = new ResolveOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(options.output);
    options.retention.check(); // before anything is sent
    if (conflicts == null) {
      throw new UsageException(words("resolve.none"));
    }
    Path file = ConflictsOfReport.in(conflicts);
    ConsoleProgress progress =
        new ConsoleProgress(spec.commandLine().getErr(), options.output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, spec.commandLine().getErr());
    Optional<RunEnd> end;
    try {
      var open = options.connection.open(progress::say).keeping(options.undo.settings());
      progress.say(words("run.state", open.data().toAbsolutePath().normalize()));
      PhotoEngine engine =
          options.faces.around(
              options.preparation.engine(progress::say),
              options.connection.where.faces(false),
              progress::say);
      end = new ResolveJob(settings(file), open, engine, progress, stop).run();
      options.retention.obey(open.data(), open.zone(), progress::say);
    } catch (UsageException | UnusableSettingsException | LedgerException e) {
      ConflictsFile.read(file, String.valueOf(file.getFileName())); // told first
      throw e;
    } finally {
      options.connection.close();
      progress.close();
    }
    return end.map(this::closing).orElseGet(() -> nothing(file));
  }

  @Override
  public void check() {
    options.preparation.check();
    options.faces.check();
    options.connection.check();
    options.output.check();
    options.retention.check();
    options.undo.settings();
  }

  @Override
  public void mustBeComplete() {
    options.connection.mustBeComplete();
  }

  private ResolveSettings settings(Path file) {
    char[] password =
        options.passwordFile == null ? new char[0] : Backup.password(options.passwordFile);
    ConnectionWarnings.secretFile(
        options.passwordFile, "--password-file", spec.commandLine().getErr()::println);
    return new ResolveSettings(
        file,
        options.roster,
        options.photos,
        options.preparation.limits(),
        options.quality,
        options.allowNoPhoto,
        options.unknownIdNumber == PolicyOptions.UnknownIdNumber.ERASE,
        new Accepted(options.acceptStored.fields()),
        options.groups,
        password,
        options.report.place(),
        new NextCommandLine(spec));
  }

  private int closing(RunEnd end) {
    ExitCode code = new RunEndMessage(spec, options.output.json, null).say(end);
    boolean rejected =
        end.tally().of(RowEnding.Group.REJECTED) + end.tally().of(RowEnding.Group.FAILED) > 0;
    if (rejected && end.stopReason() == null && !options.output.json) {
      spec.commandLine().getOut().println(words("resolve.mend"));
    }
    return code.number();
  }

  private int nothing(Path file) {
    String nothing = words("resolve.nothing", file);
    spec.commandLine()
        .getOut()
        .println(
            options.output.json
                ? JsonMapper.shared().writeValueAsString(Map.of("job", "resolve", "rows", 0))
                : nothing);
    return ExitCode.DONE.number();
  }
}
