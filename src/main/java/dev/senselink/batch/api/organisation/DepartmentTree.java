package dev.senselink.batch.api.organisation;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.UnexpectedAnswerException;
import tools.jackson.databind.JsonNode;

/** All departments (manual 6.7.1). */
public record DepartmentTree() implements Call<DepartmentNode> {
  @Override
  public Operation operation() {
    return Operation.DEPARTMENT_TREE;
  }

  @Override
  public String purpose() {
    return words("purpose.departments");
  }

  @Override
  public DepartmentNode read(JsonNode envelope) throws UnexpectedAnswerException {
    return DepartmentNode.root(envelope.path("data"));
  }
}
