package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.BrokerOptions;
import dev.senselink.batch.cli.option.DatabaseOptions;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.fleet.broker.BrokerPlace;
import dev.senselink.batch.fleet.broker.BrokerSettings;
import dev.senselink.batch.fleet.broker.SiteWorker;
import dev.senselink.batch.job.SecretSource;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.store.LedgerPlace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code worker}: works sites of fleets that are managed elsewhere, until it is stopped. */
@Command(name = "worker", mixinStandardHelpOptions = true, sortOptions = false)
public final class WorkerCommand implements Callable<Integer> {
  private static final int MOST = 64;

  @Spec CommandSpec spec;
  @Mixin BrokerOptions broker = new BrokerOptions();

  @Option(names = "--parallel", paramLabel = "N", defaultValue = "4")
  int parallel = 4;

  @Option(names = "--total-concurrency", paramLabel = "N", defaultValue = "0")
  int total;

  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(names = "--" + SecretProgram.KEY, paramLabel = "COMMAND")
  @Nullable String secretCommand;

  private @Nullable SiteCommands commands;

  /** To be said before the command is called: what runs the commands of the sites. */
  public void with(SiteCommands some) {
    commands = some;
  }

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    SiteCommands here = commands;
    if (here == null) {
      throw new IllegalStateException("the worker was started by nobody");
    }
    PrintWriter err = spec.commandLine().getErr();
    if (parallel < 1 || parallel > MOST) {
      throw new UsageException(words("worker.parallel", MOST));
    }
    if (total < 0) {
      throw new UsageException(words("worker.total"));
    }
    FleetArguments.mustNotReachSites(here);
    FleetArguments.mustKeepLeavers(here);
    BrokerPlace at = broker.place(ledger.isInsecure(), err::println);
    LedgerPlace database = ledger.place(err::println);
    if (at == null || at.own()) {
      throw new UsageException(words("worker.broker"));
    }
    if (database == null) {
      throw new UsageException(words("option.broker.database"));
    }
    Path data = ledger.where.folder().toAbsolutePath().normalize();
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, err);
    // The command of each site says its own language for the whole process, and takes it back.
    DisplayLanguage.speakHere(DisplayLanguage.language());
    BrokerSettings settings =
        new BrokerSettings(at, database, data, typed(database, here), Duration.ZERO);
    Function<String, SecretSource> secrets = SecretProgram.of(secretCommand, here.machine());
    new SiteWorker(
            settings,
            here.runner(total, site -> secrets.apply(site).binding()),
            here.machine(),
            stop,
            err::println)
        .run(parallel);
    return ExitCode.DONE.number();
  }

  /** What every command of this machine is told: its database, and its settings. */
  static List<String> typed(LedgerPlace database, SiteCommands here) {
    List<String> typed = new ArrayList<>(DatabaseOptions.asTyped(database));
    here.settings().ifPresent(file -> typed.add("--config=" + file));
    return typed;
  }
}
