package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.ledger.store.LedgerException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells of each trouble once, until it is over. Safe between threads. */
final class ToldOnce {
  private final Consumer<String> told;
  private final Set<String> troubles = new HashSet<>();

  ToldOnce(Consumer<String> told) {
    this.told = told;
  }

  void say(String what) {
    synchronized (troubles) {
      if (!troubles.add(what)) {
        return;
      }
    }
    told.accept(what);
  }

  /** All is well again. */
  void over() {
    synchronized (troubles) {
      troubles.clear();
    }
  }

  /**
   * The kind of a failure alone, where it does not say itself what it was: it may hold a person.
   */
  static String why(RuntimeException e) {
    LedgerException lost = LedgerException.lostDatabase(e);
    if (lost != null || e instanceof BrokerException) {
      return String.valueOf((lost == null ? e : lost).getMessage());
    }
    return e.getClass().getSimpleName();
  }

  /** The kind of what is behind a failure. */
  static String kind(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }
}
