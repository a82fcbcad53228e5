package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The sandbox serves what the API description lists: each operation, each field, each limit. */
@SuppressWarnings("unchecked")
class DescriptionTest {
  private static final Set<String> AUTH = Set.of("app_key", "sign", "timestamp");
  private Map<String, Object> description = Map.of();

  @BeforeEach
  void read() throws IOException {
    String set = System.getProperty("SENSELINK_SHARED", System.getenv("SENSELINK_SHARED"));
    Path file =
        Path.of(set == null ? "../shared" : set).resolve("api/senselink-v1.9.0-p.openapi.yaml");
    assumeTrue(Files.exists(file), "the API description is not beside this checkout");
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    try (Reader reader = Files.newBufferedReader(file)) {
      description = new Yaml(new SafeConstructor(options)).load(reader);
    }
  }

  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  /** What an operation looks like in words, so that a difference is readable. */
  private record Line(String id, String method, String path, Map<String, String> fields) {}

  private List<Line> described() {
    List<Line> lines = new ArrayList<>();
    map(description.get("paths"))
        .forEach(
            (path, methods) ->
                map(methods)
                    .forEach(
                        (method, operation) ->
                            lines.add(line(path, method.toUpperCase(), map(operation)))));
    return lines;
  }

  private Line line(String path, String method, Map<String, Object> operation) {
    Map<String, String> fields = new TreeMap<>();
    Object parameters = operation.getOrDefault("parameters", List.of());
    for (Object each : (List<Object>) parameters) {
      Map<String, Object> parameter = resolved(map(each));
      if (parameter.get("in").equals("query")) {
        Map<String, Object> schema = map(parameter.get("schema"));
        String name = (String) parameter.get("name");
        fields.put(name, words(schema, Boolean.TRUE.equals(parameter.get("required"))));
      }
    }
    if (operation.containsKey("requestBody")) {
      Map<String, Object> content = map(map(operation.get("requestBody")).get("content"));
      Map<String, Object> form =
          resolved(map(map(content.get("multipart/form-data")).get("schema")));
      List<String> required = (List<String>) form.get("required");
      map(form.get("properties"))
          .forEach((name, schema) -> fields.put(name, words(map(schema), required.contains(name))));
    }
    fields.keySet().removeAll(AUTH);
    return new Line((String) operation.get("operationId"), method, path, fields);
  }

  private Map<String, Object> resolved(Map<String, Object> node) {
    if (!node.containsKey("$ref")) {
      return node;
    }
    Object at = description;
    for (String step : ((String) node.get("$ref")).substring(2).split("/")) {
      at = map(at).get(step);
    }
    return map(at);
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

  private static String words(Operation operation, Field field) {
    // 6.3.1 prints no limit for the name; the sandbox takes that of 6.3.2 (NOTES 32).
    boolean unprinted = operation == Operation.CREATE_USER && field.name().equals("name");
    boolean limited =
        field.kind() == Field.Kind.TEXT && field.max() < Integer.MAX_VALUE && !unprinted;
    return (field.required() ? "required" : "optional")
        + (limited ? ", at most " + field.max() : "");
  }

  @Test
  void every_operation_is_served_with_the_fields_it_lists() {
    assertThat(served()).hasSize(25).containsExactlyInAnyOrderElementsOf(described());
  }

  @Test
  void every_error_code_the_sandbox_answers_is_in_the_catalogue() {
    Map<String, Object> schemas = map(map(description.get("components")).get("schemas"));
    Set<Object> codes = new TreeSet<>((List<Integer>) map(schemas.get("ErrorCode")).get("enum"));

    assertThat(codes)
        .contains(
            Refusal.APP_KEY_NOT_EXIST,
            Refusal.REQUEST_EXPIRED,
            Refusal.SIGNATURE_FAILED,
            Refusal.COMPANY_OUT_OF_DATE,
            Refusal.PARAM_INVALID,
            Refusal.SIMILAR_USER,
            Refusal.NO_FACE,
            Refusal.MISSING_PARAM,
            Refusal.AVATAR_ILLEGAL,
            Refusal.METHOD_NOT_ALLOWED,
            Refusal.UNKNOWN,
            Refusal.NOT_EXIST,
            Refusal.SAME_EXISTS,
            Refusal.NOT_EMPTY,
            Refusal.GROUP_UPDATE_INVALID);
    // 99999 is the unknown error itself; 498 belongs to the record push.
    codes.removeAll(Set.of(Refusal.UNKNOWN, 498));
    assertThat(codes)
        .allSatisfy(
            code -> assertThat(Refusal.messageOf((Integer) code)).isNotEqualTo("Unknown Error"));
  }
}
