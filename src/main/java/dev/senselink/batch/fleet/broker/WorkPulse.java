package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.ledger.sites.WorkBoard;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What a worker is at: it says so on the board, and stops what is to stop, or is another's by now.
 * Safe between threads.
 */
final class WorkPulse {
  private final String worker;

  /** By message, each with what stops it. */
  private final Map<String, Consumer<String>> running = new ConcurrentHashMap<>();

  /**
   * @param worker nobody else is called so
   */
  WorkPulse(String worker) {
    this.worker = worker;
  }

  /** From now on it is heard of. */
  void begin(String message) {
    running.put(message, why -> {});
  }

  /** From now on it can be stopped. */
  void stopBy(String message, Consumer<String> stop) {
    running.put(message, stop);
  }

  void end(String message) {
    running.remove(message);
  }

  boolean isOver() {
    return running.isEmpty();
  }

  void stopAll(String why) {
    running.values().forEach(one -> one.accept(why));
  }

  /** Says that this worker is there. */
  void beat(WorkBoard board) {
    Set<String> before = Set.copyOf(running.keySet());
    Map<String, String> at = board.beat(worker, before, words("stop.window"));
    for (String message : before) {
      String why = at.getOrDefault(message, words("worker.taken"));
      Consumer<String> stop = running.get(message);
      if (!why.isEmpty() && stop != null) {
        stop.accept(why);
      }
    }
  }
}
