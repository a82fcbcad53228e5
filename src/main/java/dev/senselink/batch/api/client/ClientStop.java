package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends all calls of a client, and knows why they have ended: asked to, by a code that is fatal, by
 * an outage, or by a code the manual does not know that keeps coming. Safe between threads.
 */
final class ClientStop {
  private final SenseLinkClient client;
  private final UnknownCodeCounter unknownCodes = new UnknownCodeCounter();
  private final AtomicReference<@Nullable StopCause> cause = new AtomicReference<>();

  ClientStop(SenseLinkClient client) {
    this.client = client;
  }

  /** Starts no further call; the first reason is the one that counts. */
  void stop(StopCause why) {
    cause.compareAndSet(null, why);
    client.halt();
  }

  void stopIfUnknown(Operation operation, Reply<?> reply) {
    if (unknownCodes.sawTooMany(operation, reply) && reply instanceof Reply.Refusal<?> refusal) {
      String why =
          words("stop.unknownCode", UnknownCodeCounter.MOST, ErrorCodes.inWords(refusal.code()));
      stop(new StopCause(StopCause.Kind.UNCATALOGUED, why));
    }
  }

  /** Why no further call is started; null while calls are. */
  @Nullable StopCause cause() {
    StopCause known = cause.get();
    if (known != null || !client.halted()) {
      return known;
    }
    Reply.Refusal<?> fatal = client.fatal();
    return fatal == null
        ? new StopCause(StopCause.Kind.STOPPED, words("stop.asked"))
        : new StopCause(StopCause.Kind.FATAL_CODE, ErrorCodes.inWords(fatal.code()));
  }
}
