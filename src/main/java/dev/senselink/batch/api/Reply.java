package dev.senselink.batch.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended. Nothing else can come of a call: no exception stands for a refused row.
 *
 * @param <T> what a good answer holds
 */
public sealed interface Reply<T>
    permits Reply.Answer, Reply.Refusal, Reply.NeverSent, Reply.Unclear, Reply.Halted {

  /** Whether the same call may be tried again later: {@link NeverSent} or {@link Unclear}. */
  boolean isTransient();

  /** How it ended, in words for the user; no personal data. */
  String words();

  /**
   * Whether the server said that all is well and gave no answer of this call's form all the same: a
   * list that does not prove itself whole. Such a server is not to be worked with.
   */
  default boolean isUnproven() {
    return this instanceof Unclear<?> unclear
        && unclear.complete()
        && unclear.code() == ErrorCodes.SUCCESS;
  }

  /** A reply without a value is one of every kind of call. */
  @SuppressWarnings("unchecked")
  static <T> Reply<T> unanswered(Reply<?> reply) {
    if (reply instanceof Answer) {
      throw new IllegalArgumentException("an answer has a value");
    }
    return (Reply<T>) reply;
  }

  /** The server did it. */
  record Answer<T>(T value) implements Reply<T> {
    @Override
    public boolean isTransient() {
      return false;
    }

    @Override
    public String words() {
      return ApiMessages.words("reply.done");
    }

    @Override
    public String toString() {
      return "Answer";
    }
  }

  /**
   * The server refused, and nothing was done.
   *
   * @param code the API code; without an envelope the HTTP status
   * @param message the server's own words, for the report only; may be blank
   * @param similar who resembles the photo, with code 30002
   */
  record Refusal<T>(
      int code, String message, ErrorCategory codeClass, @Nullable SimilarPerson similar)
      implements Reply<T> {
    @Override
    public boolean isTransient() {
      return false;
    }

    @Override
    public String words() {
      return ApiMessages.words("reply.code", code, ErrorCodes.meaning(code));
    }

    @Override
    public String toString() {
      return "Refusal[" + code + ", " + codeClass + "]";
    }
  }

  /** Nothing reached the server: no connection, no such name, no TLS. */
  record NeverSent<T>(String why) implements Reply<T> {
    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    public String words() {
      return why;
    }
  }

  /**
   * Sent, but whether the server did it is not known.
   *
   * @param complete false: time-out, reset, cut body, any page without an envelope, so the server
   *     may still be at work; true: an envelope that decides nothing (50001, 50002, 50003, 99999,
   *     or a success without what it must hold)
   * @param code the API code, else the HTTP status, else 0
   * @param retryAfter how long the server asked to be left alone
   */
  record Unclear<T>(boolean complete, int code, String why, @Nullable Duration retryAfter)
      implements Reply<T> {
    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    public String words() {
      return why;
    }
  }

  /** The client was halted before this call began: it was not sent. */
  record Halted<T>() implements Reply<T> {
    @Override
    public boolean isTransient() {
      return false;
    }

    @Override
    public String words() {
      return ApiMessages.words("reply.halted");
    }
  }
}
