package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Replaces a visitor (manual 6.3.5): host, window and photo have to be sent again, too (NOTES 41).
 * The answer echoes the request and proves nothing about what is stored.
 */
public record UpdateGuest(long id, UserFields fields) implements Call<Person> {
  /** A visitor has a host and a window. */
  public UpdateGuest {
    fields.visitOfGuest();
  }

  @Override
  public Operation operation() {
    return Operation.UPDATE_GUEST;
  }

  @Override
  public String purpose() {
    return words("purpose.updateGuest", id);
  }

  @Override
  public @Nullable String pathId() {
    return Long.toString(id);
  }

  @Override
  public boolean carriesPhoto() {
    return fields.avatarJpeg() != null;
  }

  @Override
  public RequestForm form() {
    return fields.guestForm();
  }

  @Override
  public Person read(JsonNode envelope) {
    return Person.read(envelope.path("data"), id, Person.GUEST);
  }
}
