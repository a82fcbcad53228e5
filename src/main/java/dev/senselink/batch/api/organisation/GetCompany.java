package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/** Whose company the app key opens (manual 6.1); also the probe whether the server is there. */
public record GetCompany() implements Call<Company> {
  @Override
  public Operation operation() {
    return Operation.GET_COMPANY;
  }

  @Override
  public String purpose() {
    return words("purpose.company");
  }

  @Override
  public Company read(JsonNode envelope) throws UnexpectedAnswerException {
    JsonNode data = envelope.path("data");
    if (!data.isObject()) {
      throw new UnexpectedAnswerException(words("missing.company"));
    }
    return Company.read(data);
  }
}
