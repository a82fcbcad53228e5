package dev.senselink.batch.api;

import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * Everybody (manual 6.3.7 without a filter). The people were given away while they arrived; here it
 * is only judged whether they were all.
 */
record ListEverybody(AtomicLong given) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.LIST_USERS;
  }

  @Override
  public String purpose() {
    return "list all people";
  }

  /** The manual knows no pages here; a server that has them all the same shows only the first. */
  @Override
  public Long read(JsonNode envelope) throws UnexpectedAnswer {
    Long total = Tolerant.wholeNumber(envelope.path("data"), "total");
    Long pages = Tolerant.wholeNumber(envelope.path("data"), "totalPage", "total_page");
    if ((total != null && total > given.get()) || (pages != null && pages > 1)) {
      throw new UnexpectedAnswer("the server lists only a part of the people");
    }
    return given.get();
  }
}
