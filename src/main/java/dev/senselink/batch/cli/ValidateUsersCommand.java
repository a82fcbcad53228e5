package dev.senselink.batch.cli;

import dev.senselink.batch.job.DryRun;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code validate users}: the same as {@code import users --dry-run --offline}. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Check a roster of staff and its photos without any network.",
    footer = {"", "Example: senselink validate users staff.csv --photos photos"})
final class ValidateUsersCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin RosterArguments arguments = new RosterArguments();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Logs.configure(output);
    StopSwitch stop = new StopSwitch();
    Signals.stopInOrder(stop, spec.commandLine().getErr());
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    ImportSettings settings = arguments.users(spec, "validate-users", true, true, false);
    RunEnd end =
        new DryRun(settings, arguments.photos.engine(progress::say), progress, stop).offline();
    return new Closing(spec, output.json, settings.roster()).say(end).number();
  }
}
