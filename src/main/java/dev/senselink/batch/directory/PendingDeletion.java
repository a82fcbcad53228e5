package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Things about to be deleted: looked up, so that people can be asked whether they mean these, and
 * not deleted yet. Not safe between threads.
 */
public final class PendingDeletion {
  static final String NOT_ATTEMPTED = "NOT_ATTEMPTED";
  static final String UNKNOWN_STATE = "UNKNOWN_STATE";

  private final RetryingClient server;
  private final LongFunction<Call<Long>> call;
  private final LongPredicate gone;
  private final Before before;
  private final List<Long> ids = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final BulkResult.Notes notes = new BulkResult.Notes();

  /** Is asked before an id is deleted. */
  interface Before {
    /** Nothing stands against it. */
    Before NOTHING =
        new Before() {
          @Override
          public BulkResult.@Nullable Failed held(long id) {
            return null;
          }

          @Override
          public void refused(long id) {}
        };

    /** Why it is not deleted; {@code null} where it may be. */
    BulkResult.@Nullable Failed held(long id);

    /** The server has said no. */
    void refused(long id);
  }

  /**
   * @param call deletes an id
   * @param gone whether an id is not there any more
   */
  PendingDeletion(RetryingClient server, LongFunction<Call<Long>> call, LongPredicate gone) {
    this(server, call, gone, Before.NOTHING);
  }

  /**
   * The same.
   *
   * @param before is asked about each id just before its request
   */
  PendingDeletion(
      RetryingClient server, LongFunction<Call<Long>> call, LongPredicate gone, Before before) {
    this.server = server;
    this.call = call;
    this.gone = gone;
    this.before = before;
  }

  /** This one is meant, and is called so. */
  void add(long id, String name) {
    ids.add(id);
    names.add(name);
  }

  /** This one cannot be deleted. */
  void fail(BulkResult.Failed failed) {
    notes.failed(failed);
  }

  /** This one is not there. */
  void missing(long id) {
    String reason = DirectoryQueries.refused(call.apply(id), DirectoryQueries.NOT_THERE);
    notes.failed(new BulkResult.Failed(id, Integer.toString(DirectoryQueries.NOT_THERE), reason));
  }

  /** The server did not tell whether this one is there. */
  void unanswered(Call<?> look, long id, Reply<?> reply) {
    note(notes, new DirectoryQueries(server), look, List.of(id), reply);
  }

  /** What would be deleted, each as people call it. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Deletes; one that fails keeps nobody from the others. */
  public BulkResult carryOut() {
    VerifiedWrite write = new VerifiedWrite(server);
    for (long id : ids) {
      if (notes.isStopped()) {
        notes.failed(new BulkResult.Failed(id, NOT_ATTEMPTED, words("failed.notAttempted", id)));
      } else {
        delete(write, id);
      }
    }
    return notes.end();
  }

  private void delete(VerifiedWrite write, long id) {
    BulkResult.Failed held = before.held(id);
    if (held != null) {
      notes.failed(held);
      String stopped = new DirectoryQueries(server).stopped(); // maybe while it was looked at
      if (stopped != null) {
        notes.stop(stopped);
      }
      return;
    }
    Call<Long> delete = call.apply(id);
    Reply<Long> reply = write.carryOut(delete, () -> isGone(id));
    if (reply instanceof Reply.Answer) {
      notes.done(List.of(id));
    } else {
      if (!maybeDone(delete, reply)) {
        before.refused(id);
      }
      note(notes, new DirectoryQueries(server), delete, List.of(id), reply);
    }
  }

  private @Nullable Long isGone(long id) {
    return gone.test(id) ? id : null;
  }

  /** What is told of an id about which the server did not tell. */
  static BulkResult.Failed unanswered(
      RetryingClient server, Call<?> look, long id, Reply<?> reply) {
    BulkResult.Notes told = new BulkResult.Notes();
    note(told, new DirectoryQueries(server), look, List.of(id), reply);
    return told.end().failed().get(0);
  }

  /** Notes an id whose change was not answered; the call's purpose names it. */
  private static void note(
      BulkResult.Notes notes,
      DirectoryQueries replies,
      Call<?> call,
      List<Long> ids,
      Reply<?> reply) {
    note(notes, replies, call, ids, reply, (id, reason) -> reason);
  }

  /**
   * Notes ids whose change was not answered.
   *
   * @param told the reason as it is told of one of them
   */
  static void note(
      BulkResult.Notes notes,
      DirectoryQueries replies,
      Call<?> call,
      List<Long> ids,
      Reply<?> reply,
      BiFunction<Long, String, String> told) {
    String stopped = replies.stopped();
    String code = code(reply);
    String reason =
        reply instanceof Reply.Refusal<?> refusal
            ? DirectoryQueries.refused(call, refusal.code())
            : words(maybeDone(call, reply) ? "unanswered.write" : "unanswered", reply.words());
    ids.forEach(id -> notes.failed(new BulkResult.Failed(id, code, told.apply(id, reason))));
    boolean fatal =
        reply instanceof Reply.Refusal<?> refusal && refusal.codeClass() == ErrorCategory.FATAL;
    if (stopped != null || fatal) {
      notes.stop(stopped == null ? reason : stopped);
    }
  }

  private static boolean maybeDone(Call<?> call, Reply<?> reply) {
    return call.operation().changes() && reply instanceof Reply.Unclear;
  }

  private static String code(Reply<?> reply) {
    if (reply instanceof Reply.Refusal<?> refusal) {
      return Integer.toString(refusal.code());
    }
    if (reply instanceof Reply.Unclear<?> unclear) {
      return unclear.code() > 0 ? Integer.toString(unclear.code()) : UNKNOWN_STATE;
    }
    return NOT_ATTEMPTED;
  }
}
