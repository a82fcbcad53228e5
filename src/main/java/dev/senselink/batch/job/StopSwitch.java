package dev.senselink.batch.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Asks a running job to stop in order; the first reason counts. Safe between threads. */
public final class StopSwitch {
  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** No further row is begun; what is in flight ends and is recorded. */
  public void stop(String why) {
    if (reason.compareAndSet(null, why)) {
      listeners.forEach(Runnable::run);
    }
  }

  /** Why it was stopped, {@code null} if it was not. */
  public @Nullable String reason() {
    return reason.get();
  }

  public boolean stopped() {
    return reason.get() != null;
  }

  /** Runs when the switch is thrown, or at once if it was thrown before. */
  public void onStop(Runnable listener) {
    listeners.add(listener);
    if (stopped()) {
      listener.run();
    }
  }
}
