package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Form;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswer;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Everybody, or whom a search finds (manual 6.3.7), at any length. The people were given away while
 * they arrived; here it is only judged whether they were all.
 *
 * @param roll whom the list has shown
 */
public record ListEverybody(Map<ListUsers.Filter, String> search, PeopleRoll roll) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.LIST_USERS;
  }

  @Override
  public String purpose() {
    return words(search.isEmpty() ? "purpose.listEverybody" : "purpose.searchPeople");
  }

  @Override
  public Form form() {
    Form form = new Form();
    search.forEach((filter, value) -> form.with(filter.field(), value));
    return form;
  }

  /** The manual knows no pages here; a server that has them all the same shows only the first. */
  @Override
  public Long read(JsonNode envelope) throws UnexpectedAnswer {
    roll.prove(envelope);
    return roll.shown();
  }
}
