package dev.senselink.batch.ledger.store;

import dev.senselink.batch.machine.Machine;
import java.util.Objects;
import java.util.Set;

/** Another process, of another machine or data folder, that is at work on a server. */
public final class OtherHolder {
  private OtherHolder() {}

  /**
   * Has the server from now on, until it is closed.
   *
   * @param command what it says that it does
   */
  public static ServerLock of(SharedDatabase at, String server, String command) {
    return Objects.requireNonNull(
        new ServerLocks(Machine.real(), at).take(Set.of(server), command));
  }
}
