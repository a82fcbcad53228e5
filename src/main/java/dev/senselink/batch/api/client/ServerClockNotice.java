package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Says once that requests are signed by the server's clock and no longer by this machine's. */
final class ServerClockNotice {
  private final ServerClock clock;
  private final Consumer<String> told;
  private final AtomicBoolean said = new AtomicBoolean();

  ServerClockNotice(ServerClock clock, Consumer<String> told) {
    this.clock = clock;
    this.told = told;
  }

  void tellOnce() {
    if (clock.signsByServerTime() && said.compareAndSet(false, true)) {
      Duration ahead = clock.offset();
      long minutes = ahead.abs().toMinutes();
      if (minutes == 0) {
        told.accept(words("clock.same", ahead.abs().toSeconds()));
        return;
      }
      told.accept(
          ahead.isNegative() ? words("clock.behind", minutes) : words("clock.ahead", minutes));
    }
  }
}
