package dev.senselink.batch.cli;

import dev.senselink.batch.api.UnusableSettings;
import dev.senselink.batch.job.DryRun;
import dev.senselink.batch.job.ImportJob;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.LedgerException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import users}: staff from a roster and a folder of photos. */
@Command(
    name = "users",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Onboard staff from a roster and a folder of photos.",
    footer = {
      "",
      "Example: senselink import users staff.csv --photos photos --dry-run",
      "         senselink import users staff.csv --server https://10.0.0.5:8443",
      "Exit codes: 0 done, 2 wrong usage, 3 look at the report, 4 stopped (run it again), 5 the"
          + " roster cannot be read.",
    })
final class ImportUsersCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin RosterArguments arguments = new RosterArguments();
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(names = "--dry-run", description = "Everything except creating or changing anything.")
  boolean dryRun;

  @Option(names = "--offline", description = "With --dry-run: no network at all.")
  boolean offline;

  @Option(names = "--restart", description = "Start over instead of resuming an unfinished run.")
  boolean restart;

  @Override
  public Integer call() {
    if (offline && !dryRun) {
      throw new UsageException("--offline goes with --dry-run");
    }
    Logs.configure(output);
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    Signals.stopInOrder(stop, spec.commandLine().getErr());
    ImportSettings settings = arguments.users(spec, "import-users", dryRun, offline, restart);
    RunEnd end;
    try {
      end = run(settings, progress, stop);
    } catch (UsageException | UnusableSettings | LedgerException e) {
      arguments.mustBeReadable(settings); // a roster that cannot be read is told first
      throw e;
    }
    return new Closing(spec, output.json, settings.roster()).say(end).number();
  }

  private RunEnd run(ImportSettings settings, ConsoleProgress progress, StopSwitch stop) {
    if (offline) {
      return new DryRun(settings, arguments.photos.engine(progress::say), progress, stop).offline();
    }
    try {
      var open = connection.open(progress::say);
      progress.say("state: " + open.data());
      return dryRun
          ? new DryRun(settings, arguments.photos.engine(progress::say), progress, stop)
              .online(open)
          : new ImportJob(settings, open, arguments.photos.engine(progress::say), progress, stop)
              .run();
    } finally {
      connection.close();
    }
  }
}
