package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.BrokerOptions;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.DatabaseOptions;
import dev.senselink.batch.cli.option.ReportOptions;
import dev.senselink.batch.cli.option.RetentionOption;
import dev.senselink.batch.cli.option.TypedDuration;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.broker.BrokerPlace;
import dev.senselink.batch.fleet.broker.BrokerRunner;
import dev.senselink.batch.fleet.broker.BrokerSettings;
import dev.senselink.batch.fleet.broker.OrderLimits;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.fleet.run.FleetJob;
import dev.senselink.batch.fleet.run.FleetSettings;
import dev.senselink.batch.fleet.run.SiteAgain;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a fleet is worked, where it is kept, and who is told. */
final class FleetRunOptions {
  @Option(names = "--parallel", paramLabel = "N")
  @Nullable String parallel;

  @Option(names = "--first", paramLabel = "SITE")
  @Nullable String first;

  @Option(names = "--waves", paramLabel = "N%,...")
  @Nullable String waves;

  @Option(names = "--max-failed-sites", paramLabel = "N|N%")
  @Nullable String mostFailed;

  @Option(names = "--site-tries", paramLabel = "N")
  @Nullable String tries;

  @Option(names = "--total-concurrency", paramLabel = "N")
  @Nullable String total;

  @Mixin ReportOptions report = new ReportOptions();
  @Mixin DataFolderOptions where = new DataFolderOptions();
  @Mixin DatabaseOptions database = new DatabaseOptions();
  @Mixin BrokerOptions broker = new BrokerOptions();

  @Option(names = "--give-up", paramLabel = "DURATION", defaultValue = "24h")
  String giveUp = "24h";

  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = new AfterRunOptions();
  @Mixin RetentionOption retention = new RetentionOption();

  private boolean travels;

  /** To be said before it is worked: its sites may be worked by workers. */
  void mayTravel() {
    travels = true;
  }

  /** What was said of how a fleet is worked, by the keys of its file. */
  Map<String, String> rules() {
    Map<String, String> said = new LinkedHashMap<>();
    put(said, "parallel", parallel);
    put(said, "first", first);
    put(said, "waves", waves);
    put(said, "max-failed-sites", mostFailed);
    put(said, "site-tries", tries);
    put(said, "total-concurrency", total);
    return said;
  }

  private static void put(Map<String, String> said, String key, @Nullable String value) {
    if (value != null) {
      said.put(key, value);
    }
  }

