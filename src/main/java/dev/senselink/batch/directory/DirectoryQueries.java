package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks, and says in words what came instead of an answer. */
final class DirectoryQueries {
  static final int NOT_THERE = 620;

  /** Codes whose usual remedy speaks of the rows of a roster. */
  private static final Set<Integer> OWN_REMEDY = Set.of(320, 610, NOT_THERE, 30001, 30004);

  private final RetryingClient server;

  DirectoryQueries(RetryingClient server) {
    this.server = server;
  }

  /**
   * The answer to a call that changes nothing.
   *
   * @throws DirectoryException if there is none
   */
  <T> T ask(Call<T> call) {
    return need(call, server.ask(call));
  }

  /**
   * The answer in a reply.
   *
   * @throws DirectoryException if it is none
   */
  <T> T need(Call<?> call, Reply<T> reply) {
    return need(call.purpose(), call.operation().changes(), reply);
  }

  /**
   * The same.
   *
   * @param purpose what the call is for
   * @param changes whether it may have changed something
   */
  <T> T need(String purpose, boolean changes, Reply<T> reply) {
    if (reply instanceof Reply.Answer<T> answer) {
      return answer.value();
    }
    boolean maybeDone = changes && reply instanceof Reply.Unclear;
    String stopped = stopped();
    if (stopped != null) {
      throw new DirectoryException(
          DirectoryException.Kind.STOPPED,
          maybeDone ? words("unanswered.write", stopped) : stopped);
    }
    if (reply instanceof Reply.Refusal<T> refusal) {
      String words = refused(purpose, refusal.code());
      throw new DirectoryException(DirectoryException.Kind.REFUSED, words);
    }
    String words = words(maybeDone ? "unanswered.write" : "unanswered", reply.words());
    throw new DirectoryException(DirectoryException.Kind.STOPPED, words);
  }

  /** Why a call was refused and what to do, in one sentence. */
  static String refused(Call<?> call, int code) {
    return refused(call.purpose(), code);
  }

  private static String refused(String purpose, int code) {
    String remedy = OWN_REMEDY.contains(code) ? words("remedy." + code) : ErrorCodes.remedy(code);
    return words("refused", purpose, code, ErrorCodes.meaning(code), remedy);
  }

  /** What the call is about is not there, as the server would say. */
  static DirectoryException notThere(Call<?> call) {
    return new DirectoryException(DirectoryException.Kind.REFUSED, refused(call, NOT_THERE));
  }

  /** Why no further call is made; null while they are. */
  @Nullable String stopped() {
    StopCause cause = server.stopCause();
    return cause == null ? null : cause.words();
  }
}
