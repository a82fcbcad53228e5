package dev.senselink.batch.fleet.run;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.machine.Machine;

/**
 * The way to the server of one site: it takes its turn with those of the other sites, and knows
 * whether the server gave an answer last. Safe between threads.
 */
public final class SiteWires implements ServerTransport.Maker {
  /** Whoever stands before a server that is away says so himself. */
  private static final int FIRST_BROKEN_STATUS = 500;

  private final ServerTransport.Maker wires;
  private final RequestSlots slots;
  private volatile boolean silent;

  public SiteWires(ServerTransport.Maker wires, RequestSlots slots) {
    this.wires = wires;
    this.slots = slots;
  }

  /** Whether the last request had no answer of the server itself. */
  public boolean isSilent() {
    return silent;
  }

  @Override
  public ServerTransport open(ServerSettings settings, Machine machine) {
    ServerTransport inner = wires.open(settings, machine);
    return new ServerTransport() {
      @Override
      public <T> Result<T> exchange(Request request, Reader<T> reader) {
        try {
          slots.take();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return new NotSent<>(words("slots.interrupted"));
        }
        try {
          Result<T> result =
              inner.exchange(
                  request,
                  (head, body) -> {
                    silent = head.status() >= FIRST_BROKEN_STATUS;
                    return reader.read(head, body);
                  });
          silent = !(result instanceof Whole<T>) || silent;
          return result;
        } finally {
          slots.giveBack();
        }
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }
}
