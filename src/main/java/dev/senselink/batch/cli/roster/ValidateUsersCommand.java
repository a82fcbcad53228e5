package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.RosterArguments;
import dev.senselink.batch.cli.option.StaffImportOptions;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.roster.RosterKind;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code validate users}: the same as {@code import users --dry-run --offline}. */
@Command(name = "users", mixinStandardHelpOptions = true, sortOptions = false)
final class ValidateUsersCommand implements Callable<Integer>, JobCommand {
  @Spec CommandSpec spec;
  @Mixin RosterArguments arguments = new RosterArguments();
  @Mixin StaffImportOptions staff = new StaffImportOptions();
  @Mixin DataFolderOptions where = new DataFolderOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = AfterRunOptions.ofLook();

  @Override
  public Integer call() {
    ImportSettings settings =
        arguments.settings(
            spec, "validate-users", staff.whom(arguments), OfflineValidation.mode(arguments));
    return new OfflineValidation(spec, output, where)
        .run(arguments, settings, ZoneId.systemDefault());
  }

  @Override
  public void check() {
    arguments.check(RosterKind.USERS);
    output.check();
  }
}
