package dev.senselink.batch.console.runs;

import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.RunsElsewhere;
import dev.senselink.batch.ledger.store.RunsElsewhere.Standing;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How runs stand that no process here is at work on, though the list of the data folder says that
 * they go on: where many share a database, another machine may be, or may have ended them. That is
 * asked for all of them at once and at most every few seconds, however many pages show it. Safe
 * between threads.
 */
final class OtherMachines {
  /** Another machine is at work on it. */
  static final String ELSEWHERE = "ELSEWHERE";

  /** Its process has died, and nobody goes on with it. */
  private static final String INTERRUPTED = "INTERRUPTED";

  /** Nobody can be asked. */
  private static final String UNKNOWN = "UNKNOWN";

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Machine machine;
  private final Path data;
  private final Monitor monitor;
  private @Nullable Deadline until;
  private @Nullable Map<String, Standing> known;

  OtherMachines(Machine machine, Path data) {
    this.machine = machine;
    this.data = data;
    this.monitor = machine.monitor();
  }

  /** How a run stands, as {@link RunCatalog.Entry#state} says it. */
  String state(String run) {
    Map<String, Standing> now = now();
    Standing there = now == null ? null : now.get(run);
    if (there == null) {
      return now == null ? UNKNOWN : INTERRUPTED;
    }
    boolean goesOn = there.status().equals("RUNNING");
    return goesOn ? there.holder().isEmpty() ? INTERRUPTED : ELSEWHERE : there.status();
  }

  private @Nullable Map<String, Standing> now() {
    monitor.enter(); // whoever comes meanwhile would have to ask, too
    try {
      if (until == null || until.isOver()) {
        known = asked();
        until = Deadline.in(machine, FRESH);
      }
      return known;
    } finally {
      monitor.leave();
    }
  }

  private @Nullable Map<String, Standing> asked() {
    List<String> running =
        new RunIndexFile(data)
            .read().stream()
                .filter(run -> run.status().equals("RUNNING"))
                .map(RunIndexFile.Entry::id)
                .toList();
    try {
      return RunsElsewhere.of(data, running);
    } catch (LedgerException e) {
      return null;
    }
  }
}
