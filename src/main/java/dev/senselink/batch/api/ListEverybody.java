package dev.senselink.batch.api;

import static dev.senselink.batch.api.Words.words;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * Everybody, or whom a search finds (manual 6.3.7), at any length. The people were given away while
 * they arrived; here it is only judged whether they were all.
 */
record ListEverybody(Map<ListUsers.Filter, String> search, AtomicLong given) implements Call<Long> {
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
    Long total = Tolerant.wholeNumber(envelope.path("data"), "total");
    Long pages = Tolerant.wholeNumber(envelope.path("data"), "totalPage", "total_page");
    if ((total != null && total > given.get()) || (pages != null && pages > 1)) {
      throw new UnexpectedAnswer(words("missing.people"));
    }
    return given.get();
  }
}
