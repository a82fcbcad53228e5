package dev.senselink.batch.api.stream;

import dev.senselink.batch.api.ApiMessages;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.client.SenseLinkClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the push of records (manual 6.5.2) is listened to. Host, key, secret, certificates and
 * time-out are those of the {@link SenseLinkClient} it belongs to.
 *
 * @param port of the push; it is another than that of the calls
 * @param plain without TLS even where the calls have it: the manual knows the push only so
 * @param silence nothing at all for so long, no heartbeat either, counts as a cut (NOTES 67)
 * @param firstWait how long the first connection may take to come about
 * @param longestOutage how long a later one may; null = for ever
 * @param firstBackoff the wait after a cut; doubled after each further try
 * @param longestBackoff where the doubling ends
 */
public record PushSettings(
    int port,
    boolean plain,
    Duration silence,
    Duration firstWait,
    @Nullable Duration longestOutage,
    Duration firstBackoff,
    Duration longestBackoff) {
  /** The port of the manual. */
  public static final int PORT = 9000;

  /** Refuses with {@link UnusableSettingsException} a port that cannot be. */
  public PushSettings {
    if (port < 1 || port > 65_535) {
      throw new UnusableSettingsException(ApiMessages.words("push.port"));
    }
  }

  /** 90 s of silence, 10 s for the first connection, then for ever; 0.5 s doubling to 30 s. */
  public static PushSettings at(int port) {
    return new PushSettings(
        port,
        false,
        Duration.ofSeconds(90),
        Duration.ofSeconds(10),
        null,
        Duration.ofMillis(500),
        Duration.ofSeconds(30));
  }

  /** The same without TLS, or not. */
  public PushSettings withPlain(boolean withoutTls) {
    return new PushSettings(
        port, withoutTls, silence, firstWait, longestOutage, firstBackoff, longestBackoff);
  }

  /** The same with another time after which silence counts as a cut. */
  public PushSettings withSilence(Duration longest) {
    return new PushSettings(
        port, plain, longest, firstWait, longestOutage, firstBackoff, longestBackoff);
  }

  /** The same with other limits on how long to try. */
  public PushSettings withPatience(Duration first, @Nullable Duration later) {
    return new PushSettings(port, plain, silence, first, later, firstBackoff, longestBackoff);
  }

  /** The same with another back-off. */
  public PushSettings withBackoff(Duration first, Duration longest) {
    return new PushSettings(port, plain, silence, firstWait, longestOutage, first, longest);
  }

  /** The wait before a try, after so many that failed in a row, from 1. */
  Duration backoff(int failures) {
    Duration wait = firstBackoff;
    for (int n = 1; n < failures && wait.compareTo(longestBackoff) < 0; n++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestBackoff) < 0 ? wait : longestBackoff;
  }
}
