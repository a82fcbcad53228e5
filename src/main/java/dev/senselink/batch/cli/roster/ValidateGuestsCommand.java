package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.GuestImportOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.RosterArguments;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.roster.RosterKind;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code validate guests}: the same as {@code import guests --dry-run --offline}. */
@Command(name = "guests", mixinStandardHelpOptions = true, sortOptions = false)
final class ValidateGuestsCommand implements Callable<Integer>, JobCommand {
  @Spec CommandSpec spec;
  @Mixin RosterArguments arguments = new RosterArguments();
  @Mixin GuestImportOptions guests = new GuestImportOptions();
  @Mixin DataFolderOptions where = new DataFolderOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = AfterRunOptions.ofLook();

  @Option(names = "--time-zone", paramLabel = "ZONE")
  @Nullable String timeZone;

  @Override
  public Integer call() {
    ImportSettings settings =
        arguments.settings(
            spec, "validate-guests", guests.whom(arguments), OfflineValidation.mode(arguments));
    return new OfflineValidation(spec, output, where)
        .run(arguments, settings, ConnectionOptions.zone(timeZone));
  }

  @Override
  public void check() {
    arguments.check(RosterKind.GUESTS);
    guests.whom(arguments);
    output.check();
    ConnectionOptions.zone(timeZone);
  }
}
