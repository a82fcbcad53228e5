package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.option.ImportOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.ListOptions;
import dev.senselink.batch.cli.option.RosterArguments;
import dev.senselink.batch.cli.option.StaffImportOptions;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.UndoSettings;
import dev.senselink.batch.roster.RosterKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code import users}: staff from a roster and a folder of photos. */
@Command(name = "users", mixinStandardHelpOptions = true, sortOptions = false)
final class ImportUsersCommand implements Callable<Integer>, JobCommand, RosterImport {
  @Spec CommandSpec spec;
  @Mixin RosterArguments arguments = new RosterArguments();
  @Mixin StaffImportOptions staff = new StaffImportOptions();
  @Mixin ListOptions list = new ListOptions();
  @Mixin ImportOptions options = new ImportOptions();

  @Override
  public Integer call() {
    return options.run(
        spec, arguments, settings("import-users", options.mode(arguments.allowEmpty)));
  }

  @Override
  public ImportSettings settings(String command, ImportSettings.Mode mode) {
    return arguments.settings(spec, command, staff.whom(arguments).of(list.settings()), mode);
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
    arguments.check(RosterKind.USERS);
    list.check();
    options.check();
  }

  @Override
  public void mustBeComplete() {
    list.settings();
    options.mustBeComplete();
  }
}
