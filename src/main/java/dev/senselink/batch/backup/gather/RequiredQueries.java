package dev.senselink.batch.backup.gather;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupException.Kind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the server for what a backup needs. Safe between threads. */
public final class RequiredQueries {
  private final RetryingClient server;

  public RequiredQueries(RetryingClient server) {
    this.server = server;
  }

  public RetryingClient server() {
    return server;
  }

  /** The answer to a call without which there is no backup. */
  public <T> T need(Call<T> call) {
    return need(server.ask(call), call.purpose());
  }

  /** The answer to such a call; null where what is asked for is not there. */
  <T> @Nullable T needIfThere(Call<T> call) {
    Reply<T> reply = server.ask(call);
    return reply instanceof Reply.Refusal<T> refusal
            && refusal.codeClass() == ErrorCategory.NOT_FOUND
        ? null
        : need(reply, call.purpose());
  }

  public <T> T need(Reply<T> reply, String what) {
    if (reply instanceof Reply.Answer<T> answer) {
      return answer.value();
    }
    stopIfOver();
    String why =
        reply instanceof Reply.Refusal<?> refusal
            ? reply.words() + "; " + ErrorCodes.remedy(refusal.code())
            : reply.words();
    throw new BackupException(Kind.STOPPED, "", words("stopped.unanswered", what, why));
  }

  /**
   * What becomes of a call that may go unanswered.
   *
   * @param missing what to make of a reply that is no answer
   */
  public <T, R> R askOr(Call<T> call, Function<T, R> answered, Function<Reply<T>, R> missing) {
    Reply<T> reply = server.ask(call);
    if (reply instanceof Reply.Answer<T> answer) {
      return answered.apply(answer.value());
    }
    stopIfOver();
    return missing.apply(reply);
  }

  /** Ends the work where no further call would be started. */
  public void stopIfOver() {
    StopCause cause = server.stopCause();
    if (cause != null) {
      throw new BackupException(Kind.STOPPED, "", cause.words());
    }
  }
}
