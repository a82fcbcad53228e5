package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.PlainCall;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/** The calls that change people and check their photos; {@link ListUsers} looks them up. */
public final class PeopleCalls {
  private PeopleCalls() {}

  /** Adds a member of staff (manual 6.3.1). Sent twice it makes two people (NOTES 16). */
  public static Call<Person> createUser(UserFields fields) {
    return PlainCall.of(
        Operation.CREATE_USER,
        words("purpose.createUser"),
        fields
            .form(SpellingStyle.CAMEL)
            .withIfGiven("idNumber", fields.idNumber())
            .withIfGiven("gender", fields.gender()),
        envelope -> created(envelope, Person.STAFF, words("missing.personId")));
  }

  /**
   * Replaces a member of staff (manual 6.3.2): what is not sent may be lost. The answer echoes the
   * request and proves nothing about what is stored (NOTES 36).
   */
  public static Call<Person> updateUser(long id, UserFields fields) {
    return PlainCall.at(
        id,
        Operation.UPDATE_USER,
        words("purpose.updateUser", id),
        fields.form(SpellingStyle.SNAKE).with("idNumber", fields.idNumber()),
        envelope -> Person.read(envelope.path("data"), id, Person.STAFF));
  }

  /**
   * Deletes a member of staff (manual 6.3.3); the answer is the id. A GET that changes (NOTES 15).
   */
  public static Call<Long> deleteUser(long id) {
    return PlainCall.at(
        id,
        Operation.DELETE_USER,
        words("purpose.deleteUser", id),
        new RequestForm(),
        envelope -> id);
  }

  /**
   * Adds a visitor (manual 6.3.4); of the fields those of a visitor are sent, host and window among
   * them. Sent twice it makes two visitors (NOTES 16).
   */
  public static Call<Person> createGuest(UserFields fields) {
    return PlainCall.of(
        Operation.CREATE_GUEST,
        words("purpose.createGuest"),
        fields.guestForm(),
        envelope -> created(envelope, Person.GUEST, words("missing.guestId")));
  }

  /**
   * Replaces a visitor (manual 6.3.5): host, window and photo have to be sent again, too (NOTES
   * 41). The answer echoes the request and proves nothing about what is stored.
   */
  public static Call<Person> updateGuest(long id, UserFields fields) {
    return PlainCall.at(
        id,
        Operation.UPDATE_GUEST,
        words("purpose.updateGuest", id),
        fields.guestForm(),
        envelope -> Person.read(envelope.path("data"), id, Person.GUEST));
  }

  /** Deletes a visitor (manual 6.3.6); the answer is the id. A GET that changes (NOTES 15). */
  public static Call<Long> deleteGuest(long id) {
    return PlainCall.at(
        id,
        Operation.DELETE_GUEST,
        words("purpose.deleteGuest", id),
        new RequestForm(),
        envelope -> id);
  }

  /** How many faces a photo shows (manual 6.6.1). No face at all is refused with 30003. */
  public static Call<Integer> countFaces(byte[] jpeg) {
    return PlainCall.of(
        Operation.CHECK_FACES,
        words("purpose.countFaces"),
        new RequestForm().withPhoto("face_avatar", jpeg),
        PeopleCalls::faces);
  }

  /** Whether a face photo is good enough (manual 6.6.2). A bad one is an answer, not a refusal. */
  public static Call<PhotoQuality> checkQuality(byte[] jpeg) {
    return PlainCall.of(
        Operation.CHECK_QUALITY,
        words("purpose.checkQuality"),
        new RequestForm().withPhoto("face_avatar", jpeg),
        PeopleCalls::quality);
  }

  /** Without an id nobody can tell whether somebody was created: that is no success. */
  private static Person created(JsonNode envelope, int type, String missing)
      throws UnexpectedAnswerException {
    JsonNode data = envelope.path("data");
    Long id = LenientJson.wholeNumber(data, "id");
    if (id == null) {
      throw new UnexpectedAnswerException(missing);
    }
    return Person.read(data, id, type);
  }

  /** The manual's sample and its table put the number in different places (NOTES 70). */
  private static int faces(JsonNode envelope) throws UnexpectedAnswerException {
    Long faces = LenientJson.wholeNumber(envelope, "face_number", "data");
    if (faces == null) {
      faces = LenientJson.wholeNumber(envelope.path("data"), "face_number");
    }
    if (faces == null || faces < 0 || faces > Integer.MAX_VALUE) {
      throw new UnexpectedAnswerException(words("missing.faces"));
    }
    return faces.intValue();
  }

  private static PhotoQuality quality(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode data = envelope.path("data");
    Long code = LenientJson.wholeNumber(data, "qa_code", "qaCode");
    if (code == null || code != code.intValue()) {
      throw new UnexpectedAnswerException(words("missing.quality"));
    }
    return new PhotoQuality(
        code.intValue(),
        LenientJson.text(data, "qa_msg", "qaMsg"),
        LenientJson.text(data, "qa_desc", "qaDesc"));
  }
}
