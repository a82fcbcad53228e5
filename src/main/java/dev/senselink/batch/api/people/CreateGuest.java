package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/**
 * Adds a visitor (manual 6.3.4); of the fields those of a visitor are sent. Sent twice it makes two
 * visitors (NOTES 16).
 */
public record CreateGuest(UserFields fields) implements Call<Person> {
  /** A visitor has a host and a window. */
  public CreateGuest {
    fields.visitOfGuest();
  }

  @Override
  public Operation operation() {
    return Operation.CREATE_GUEST;
  }

  @Override
  public String purpose() {
    return words("purpose.createGuest");
  }

  @Override
  public boolean carriesPhoto() {
    return fields.avatarJpeg() != null;
  }

  @Override
  public RequestForm form() {
    return fields.guestForm();
  }

  /** Without an id nobody can tell whether somebody was created: that is no success. */
  @Override
  public Person read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode data = envelope.path("data");
    Long id = LenientJson.wholeNumber(data, "id");
    if (id == null) {
      throw new UnexpectedAnswerException(words("missing.guestId"));
    }
    return Person.read(data, id, Person.GUEST);
  }
}
