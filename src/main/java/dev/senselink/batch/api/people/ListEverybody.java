package dev.senselink.batch.api.people;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Everybody, or whom a search finds (manual 6.3.7), at any length. The people were given away while
 * they arrived; here it is only judged whether they were all.
 *
 * @param roll whom the list has shown
 */
public record ListEverybody(Map<ListUsers.Filter, String> search, PeopleListProof roll)
    implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.LIST_USERS;
  }

  @Override
  public String purpose() {
    return words(search.isEmpty() ? "purpose.listEverybody" : "purpose.searchPeople");
  }

  @Override
  public RequestForm form() {
    RequestForm form = new RequestForm();
    search.forEach((filter, value) -> form.with(filter.field(), value));
    return form;
  }

  /** The manual knows no pages here; a server that has them all the same shows only the first. */
  @Override
  public Long read(JsonNode envelope) throws UnexpectedAnswerException {
    roll.prove(envelope);
    return roll.count();
  }
}
