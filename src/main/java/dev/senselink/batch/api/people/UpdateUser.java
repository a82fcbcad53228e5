package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.SpellingStyle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Replaces a member of staff (manual 6.3.2): what is not sent may be lost. The answer echoes the
 * request and proves nothing about what is stored (NOTES 36).
 */
public record UpdateUser(long id, UserFields fields) implements Call<Person> {
  @Override
  public Operation operation() {
    return Operation.UPDATE_USER;
  }

  @Override
  public String purpose() {
    return words("purpose.updateUser", id);
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
    return fields.form(SpellingStyle.SNAKE).with("idNumber", fields.idNumber());
  }

  @Override
  public Person read(JsonNode envelope) {
    return Person.read(envelope.path("data"), id, Person.STAFF);
  }
}
