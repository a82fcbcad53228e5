package dev.senselink.batch.api;

import static dev.senselink.batch.api.Words.words;

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
  public DepartmentNode read(JsonNode envelope) throws UnexpectedAnswer {
    return DepartmentNode.root(envelope.path("data"));
  }
}
