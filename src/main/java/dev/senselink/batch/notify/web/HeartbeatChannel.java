package dev.senselink.batch.notify.web;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.NoticeChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a watchdog's address at the start and at the end; it raises the alarm when it hears none.
 */
public final class HeartbeatChannel implements NoticeChannel {
  /** A start waits no longer for it. */
  public static final Duration MOMENT = Duration.ofSeconds(5);

  private final List<SecretAddress> addresses;
  private final WebSender sender;
  private final WebSender hasty;

  /** One after the other: a slow start must not arrive after the end. */
  private final Monitor turn = Machine.real().monitor();

  /**
   * @param addresses one for all, or one for the start, one for the end and one for a failure;
   *     where that is missing a failure is told by silence
   * @param caFile the authorities that are trusted beside the JVM's own
   */
  public HeartbeatChannel(List<SecretAddress> addresses, @Nullable Path caFile) {
    this(addresses, new WebSender(caFile), new WebSender(caFile, MOMENT));
  }

  HeartbeatChannel(List<SecretAddress> addresses, WebSender sender, WebSender hasty) {
    this.addresses = List.copyOf(addresses);
    this.sender = sender;
    this.hasty = hasty;
  }

  @Override
  public String name() {
    return words("heartbeat.name", addresses.get(0).host());
  }

  /** Something begins; one try of a few seconds, for it must not wait. */
  public Attempt begin() {
    return ask(hasty, addresses.get(0));
  }

  /** Whether there is an address for it: that of the end alone means that all went well. */
  public boolean isToldOf(EndedJob.Level level) {
    return addresses.size() != 2 || level != EndedJob.Level.FAILURE;
  }

  @Override
  public Attempt send(EndedJob end) {
    int which = end.level() == EndedJob.Level.FAILURE ? 2 : 1;
    return ask(sender, addresses.get(Math.min(which, addresses.size() - 1)));
  }

  private Attempt ask(WebSender with, SecretAddress address) {
    turn.enter();
    try {
      return with.get(address);
    } finally {
      turn.leave();
    }
  }
}
