package dev.senselink.batch.cli.practice;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.PhotoPreparationOptions;
import dev.senselink.batch.cli.option.PolicyOptions;
import dev.senselink.batch.cli.option.ReportOptions;
import dev.senselink.batch.cli.option.RunEndMessage;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.imports.ImportJob;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code demo}: the first sample, onboarded into the embedded sandbox. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ReportOptions report = new ReportOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    LogConfiguration.configure(output);
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, spec.commandLine().getErr());
    Path world = folder();
    ConnectionOptions connection = new ConnectionOptions();
    connection.sandbox = true;
    try {
      DemoSample demo = DemoSample.unpack(world);
      ConnectionSettings open = connection.open(progress::say);
      ImportSettings settings = settings(demo);
      RunEnd end =
          new ImportJob(
                  settings,
                  open,
                  new PhotoPreparationOptions().engine(progress::say),
                  progress,
                  stop)
              .run();
      progress.close();
      return close(demo, end).number();
    } finally {
      progress.close();
      connection.close();
      PrivateFiles.remove(world);
    }
  }

  private static Path folder() {
    try {
      return TemporaryFolder.make("demo");
    } catch (IOException e) {
      throw new UsageException(words("sandbox.folder.none", FileErrorMessages.words(e)));
    }
  }

  private ImportSettings settings(DemoSample demo) {
    return new ImportSettings(
        "demo",
        demo.roster(),
        RosterSettings.of(RosterKind.USERS),
        demo.photos(),
        new PhotoPreparationOptions().limits(),
        new PolicyOptions().policies(OnExisting.SKIP, false),
        ImportSettings.Limits.none(),
        new ImportSettings.Mode(false, false, false, false),
        report.place(),
        (roster, photos, asRead) -> "");
  }

  private ExitCode close(DemoSample demo, RunEnd end) throws IOException {
    ExitCode code = new RunEndMessage(spec, output.json, null).say(end);
    if (demo.isExpected(end.report().resolve("results.csv"))) {
      return code;
    }
    spec.commandLine().getErr().println(words("demo.unexpected"));
    return code == ExitCode.DONE ? ExitCode.ATTENTION : code;
  }
}
