package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.job.StoppedException;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Creates one thing that has a name of its own: after an answer that does not tell, or that says it
 * is there already, it looks before anything else. One thread.
 */
public final class CreateIfAbsent<T> {
  private static final int SAME_EXISTS = 610;

  private final RetryingClient server;
  private final ToLongFunction<T> id;
  private int refusedWith;
  private boolean maybeOurs;

  /**
   * @param id of what an answer tells
   */
  public CreateIfAbsent(RetryingClient server, ToLongFunction<T> id) {
    this.server = server;
    this.id = id;
  }

  /**
   * Creates it.
   *
   * @param there looks for it on the server
   * @return its id; empty where the server refuses it, see {@link #why}
   * @throws StoppedException if the server does not tell
   */
  public OptionalLong make(Call<T> call, Supplier<OptionalLong> there) {
    RetryAttempts attempts = server.attempts();
    while (true) {
      Reply<T> reply = server.once(call);
      maybeOurs |= reply instanceof Reply.Answer || reply instanceof Reply.Unclear;
      if (reply instanceof Reply.Answer<T> answer) {
        return OptionalLong.of(id.applyAsLong(answer.value()));
      }
      refusedWith = reply instanceof Reply.Refusal<T> refusal ? refusal.code() : 0;
      if (refusedWith == SAME_EXISTS || reply instanceof Reply.Unclear) {
        OptionalLong found = there.get();
        if (found.isPresent()) {
          return found;
        }
      }
      if (refusedWith != 0 && server.stopCause() == null && !reply.isTransient()) {
        return OptionalLong.empty();
      }
      if (!attempts.again(reply)) {
        ServerPreflight.need(server, reply, words("asked.made", call.purpose()));
      }
    }
  }

  /** Whether what is there now may be what this has made: else it was there before. */
  public boolean isPerhapsOwn() {
    return maybeOurs;
  }

  /** The code of the last refusal, 0 for none. */
  public int refusedWith() {
    return refusedWith;
  }

  /** The last refusal in words. */
  public String why() {
    return ErrorCodes.inWords(refusedWith);
  }
}
