package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/** Adds a member of staff (manual 6.3.1). Sent twice it makes two people (NOTES 16). */
public record CreateUser(UserFields fields) implements Call<Person> {
  @Override
  public Operation operation() {
    return Operation.CREATE_USER;
  }

  @Override
  public String purpose() {
    return words("purpose.createUser");
  }

  @Override
  public boolean carriesPhoto() {
    return fields.avatarJpeg() != null;
  }

  @Override
  public RequestForm form() {
    return fields
        .form(SpellingStyle.CAMEL)
        .withIfGiven("idNumber", fields.idNumber())
        .withIfGiven("gender", fields.gender());
  }

  /** Without an id nobody can tell whether somebody was created: that is no success. */
  @Override
  public Person read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode data = envelope.path("data");
    Long id = LenientJson.wholeNumber(data, "id");
    if (id == null) {
      throw new UnexpectedAnswerException(words("missing.personId"));
    }
    return Person.read(data, id, Person.STAFF);
  }
}
