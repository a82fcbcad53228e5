package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.FaceOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.PhotoPreparationOptions;
import dev.senselink.batch.cli.option.ReportOptions;
import dev.senselink.batch.cli.option.RunEndMessage;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.job.PhotoCheckSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.photos.PhotoCheckJob;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code photos check}: every photo below a folder, as an import would judge it. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false)
final class PhotosCheckCommand implements Callable<Integer>, JobCommand {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DIR")
  @Nullable Path photos;

  @Mixin PhotoPreparationOptions preparation = new PhotoPreparationOptions();
  @Mixin FaceOptions faces = new FaceOptions();

  @Option(names = "--offline")
  boolean offline;

  @Option(names = "--quality", paramLabel = "strict|warn|off", defaultValue = "strict")
  Quality quality = Quality.STRICT;

  @Option(names = "--recheck-photos")
  boolean recheck;

  @Mixin ReportOptions report = new ReportOptions();

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = AfterRunOptions.ofLook();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, spec.commandLine().getErr());
    if (photos == null) {
      throw new UsageException(words("photosCheck.none"));
    }
    PhotoCheckSettings settings =
        new PhotoCheckSettings(photos, preparation.limits(), quality, recheck, report.place());
    var engine =
        faces.around(
            preparation.engine(progress::say), connection.where.faces(recheck), progress::say);
    try {
      PhotoCheckJob job = new PhotoCheckJob(settings, engine, progress, stop);
      RunEnd end = offline ? job.offline(Machine.real()) : job.run(connection.open(progress::say));
      progress.close();
      return new RunEndMessage(spec, output.json, null).say(end).number();
    } finally {
      progress.close();
      connection.close();
    }
  }

  @Override
  public void check() {
    preparation.check();
    faces.check();
    connection.check();
    output.check();
  }

  @Override
  public void mustBeComplete() {
    if (!offline) {
      connection.mustBeComplete();
    }
  }
}
