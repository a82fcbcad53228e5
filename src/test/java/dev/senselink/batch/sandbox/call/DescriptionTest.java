package dev.senselink.batch.sandbox.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.ApiDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The sandbox serves what the API description lists: each operation, each field, each limit. */
class DescriptionTest {
  private final ApiDescription description = ApiDescription.read();

  /** What an operation looks like in words, so that a difference is readable. */
  private record Line(String id, String method, String path, Map<String, String> fields) {}

  private List<Line> described() {
    List<Line> lines = new ArrayList<>();
    for (ApiDescription.Described one : description.operations().values()) {
      Map<String, String> fields = new TreeMap<>();
      one.fields()
          .forEach(
              (name, schema) -> fields.put(name, words(schema, one.required().contains(name))));
      lines.add(new Line(one.id(), one.method(), one.path(), fields));
    }
    return lines;
  }

  private static String words(Map<String, Object> schema, boolean required) {
    Object max = schema.get("maxLength");
    return (required ? "required" : "optional") + (max == null ? "" : ", at most " + max);
  }

  private static List<Line> served() {
    List<Line> lines = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      if (operation != Operation.GET_IMAGE) {
        Map<String, String> fields = new TreeMap<>();
        operation.fields().values().forEach(f -> fields.put(f.name(), words(operation, f)));
        lines.add(new Line(operation.id(), operation.method(), operation.path(), fields));
      }
    }
    return lines;
  }

  private static String words(Operation operation, ParameterRule field) {
    // 6.3.1 prints no limit for the name; the sandbox takes that of 6.3.2 (NOTES 32).
    boolean unprinted = operation == Operation.CREATE_USER && field.name().equals("name");
    boolean limited =
        field.kind() == ParameterRule.Kind.TEXT && field.max() < Integer.MAX_VALUE && !unprinted;
    return (field.required() ? "required" : "optional")
        + (limited ? ", at most " + field.max() : "");
  }

  @Test
  void every_operation_is_served_with_the_fields_it_lists() {
    assertThat(served()).hasSize(25).containsExactlyInAnyOrderElementsOf(described());
  }

  @Test
  void every_error_code_the_sandbox_answers_is_in_the_catalogue() {
    Object listed = description.at("components", "schemas", "ErrorCode").get("enum");
    Set<Object> codes = new TreeSet<>((List<?>) listed);

    assertThat(codes)
        .contains(
            CallRefusedException.APP_KEY_NOT_EXIST,
            CallRefusedException.REQUEST_EXPIRED,
            CallRefusedException.SIGNATURE_FAILED,
            CallRefusedException.COMPANY_OUT_OF_DATE,
            CallRefusedException.PARAM_INVALID,
            CallRefusedException.SIMILAR_USER,
            CallRefusedException.NO_FACE,
            CallRefusedException.MISSING_PARAM,
            CallRefusedException.AVATAR_ILLEGAL,
            CallRefusedException.METHOD_NOT_ALLOWED,
            CallRefusedException.UNKNOWN,
            CallRefusedException.NOT_EXIST,
            CallRefusedException.SAME_EXISTS,
            CallRefusedException.NOT_EMPTY,
            CallRefusedException.GROUP_UPDATE_INVALID);
    // 99999 is the unknown error itself; 498 belongs to the record push.
    codes.removeAll(Set.of(CallRefusedException.UNKNOWN, 498));
    assertThat(codes)
        .allSatisfy(
            code ->
                assertThat(CallRefusedException.messageOf((Integer) code))
                    .isNotEqualTo("Unknown Error"));
  }
}
