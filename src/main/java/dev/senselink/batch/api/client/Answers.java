package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.CodeClass;
import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Raw;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SimilarPerson;
import dev.senselink.batch.api.Tolerant;
import dev.senselink.batch.api.UnexpectedAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says what an exchange means for its call: the envelope first, then the HTTP status (NOTES 13).
 */
final class Answers {
  private Answers() {}

  /**
   * Judges one exchange.
   *
   * @param firstSuccess whether no call has succeeded yet: then a wrong address is the likely cause
   */
  static <T> Reply<T> reply(Call<T> call, Raw raw, boolean firstSuccess) {
    if (raw instanceof Raw.NotSent notSent) {
      return new Reply.NeverSent<>(about(call, notSent.why()));
    }
    if (raw instanceof Raw.Cut cut) {
      return new Reply.Unclear<>(false, 0, about(call, cut.why()), null);
    }
    Raw.Whole whole = (Raw.Whole) raw;
    Integer code = whole.code();
    if (code == null) {
      return byStatus(call, whole, firstSuccess);
    }
    return code == Codes.SUCCESS ? success(call, whole) : byCode(call, whole, code, firstSuccess);
  }

  private static <T> Reply<T> success(Call<T> call, Raw.Whole whole) {
    if (call.foundNothing(whole.json())) {
      return new Reply.Refusal<>(Codes.NOT_THERE, "", CodeClass.NOT_FOUND, null);
    }
    try {
      return new Reply.Answer<>(call.read(whole.json()));
    } catch (UnexpectedAnswer e) {
      return unclear(call, whole, Codes.SUCCESS, String.valueOf(e.getMessage()));
    }
  }

  private static <T> Reply<T> byCode(
      Call<T> call, Raw.Whole whole, int code, boolean firstSuccess) {
    CodeClass codeClass = call.classOf(code);
    boolean unknownFailure =
        Codes.classOf(code) == CodeClass.UNCATALOGUED && isFailure(whole.status());
    if (codeClass == CodeClass.TRANSIENT || unknownFailure) {
      return unclear(call, whole, code, words("reply.code", code, Codes.meaning(code)));
    }
    // A value missing in the very first call can only be one of the signature's (NOTES 21).
    CodeClass said = firstSuccess && code == Codes.MISSING_PARAM ? CodeClass.FATAL : codeClass;
    return new Reply.Refusal<>(code, message(whole.json()), said, similar(code, whole.json()));
  }

  private static <T> Reply<T> byStatus(Call<T> call, Raw.Whole whole, boolean firstSuccess) {
    int status = whole.status();
    boolean success = status >= 200 && status < 300;
    if (success && whole.empty()) {
      return page(call, whole, words("answer.empty"));
    }
    CodeClass codeClass = ofStatus(call, status, firstSuccess);
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
  private static <T> Reply<T> page(Call<T> call, Raw.Whole whole, String why) {
    return new Reply.Unclear<>(false, whole.status(), about(call, why), whole.retryAfter());
  }

  private static @Nullable CodeClass ofStatus(Call<?> call, int status, boolean firstSuccess) {
    CodeClass codeClass = Codes.classOfStatus(status);
    if (codeClass == CodeClass.FATAL && call.operation() == Operation.FETCH_IMAGE) {
      return CodeClass.NOT_FOUND;
    }
    boolean wrongPlace = status == 404 || status == 405;
    return wrongPlace && !firstSuccess ? null : codeClass;
  }

  private static <T> Reply<T> unclear(Call<T> call, Raw.Whole whole, int code, String why) {
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
    String message = Tolerant.text(envelope, "message", "desc");
    return message.isBlank() ? Tolerant.text(envelope.path("data"), "desc", "message") : message;
  }

  private static @Nullable SimilarPerson similar(int code, JsonNode envelope) {
    if (code != Codes.SIMILAR_PERSON) {
      return null;
    }
    JsonNode data = envelope.path("data");
    Long id = Tolerant.wholeNumber(data, "similar_user_id", "similarUserId");
    String force = Tolerant.text(data, "can_force", "canForce");
    return new SimilarPerson(
        id == null ? 0 : id,
        Tolerant.text(data, "similar_user_name", "similarUserName"),
        Tolerant.text(data, "similar_user_avatar", "similarUserAvatar"),
        force.equals("1") || force.equals("true"));
  }
}
