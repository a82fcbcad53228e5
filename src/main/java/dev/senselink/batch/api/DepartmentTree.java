package dev.senselink.batch.api;

import tools.jackson.databind.JsonNode;

/** All departments (manual 6.7.1). */
public record DepartmentTree() implements Call<DepartmentNode> {
  @Override
  public Operation operation() {
    return Operation.DEPARTMENT_TREE;
  }

  @Override
  public String purpose() {
    return "read the departments";
  }

  @Override
  public DepartmentNode read(JsonNode envelope) throws UnexpectedAnswer {
    return DepartmentNode.root(envelope.path("data"));
  }
}
