package dev.senselink.batch.backup;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells now and then how far something is: often enough to be believed, seldom enough to be read.
 */
final class Telling {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Consumer<String> told;
  private long last = System.nanoTime();

  Telling(Consumer<String> told) {
    this.told = told;
  }

  /** Tells that something begins. */
  synchronized void begin(String words) {
    last = System.nanoTime();
    told.accept(words);
  }

  /** Tells how far it is, unless something was told a moment ago. */
  synchronized void now(Supplier<String> words) {
    if (System.nanoTime() - last >= EVERY_NANOS) {
      last = System.nanoTime();
      told.accept(words.get());
    }
  }
}
