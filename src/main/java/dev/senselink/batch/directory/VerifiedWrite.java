package dev.senselink.batch.directory;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.client.RetryingClient;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Carries a change out once. A change whose answer was lost may have been made all the same, so
 * before it is sent again the server is looked at.
 */
final class VerifiedWrite {
  private final RetryingClient server;
  private final Predicate<Reply<?>> vain;

  VerifiedWrite(RetryingClient server) {
    this(server, reply -> false);
  }

  /**
   * One that gives up sooner.
   *
   * @param vain whether the same call would only be answered so again
   */
  VerifiedWrite(RetryingClient server, Predicate<Reply<?>> vain) {
    this.server = server;
    this.vain = vain;
  }

  /** Looks whether a change was made. */
  interface Look<T> {
    /**
     * What the answer would have been if the change is there; null if it is not.
     *
     * @throws DirectoryException if the server does not tell
     */
    @Nullable T look();
  }

  /**
   * The reply, or the answer it must have been. Where nobody can tell, the reply that was lost.
   *
   * @param look asked only when an answer was lost
   */
  <T> Reply<T> carryOut(Call<T> call, Look<T> look) {
    RetryAttempts attempts = server.attempts();
    Reply<T> lost = null;
    while (true) {
      Reply<T> reply = server.once(call);
      lost = reply instanceof Reply.Unclear ? reply : lost;
      boolean again = !vain.test(reply) && attempts.again(reply);
      if (lost != null && !(reply instanceof Reply.Answer)) {
        // After a refusal, too: what got through stands in the way of its own repetition.
        try {
          T made = look.look();
          if (made != null) {
            return new Reply.Answer<>(made);
          }
        } catch (DirectoryException e) {
          return lost;
        }
      }
      if (!again) {
        return reply;
      }
    }
  }
}
