package dev.senselink.batch.api.records;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ListProof;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.UnexpectedAnswerException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * How many records of people at the doors there are between two moments (manual 6.5.1), both
 * included. Both are always sent: without them the server means today (NOTES 56).
 */
public record CountRecords(Instant from, Instant to) implements Call<Long> {
  @Override
  public Operation operation() {
    return Operation.LIST_RECORDS;
  }

  @Override
  public String purpose() {
    return words("purpose.countRecords");
  }

  @Override
  public boolean mayTakeLong() {
    return true;
  }

  @Override
  public RequestForm form() {
    return new RequestForm()
        .with("page", 1)
        .with("size", 1)
        .with("startTime", from.getEpochSecond())
        .with("endTime", to.getEpochSecond());
  }

  /** The page fields stand in the manual's samples only; without them the rows are counted. */
  @Override
  public Long read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode rows = ListProof.rows(envelope);
    Long total = ListProof.total(envelope);
    return total == null ? rows.size() : total;
  }
}
