package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.HttpOutcome;
import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SimilarPerson;
import dev.senselink.batch.api.UnexpectedAnswerException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says what an exchange means for its call: the envelope first, then the HTTP status (NOTES 13).
 */
final class ReplyInterpreter {
  private ReplyInterpreter() {}

  /**
   * Judges one exchange.
   *
   * @param firstSuccess whether no call has succeeded yet: then a wrong address is the likely cause
   */
  static <T> Reply<T> reply(Call<T> call, HttpOutcome raw, boolean firstSuccess) {
    if (raw instanceof HttpOutcome.NotSent notSent) {
      return new Reply.NeverSent<>(about(call, notSent.why()));
    }
    if (raw instanceof HttpOutcome.Cut cut) {
      return new Reply.Unclear<>(false, 0, about(call, cut.why()), null);
    }
    HttpOutcome.Whole whole = (HttpOutcome.Whole) raw;
    Integer code = whole.code();
    if (code == null) {
      return byStatus(call, whole, firstSuccess);
    }
    return code == ErrorCodes.SUCCESS
        ? success(call, whole)
        : byCode(call, whole, code, firstSuccess);
  }

  private static <T> Reply<T> success(Call<T> call, HttpOutcome.Whole whole) {
    if (call.foundNothing(whole.json())) {
      return new Reply.Refusal<>(ErrorCodes.NOT_THERE, "", ErrorCategory.NOT_FOUND, null);
    }
    try {
      return new Reply.Answer<>(call.read(whole.json()));
    } catch (UnexpectedAnswerException e) {
      return unclear(call, whole, ErrorCodes.SUCCESS, String.valueOf(e.getMessage()));
    }
  }

  private static <T> Reply<T> byCode(
      Call<T> call, HttpOutcome.Whole whole, int code, boolean firstSuccess) {
    ErrorCategory codeClass = call.classOf(code);
    boolean unknownFailure =
        ErrorCodes.classOf(code) == ErrorCategory.UNCATALOGUED && isFailure(whole.status());
    if (codeClass == ErrorCategory.TRANSIENT || unknownFailure) {
      return unclear(call, whole, code, words("reply.code", code, ErrorCodes.meaning(code)));
    }
    // A value missing in the very first call can only be one of the signature's (NOTES 21).
    ErrorCategory said =
        firstSuccess && code == ErrorCodes.MISSING_PARAM ? ErrorCategory.FATAL : codeClass;
    return new Reply.Refusal<>(code, message(whole.json()), said, similar(code, whole.json()));
  }

  private static <T> Reply<T> byStatus(
      Call<T> call, HttpOutcome.Whole whole, boolean firstSuccess) {
    int status = whole.status();
    boolean success = status >= 200 && status < 300;
    if (success && whole.empty()) {
      return page(call, whole, words("answer.empty"));
    }
    ErrorCategory codeClass = ofStatus(call, status, firstSuccess);
    if (codeClass != null) {
      return new Reply.Refusal<>(status, "HTTP " + status, codeClass, null);
    }
    boolean redirect = status >= 300 && status < 400;
    String why = words(redirect ? "answer.redirect" : "answer.foreign", status);
    return page(call, whole, why);
  }

  /**
   * Only an envelope is a whole answer of the server's. A page without one is the word of whoever
   * stands before it, and the server may go on with the request all the same (E10).
   */
  private static <T> Reply<T> page(Call<T> call, HttpOutcome.Whole whole, String why) {
    return new Reply.Unclear<>(false, whole.status(), about(call, why), whole.retryAfter());
  }

  private static @Nullable ErrorCategory ofStatus(Call<?> call, int status, boolean firstSuccess) {
    ErrorCategory codeClass = ErrorCodes.classOfStatus(status);
    if (codeClass == ErrorCategory.FATAL && call.operation() == Operation.FETCH_IMAGE) {
      return ErrorCategory.NOT_FOUND;
    }
    boolean wrongPlace = status == 404 || status == 405;
    return wrongPlace && !firstSuccess ? null : codeClass;
  }

  private static <T> Reply<T> unclear(Call<T> call, HttpOutcome.Whole whole, int code, String why) {
    return new Reply.Unclear<>(true, code, about(call, why), whole.retryAfter());
  }

  private static String about(Call<?> call, String why) {
    return words("reply.about", call.purpose(), why);
  }

  private static boolean isFailure(int status) {
    return status >= 500 || status == 429;
  }

  /** The message; without one the description, which stands in either of two places (NOTES 39). */
  private static String message(JsonNode envelope) {
    String message = LenientJson.text(envelope, "message", "desc");
    return message.isBlank() ? LenientJson.text(envelope.path("data"), "desc", "message") : message;
  }

  private static @Nullable SimilarPerson similar(int code, JsonNode envelope) {
    if (code != ErrorCodes.SIMILAR_PERSON) {
      return null;
    }
    JsonNode data = envelope.path("data");
    Long id = LenientJson.wholeNumber(data, "similar_user_id", "similarUserId");
    String force = LenientJson.text(data, "can_force", "canForce");
    return new SimilarPerson(
        id == null ? 0 : id,
        LenientJson.text(data, "similar_user_name", "similarUserName"),
        LenientJson.text(data, "similar_user_avatar", "similarUserAvatar"),
        force.equals("1") || force.equals("true"));
  }
}
