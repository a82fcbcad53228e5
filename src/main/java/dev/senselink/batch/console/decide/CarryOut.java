package dev.senselink.batch.console.decide;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.runs.ReportFiles;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.roster.conflicts.ConflictLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries decisions out: for each run the command {@code resolve}, with a file of its decisions.
 */
public final class CarryOut {
  private static final String ALL = "resolve";
  private static final String HEADER = "runId,line,rowHash,candidateId,decision\r\n";

  private final Conflicts conflicts;
  private final CommandQueue queue;
  private final RunCatalog runs;

  public CarryOut(Conflicts conflicts, CommandQueue queue, RunCatalog runs) {
    this.conflicts = conflicts;
    this.queue = queue;
    this.runs = runs;
  }

  static String key(String run) {
    return ALL + "-" + run;
  }

  private static String run(String key) {
    return key.substring(key("").length());
  }

  private Path report(String run) {
    return runs.reports().resolve(key(run));
  }

  /** The report of what was carried out last: none where that came to no report of its own. */
  ReportFiles files(String run) {
    return queue.ended(key(run)).map(CommandProgress::runId).orElse("").isEmpty()
        ? ReportFiles.none()
        : ReportFiles.in(report(run));
  }

  /** The one that runs or waits, and the run that it is about. */
  Optional<Map.Entry<String, QueuedCommand>> atWork() {
    return queue.findAny(ALL).map(found -> Map.entry(run(found.key()), found));
  }

  CommandQueue queue() {
    return queue;
  }

  /** Who holds the data folder besides this console, {@code ""} if nobody does. */
  String holder() {
    return runs.holderBeside(queue);
  }

  /**
   * Carries out what was shown.
   *
   * @param seen of all that is decided ({@link ConflictStanding#seen})
   * @return false if it is something else by now: nothing is done. While some are at work already,
   *     nothing more is begun
   */
  boolean start(String seen) {
    synchronized (conflicts) { // else a decision could change, or a second start pass, in between
      return atWork().isPresent() || startNow(seen);
    }
  }

  private boolean startNow(String seen) {
    ConflictStanding now = conflicts.now();
    List<OpenConflict> decided = now.decided();
    if (decided.isEmpty() || !now.seen(decided).equals(seen)) {
      return false;
    }
    Map<String, List<OpenConflict>> byRun = new LinkedHashMap<>();
    decided.forEach(one -> byRun.computeIfAbsent(one.run().id(), r -> new ArrayList<>()).add(one));
    queue.forget(ALL);
    byRun.forEach((run, some) -> start(run, some, now));
    return true;
  }

  private void start(String run, List<OpenConflict> some, ConflictStanding now) {
    StringBuilder sheet = new StringBuilder(HEADER);
    Map<String, Made> sent = new HashMap<>();
    for (OpenConflict one : some) {
      Made made = Objects.requireNonNull(now.of(one));
      sheet.append(line(one, made));
      sent.put(one.id(), made);
    }
    conflicts.files().writeSheet(run, sheet.toString());
    List<String> words = new ArrayList<>();
    words.addAll(List.of("resolve", conflicts.files().sheet(run).toString()));
    words.add("--report=" + report(run));
    words.addAll(List.of("--json", "--no-progress"));
    words.add("--lang=" + DisplayLanguage.language().getLanguage());
    queue.start(key(run), words, how -> end(run, sent, how));
  }

  private static String line(OpenConflict one, Made made) {
    String candidate =
        one.candidate(Math.max(0, made.candidate()))
            .map(ConflictCandidate::id)
            .map(String::valueOf)
            .orElse("");
    return String.join(
            ",",
            one.run().id(),
            String.valueOf(one.outcome().ref().line()),
            ConflictLine.markedHash(one.row().rowHash(), one.outcome().mark()),
            candidate,
            made.decision().word())
        + "\r\n";
  }

  private void end(String run, Map<String, Made> sent, CommandRunner.Ended how) {
    conflicts.files().removeSheet(run);
    if (CommandProgress.succeeded(how.exit())) {
      conflicts.carriedOut(run, sent);
    } else {
      conflicts.endedEarly(run, sent);
    }
  }

  /** Stops what runs in order, and begins none of those that wait: their decisions stand. */
  void stop() {
    List<String> all = runs.now().all().stream().map(RunCatalog.Entry::id).toList();
    List<String> begun = all.stream().filter(run -> queue.find(key(run)).isPresent()).toList();
    queue.stopAll(ALL);
    begun.stream()
        .filter(run -> queue.find(key(run)).isEmpty())
        .forEach(conflicts.files()::removeSheet);
  }

  /** How those of the last time have ended, by run. */
  Map<String, CommandRunner.Ended> ended() {
    Map<String, CommandRunner.Ended> byRun = new LinkedHashMap<>();
    queue.endedAny(ALL).forEach((key, how) -> byRun.put(run(key), how));
    return byRun;
  }
}