  /**
   * Works it, and says how it ended.
   *
   * @param restart whether a run that is not over is left as it is
   * @param again what is typed to have a site worked again
   * @param work is given what works it
   */
  ExitCode run(
      CommandSpec command,
      FleetArguments arguments,
      FleetDefinition fleet,
      boolean restart,
      SiteAgain again,
      Function<FleetJob, FleetEnd> work) {
    LogConfiguration.configure(output);
    retention.check();
    longest(); // told whether it counts or not
    PrintWriter err = command.commandLine().getErr();
    BrokerPlace elsewhere = elsewhere(arguments, fleet, err::println);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, err);
    FleetPlace place = arguments.fleet.place(where);
    err.println(words("run.state", place.data()));
    int atATime = elsewhere == null ? fleet.rules().parallel() : 1;
    List<String> ledgers = ledgers(arguments, fleet, place, atATime, err::println);
    List<String> more = new ArrayList<>(ledgers);
    more.add("--lang=" + DisplayLanguage.language().getLanguage());
    if (retention.written() != null) {
      more.add("--retention=" + retention.written());
    }
    arguments.fleet.commands().settings().ifPresent(file -> more.add("--config=" + file));
    FleetSettings settings =
        new FleetSettings(
            command.qualifiedName("-").replaceFirst("^senselink-", ""),
            report.place(),
            more,
            again,
            restart);
    // The command of each site says its own language for the whole process, and takes it back.
    DisplayLanguage.speakHere(DisplayLanguage.language());
    Machine machine = arguments.fleet.commands().machine();
    SiteRunner here =
        arguments
            .fleet
            .commands()
            .runner(
                fleet.rules().totalConcurrency(), SecretProgram.of(fleet.secretCommand(), machine));
    try (BrokerRunner away =
        elsewhere == null
            ? null
            : new BrokerRunner(
                fleet,
                place,
                brokered(fleet, elsewhere, place, ledgers),
                here,
                machine,
                err::println)) {
      FleetEnd end =
          work.apply(
              new FleetJob(
                  fleet, settings, place, away == null ? here : away, machine, stop, err::println));
      if (away != null && end.over()) {
        away.over();
      }
      forget(fleet, place, err::println);
      return FleetClosing.say(command, end, output.json);
    }
  }

  private @Nullable BrokerPlace elsewhere(
      FleetArguments arguments, FleetDefinition fleet, Consumer<String> told) {
    if (broker.isGiven() && !travels) {
      told.accept(words("fleet.notElsewhere"));
      return null;
    }
    BrokerPlace at = broker.place(isInsecure(fleet), told);
    if (at != null) {
      FleetArguments.mustKeepLeavers(arguments.fleet.commands());
      if (fleet.rules().totalConcurrency() > 0) {
        throw new UsageException(words("fleet.totalElsewhere"));
      }
    }
    return at;
  }

  private BrokerSettings brokered(
      FleetDefinition fleet, BrokerPlace at, FleetPlace place, List<String> ledgers) {
    LedgerPlace ledger =
        LedgerPlace.of(place.folder())
            .orElseThrow(() -> new UsageException(words("option.broker.database")));
    fleet.sites().stream()
        .filter(site -> fleet.options(site).containsKey("leavers"))
        .findFirst()
        .ifPresent(
            site -> {
              throw new UsageException(words("fleet.leaversHere", site.name()));
            });
    fleet.sites().stream()
        .filter(site -> fleet.options(site).containsKey(OrderLimits.PROGRAM))
        .findFirst()
        .ifPresent(
            site -> {
              throw new UsageException(words("fleet.programElsewhere", site.name()));
            });
    return new BrokerSettings(at, ledger, place.folder(), ledgers, longest());
  }

  private Duration longest() {
    return TypedDuration.read(giveUp)
        .filter(time -> !time.isZero())
        .orElseThrow(() -> new UsageException(words("option.giveUp", giveUp)));
  }

  private static boolean isInsecure(FleetDefinition fleet) {
    return Boolean.parseBoolean(fleet.defaults().getOrDefault("insecure", "false"));
  }

  /** What is kept of the fleet's own runs is no older than that of the sites. */
  private void forget(FleetDefinition fleet, FleetPlace place, Consumer<String> told) {
    String written =
        retention.written() != null ? retention.written() : fleet.defaults().get("retention");
    TypedDuration.read(written)
        .ifPresent(
            age -> {
              try {
                List<String> gone = new FleetTraces(place.data()).prune(Instant.now().minus(age));
                if (!gone.isEmpty()) {
                  told.accept(words("retention.done", age.toDays(), gone.size()));
                }
              } catch (LedgerException e) {
                told.accept(words("retention.notNow", e.getMessage()));
              }
            });
  }

  /**
   * Where the sites' ledgers lie, as it is typed. Said once it holds for the fleet: a site that is
   * new would have one of its own else.
   *
   * @param atATime so many sites are worked here
   */
  private List<String> ledgers(
      FleetArguments arguments,
      FleetDefinition fleet,
      FleetPlace place,
      int atATime,
      Consumer<String> told) {
    Machine machine = arguments.fleet.commands().machine();
    Path folder = database.takenBy(machine, place.folder(), isInsecure(fleet), told);
    LedgerPlace shared = LedgerPlace.of(folder).orElse(null);
    if (shared == null) {
      return List.of();
    }
    shared.mustHaveRoom(machine, folder, Math.min(atATime, fleet.sites().size()));
    return DatabaseOptions.asTyped(shared);
  }
}
