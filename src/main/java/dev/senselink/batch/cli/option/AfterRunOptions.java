package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.CommandWatch;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.notify.NoticeChannel;
import dev.senselink.batch.notify.NoticeDelivery;
import dev.senselink.batch.notify.ToldFailures;
import dev.senselink.batch.notify.web.HeartbeatChannel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * What is done once a command has ended, besides what it says itself. A command that has these
 * options is one whose end somebody may wait for.
 */
public final class AfterRunOptions {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Mixin MetricsOption metrics = new MetricsOption();
  @Mixin NotifyOptions notify = new NotifyOptions();

  private NotifyOptions.Listeners listeners = new NotifyOptions.Listeners(List.of(), null);
  private @Nullable EndedRun ended;
  private boolean forgiving;
  private boolean looksOnly;
  private boolean planIsTheWork;
  private @Nullable Path job;

  /** Of a command that changes nobody: the watchdog in the settings waits for others. */
  public static AfterRunOptions ofLook() {
    AfterRunOptions options = new AfterRunOptions();
    options.looksOnly = true;
    return options;
  }

  /** Those of a command, if it has any. */
  public static Optional<AfterRunOptions> of(CommandSpec command) {
    return command.userObject() instanceof AfterRunOptions found
        ? Optional.of(found)
        : command.mixins().values().stream().flatMap(mixin -> of(mixin).stream()).findFirst();
  }

  /** The own name of what a command works on, {@code ""} for nothing. */
  public static String input(CommandSpec command) {
    return EndedRunFacts.input(command);
  }

  /** A command has come to an end of which only a sentence and some numbers are to be told. */
  public static void ended(
      CommandSpec command, int code, String sentence, Map<String, Long> counts) {
    String input = EndedRunFacts.input(command);
    ended(command, new EndedRun(input, code, sentence, counts, "", null, false));
  }

  /** A command has come to an end that can be told. */
  public static void ended(CommandSpec command, EndedRun how) {
    of(command).ifPresent(options -> options.ended = how);
  }

  /**
   * Each option by itself.
   *
   * @throws dev.senselink.batch.cli.console.UsageException if a value cannot be
   */
  public void check() {
    metrics.check();
    notify.check();
  }

  /**
   * All of them together, with what the files say that are named.
   *
   * @param told what is weak about them, for the user
   * @throws dev.senselink.batch.cli.console.UsageException if they cannot be obeyed
   */
  public void open(Consumer<String> told) {
    if (!forgiving) {
      check();
    }
    if (isMeant("--notify-")) {
      listeners = forgiving ? notify.openUsable() : notify.open(told);
    }
  }

  /** Something is wrong anyway, and who can still be told of it is to be told. */
  public void asFarAsUsable() {
    forgiving = true;
  }

  /** A plan is what the job is there for, and no trial of what another would do. */
  public void planIsTheWork() {
    planIsTheWork = true;
  }

  /** The command is one of a job file, which is run again in place of the command. */
  public void ofJob(Path file) {
    job = file;
  }

  /** The job file that the command is of; {@code null} for a command that was typed. */
  @Nullable Path job() {
    return job;
  }

  /** The command begins: a watchdog hears of it, or does not within a moment. */
  public void begin(Machine machine, Consumer<String> told) {
    HeartbeatChannel watchdog = watchdog();
    if (watchdog != null) {
      new NoticeDelivery(machine, told)
          .once(watchdog::begin, HeartbeatChannel.MOMENT)
          .ifPresent(why -> told.accept(words("after.notBegun", watchdog.name(), why)));
    }
  }

  /** Who waits for this command; {@code null} for nobody. */
  private @Nullable HeartbeatChannel watchdog() {
    boolean meant = !looksOnly || new OptionOrigin(command).isTyped("--notify-heartbeat-file");
    return meant && !isTrial() ? listeners.watchdog() : null;
  }

  /** Whether it only tries what another would do: no alarm is to be put off by that. */
  private boolean isTrial() {
    return Boolean.TRUE.equals(value("--dry-run"))
        || value("--plan") instanceof Path && !planIsTheWork;
  }

  private @Nullable Object value(String option) {
    OptionSpec found = command == null ? null : command.optionsMap().get(option);
    return found == null ? null : found.getValue();
  }

  /**
   * Writes for machines how it ended, where that is asked for.
   *
   * @param data where the states of jobs are kept, {@code null} where nothing is kept
   * @param err where it is said what could not be done
   */
  public void measure(EndedJob end, @Nullable Path data, PrintWriter err) {
    if (isMeant("--metrics-file") && !isTrial()) {
      metrics.write(end, data, err::println);
    }
  }

  /**
   * Tells whoever is to be told, once everything the command held is free again. Why a job stopped
   * is told once a day, however often it is started again.
   *
   * @param heldUp whether it could not begin because another was at work: of that people are told,
   *     and a watchdog goes on waiting
   * @param data where it is kept what was told, {@code null} where nothing is kept
   * @param err where it is said who was told and who could not be
   */
  public void tell(
      EndedJob end, boolean heldUp, @Nullable Path data, Machine machine, PrintWriter err) {
    ToldFailures before = data == null || isTrial() ? null : new ToldFailures(data);
    List<NoticeChannel> people = people(end);
    if (before != null && !people.isEmpty() && before.isKnown(end)) {
      err.println(words("after.known"));
      people = List.of();
    }
    List<NoticeChannel> told = new ArrayList<>(people);
    HeartbeatChannel watchdog = watchdog();
    if (watchdog != null && !heldUp && watchdog.isToldOf(end.level())) {
      told.add(watchdog);
    }
    Set<NoticeChannel> took = told.isEmpty() ? Set.of() : deliver(end, told, machine, err);
    if (before != null) {
      before.settle(end, people.stream().anyMatch(took::contains));
    }
  }

  /** Whoever tries something in the console sits before its page. */
  private List<NoticeChannel> people(EndedJob end) {
    if (isTrial() && CommandWatch.isThere()) {
      return List.of();
    }
    return notify.isToldOf(end.level()) ? listeners.people() : List.of();
  }

  private static Set<NoticeChannel> deliver(
      EndedJob end, List<NoticeChannel> to, Machine machine, PrintWriter err) {
    NoticeDelivery delivery = new NoticeDelivery(machine, err::println);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, err);
    stop.onStop(delivery::giveUp);
    return delivery.deliver(
        end, to, end.interrupted() ? NoticeDelivery.BRIEFLY : NoticeDelivery.LONGEST);
  }

  /** What the settings say is for the real server, not for practice. */
  private boolean isMeant(String option) {
    CommandSpec spec = command;
    return spec == null
        || !Boolean.TRUE.equals(value("--sandbox"))
        || spec.commandLine().getParseResult().matchedOptions().stream()
            .anyMatch(typed -> typed.longestName().startsWith(option));
  }

  /** How it ended, as far as it said; {@code null} if it did not come so far. */
  public @Nullable EndedRun ended() {
    return ended;
  }
}
