package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.option.GuestImportOptions;
import dev.senselink.batch.cli.option.ImportOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.RosterArguments;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.UndoSettings;
import dev.senselink.batch.roster.RosterKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code import guests}: visitors from a list and a folder of photos. */
@Command(name = "guests", mixinStandardHelpOptions = true, sortOptions = false)
final class ImportGuestsCommand implements Callable<Integer>, JobCommand, RosterImport {
  @Spec CommandSpec spec;
  @Mixin RosterArguments arguments = new RosterArguments();
  @Mixin GuestImportOptions guests = new GuestImportOptions();
  @Mixin ImportOptions options = new ImportOptions();

  @Override
  public Integer call() {
    return options.run(
        spec, arguments, settings("import-guests", options.mode(arguments.allowEmpty)));
  }

  @Override
  public ImportSettings settings(String command, ImportSettings.Mode mode) {
    return arguments.settings(spec, command, guests.whom(arguments), mode);
  }

  @Override
  public RosterArguments arguments() {
    return arguments;
  }

  @Override
  public UndoSettings undo() {
    return options.undo();
  }

  @Override
  public void check() {
    arguments.check(RosterKind.GUESTS);
    guests.whom(arguments);
    options.check();
  }

  @Override
  public void mustBeComplete() {
    options.mustBeComplete();
  }
}
