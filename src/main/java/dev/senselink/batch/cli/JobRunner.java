package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.imports.RosterFileFinder;
import dev.senselink.batch.job.run.UnfinishedRuns;
import dev.senselink.batch.job.run.UnfinishedRuns.Left;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.roster.UnclearColumnsException;
import dev.senselink.batch.table.TableFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job: what was not finished first, then the rosters there are, one after the other. A job
 * has the data folder for itself from its first look to its last move.
 */
final class JobRunner {
  /** A message that names an option, which is a setting in the job file. */
  private static final Pattern OPTION =
      Pattern.compile("--(columns|header-row|encoding|left-when|date-format)\\b");

  private final Path file;
  private final JobDefinition job;
  private final JobSettings setting;
  private final JobOutput teller;
  private final FinishedRosters away;
  private final RunFollowUp followUp;
  private final StopSwitch stop = new StopSwitch();
  private final List<ExitCode> codes = new ArrayList<>();
  private final Set<Path> finished = new HashSet<>();

  /** Whether the last run ended because a person has to say what some columns are. */
  private boolean unclear;

  JobRunner(Path file, JobDefinition job, JobSettings setting, JobOutput teller) {
    this.file = file;
    this.job = job;
    this.setting = setting;
    this.teller = teller;
    this.followUp = new RunFollowUp(file, job.planned(), RunEnvironment.real(), teller.err());
    this.away = new FinishedRosters(job.move() && !setting.dry(), teller);
  }

  /**
   * Runs it.
   *
   * @return the first of 1, 5, 2, 4, 3, 0 with which something ended
   */
  ExitCode run() {
    followUp.begins(setting.command());
    try {
      alone();
    } catch (RuntimeException e) {
      // Nobody reads what is said at night, and a watchdog has heard of the start.
      followUp.failed(e);
      followUp.finish(followUp.ended(Cli.codeOf(e).number()));
      throw e;
    }
    if (!away.allMoved()) {
      codes.add(ExitCode.ATTENTION);
    }
    ExitCode code = ExitCode.first(codes);
    teller.writeResult(file, job.kind().name(), code);
    followUp.finish(code.number());
    return code;
  }

  /** As it is told: without its ending. */
  static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }

  /** What it calls itself while it holds the data folder. */
  static String holder(Path file) {
    return "run " + file.getFileName();
  }

  private void alone() {
    Path data = setting.data();
    if (data == null) {
      work();
      return;
    }
    try (DataFolder alone = DataFolder.lock(data.resolve("jobs"), holder(file))) {
      work();
    }
  }

  private void work() {
    if (!job.kind().hasRosters()) {
      String argument = job.argument();
      one(job, argument.isEmpty() ? null : job.base().resolve(argument).normalize(), false);
      return;
    }
    RosterFileFinder finder = RosterFileFinder.of(job.base(), job.argument());
    if (goOn(finder)) {
      take(finder);
    }
  }

  /** Goes on with what was not finished; answers whether new rosters may be taken. */
  private boolean goOn(RosterFileFinder finder) {
    for (Left left : unfinished(finder)) {
      teller.announce(words("job.goesOn", file, left.runId(), left.named()));
      boolean photosKnown = setting.photos() || left.there() || left.photos().isEmpty();
      JobDefinition same = photosKnown ? job : job.with("photos", left.photos());
      if (!roster(same, left.roster(), true, finder)) {
        return false;
      }
      if (left.there()) {
        finished.add(left.named());
      }
    }
    return true;
  }

  private List<Left> unfinished(RosterFileFinder finder) {
    Path data = setting.data();
    if (data == null || setting.dry()) {
      return List.of();
    }
    return new UnfinishedRuns(data, job.kind().name(), setting.server())
        .of(finder::means, job.kind().newestOnly());
  }

  private void take(RosterFileFinder finder) {
    List<Path> found = new ArrayList<>(finder.found());
    if (job.kind().newestOnly() && found.size() > 1) {
      List<Path> older = found.subList(0, found.size() - 1);
      // Before the newest is worked: an older list that stays would be taken for today's tomorrow.
      older.stream().filter(list -> !finished.contains(list)).forEach(away::superseded);
      older.clear();
    }
    found.removeAll(finished);
    if (found.size() > 1 && setting.plans()) { // each plan would take the place of the one before
      teller.note(words("job.plan.many", job.argument(), found.size()));
      codes.add(ExitCode.USAGE);
      return;
    }
    if (found.isEmpty() && codes.isEmpty()) {
      nothing(finder);
    }
    for (int i = 0; i < found.size(); i++) {
      teller.announce(words("job.takes", file, job.kind().name(), found.get(i)));
      if (!roster(job, found.get(i), false, finder)) {
        found
            .subList(i + 1, found.size())
            .forEach(rest -> teller.note(words("job.notTaken", rest)));
        return;
      }
    }
  }

  private void nothing(RosterFileFinder finder) {
    if (!finder.isPattern() && !job.move()) {
      one(job, finder.start(), false); // a file that should be there: the command says it best
      return;
    }
    teller.note(
        Files.exists(finder.start())
            ? words("job.nothing", job.argument())
            : words("job.nothing.noFolder", job.argument(), finder.start()));
  }

  /** Works a roster; answers whether the next may follow. */
  private boolean roster(JobDefinition of, Path roster, boolean resumed, RosterFileFinder finder) {
    away.remember(roster);
    ExitCode code = one(of, roster, resumed);
    boolean ended = code != ExitCode.STOPPED && code != ExitCode.DEFECT;
    if (unclear) {
      // Sound, and waiting for an answer: it stays, and so do those that come after it.
      teller.note(words("job.stays.unclear", roster));
      return false;
    }
    if (ended && setting.limited() && isUnfinished(roster, finder)) {
      teller.note(words("job.stays.unfinished", roster));
      return false;
    }
    if (ended && !isCopy(roster)) {
      away.archive(roster, code);
    }
    return ended && !stop.stopped();
  }

  private boolean isUnfinished(Path roster, RosterFileFinder finder) {
    return unfinished(finder).stream().anyMatch(left -> left.roster().equals(roster));
  }

  private boolean isCopy(Path roster) {
    Path data = setting.data();
    return data != null && roster.startsWith(data.resolve("runs"));
  }

  private ExitCode one(JobDefinition of, @Nullable Path argument, boolean resumed) {
    int number =
        Cli.run(
            of.commandLine(argument),
            setting.environment(),
            teller.result(),
            teller.err(),
            RunEnvironment.real(),
            followUp);
    Exception failure = followUp.takeFailure();
    unclear = failure instanceof UnclearColumnsException;
    if (failure != null
        && (unclear || failure instanceof TableFileException)
        && OPTION.matcher(String.valueOf(failure.getMessage())).find()) {
      teller.note(words("job.columns", file));
    }
    // A signal between two runs is for the job.
    StopSignals.stopInOrder(stop, teller.err());
    ExitCode code = ExitCode.of(number);
    codes.add(code);
    teller.addRun(argument == null ? Path.of("") : argument, resumed, number);
    return code;
  }
}
