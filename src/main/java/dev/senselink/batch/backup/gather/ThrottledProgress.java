package dev.senselink.batch.backup.gather;

import dev.senselink.batch.machine.Machine;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells now and then how far something is: often enough to be believed, seldom enough to be read.
 */
public final class ThrottledProgress {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Machine machine;
  private final Consumer<String> told;
  private long last;

  public ThrottledProgress(Machine machine, Consumer<String> told) {
    this.machine = machine;
    this.told = told;
    this.last = machine.nanos();
  }

  /** Tells that something begins. */
  public synchronized void begin(String words) {
    last = machine.nanos();
    told.accept(words);
  }

  /** Tells how far it is, unless something was told a moment ago. */
  public synchronized void now(Supplier<String> words) {
    if (machine.nanos() - last >= EVERY_NANOS) {
      last = machine.nanos();
      told.accept(words.get());
    }
  }
}
