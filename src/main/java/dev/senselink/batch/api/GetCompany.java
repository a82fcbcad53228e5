package dev.senselink.batch.api;

import tools.jackson.databind.JsonNode;

/** Whose company the app key opens (manual 6.1); also the probe whether the server is there. */
public record GetCompany() implements Call<Company> {
  @Override
  public Operation operation() {
    return Operation.GET_COMPANY;
  }

  @Override
  public String purpose() {
    return "read the company";
  }

  @Override
  public Company read(JsonNode envelope) throws UnexpectedAnswer {
    JsonNode data = envelope.path("data");
    if (!data.isObject()) {
      throw new UnexpectedAnswer("the answer holds no company");
    }
    return Company.read(data);
  }
}
