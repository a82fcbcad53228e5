package dev.senselink.batch.enrol.context;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The first request of a kind goes alone: until one of them was done and read back, no other of its
 * kind starts. Safe between threads.
 *
 * <p>Why: a server that drops photos or groups would otherwise do so for sixteen people before
 * anybody noticed. Only a success can be read back; a complete refusal frees the next. A request
 * waits for all of its kinds at once, so that nobody holds one while waiting for another.
 */
public final class CanaryGate {
  /** So many refusals in a row may be the rows' own fault; after them more than one may try. */
  private static final int PATIENCE = 3;

  /** What is proven once a run. */
  public enum Kind {
    CREATE,
    /** A create with one of the fields that the manual spells in two ways. */
    CREATE_SPELLING,
    UPDATE_WITH_PHOTO,
    UPDATE_WITHOUT_PHOTO,
    /** An update with one of the fields that the manual spells in two ways. */
    UPDATE_SPELLING
  }

  private final Monitor monitor;
  private final Set<Kind> passed = EnumSet.noneOf(Kind.class);
  private final Map<Kind, Integer> atWork = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> refusals = new EnumMap<>(Kind.class);

  public CanaryGate(Machine machine) {
    this.monitor = machine.monitor();
  }

  /** Waits until a request of these kinds may start; an interrupt does not end the wait. */
  Pass enter(Set<Kind> kinds) {
    boolean interrupted = false;
    monitor.enter();
    try {
      while (!isFree(kinds)) {
        try {
          monitor.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      Pass pass = new Pass(kinds);
      kinds.forEach(kind -> atWork.merge(kind, 1, Integer::sum));
      return pass;
    } finally {
      monitor.leave();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether a request of these kinds may start now. */
  boolean mayStart(Set<Kind> kinds) {
    monitor.enter();
    try {
      return isFree(kinds);
    } finally {
      monitor.leave();
    }
  }

  private boolean isFree(Set<Kind> kinds) {
    return kinds.stream()
        .allMatch(kind -> passed.contains(kind) || atWork.getOrDefault(kind, 0) < room(kind));
  }

  /** No more than are still needed to see that everything is refused. */
  private int room(Kind kind) {
    int refused = refusals.getOrDefault(kind, 0);
    if (refused < PATIENCE) {
      return 1;
    }
    return refused < UniformRefusalGuard.ROWS
        ? Math.min(refused - 1, UniformRefusalGuard.ROWS - refused)
        : refused - 1;
  }

  /** Whether the next good answer of the kind is to be read back. */
  public boolean isDue(Kind kind) {
    monitor.enter();
    try {
      return !passed.contains(kind);
    } finally {
      monitor.leave();
    }
  }

  /** The read-back showed what was asked for. */
  public void passed(Kind kind) {
    monitor.enter();
    try {
      passed.add(kind);
      monitor.wakeAll();
    } finally {
      monitor.leave();
    }
  }

  /**
   * An answer shows what was not asked for, although an earlier one was well: no other request of
   * the kind starts until this one has been read back.
   *
   * @return to be closed once it was
   */
  public Pass reopen(Kind kind) {
    monitor.enter();
    try {
      passed.remove(kind);
      atWork.merge(kind, 1, Integer::sum);
      return new Pass(EnumSet.of(kind));
    } finally {
      monitor.leave();
    }
  }

  /** The leave to send, held until the request is over. Belongs to one row. */
  public final class Pass implements AutoCloseable {
    private final Set<Kind> kinds;
    private boolean closed;

    private Pass(Set<Kind> kinds) {
      this.kinds = kinds.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(kinds);
    }

    /** Whether it is good for all of these. */
    boolean covers(Set<Kind> others) {
      return !closed && kinds.containsAll(others);
    }

    /** The server refused, whole and for good: nothing is to be read back. */
    void refused() {
      monitor.enter();
      try {
        kinds.forEach(kind -> refusals.merge(kind, 1, Integer::sum));
      } finally {
        monitor.leave();
      }
      close();
    }

    @Override
    public void close() {
      monitor.enter();
      try {
        if (!closed) {
          closed = true;
          kinds.forEach(kind -> atWork.merge(kind, -1, Integer::sum));
          monitor.wakeAll();
        }
      } finally {
        monitor.leave();
      }
    }
  }
}
