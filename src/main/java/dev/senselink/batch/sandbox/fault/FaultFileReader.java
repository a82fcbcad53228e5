package dev.senselink.batch.sandbox.fault;

import dev.senselink.batch.sandbox.call.CallAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads {@code --faults FILE}; {@link FaultRule} describes it. */
final class FaultFileReader {
  private static final Set<String> KEYS =
      Set.of(
          "operation",
          "kind",
          "phase",
          "code",
          "status",
          "retryAfterSeconds",
          "delayMillis",
          "rate",
          "fromCall",
          "times",
          "field",
          "matches");

  private FaultFileReader() {}

  static List<FaultRule> read(Path file) {
    JsonNode rules = document(file);
    if (!rules.isArray()) {
      throw new IllegalArgumentException(file + ": a JSON array of rules is wanted");
    }
    List<FaultRule> read = new ArrayList<>();
    for (JsonNode rule : rules.values()) {
      try {
        read.add(rule(rule));
      } catch (IllegalArgumentException | JacksonException e) {
        String where = file + ", rule " + (read.size() + 1) + ": ";
        throw new IllegalArgumentException(where + e.getMessage(), e);
      }
    }
    return read;
  }

  private static JsonNode document(Path file) {
    try {
      return CallAnswer.JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      String where = "line " + e.getLocation().getLineNr();
      throw new IllegalArgumentException(file + ", " + where + ": this is not JSON", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FaultRule rule(JsonNode rule) {
    for (String key : rule.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(key + " is not a key; there are " + KEYS);
      }
    }
    FaultKind kind = constant(FaultKind.class, text(rule, "kind", ""));
    String codeKey = kind == FaultKind.HTTP_STATUS ? "status" : "code";
    FaultRule.Builder builder =
        FaultRule.on(text(rule, "operation", FaultRule.ANY))
            .delay(Duration.ofMillis(number(rule, "delayMillis", 0)))
            .kind(kind, number(rule, codeKey, 0))
            .retryAfter(number(rule, "retryAfterSeconds", 0))
            .fromCall(number(rule, "fromCall", 1))
            .times(number(rule, "times", Integer.MAX_VALUE));
    if (rule.has("rate")) {
      builder.rate(rule.get("rate").doubleValue());
    }
    if (constant(FaultPhase.class, text(rule, "phase", "BEFORE")) == FaultPhase.AFTER) {
      builder.after();
    }
    return withCondition(builder, rule).build();
  }

  private static FaultRule.Builder withCondition(FaultRule.Builder builder, JsonNode rule) {
    String field = text(rule, "field", "");
    if (field.isEmpty()) {
      return builder;
    }
    Pattern pattern = Pattern.compile(text(rule, "matches", ""));
    return builder.when(values -> pattern.matcher(values.getOrDefault(field, "")).matches());
  }

  private static String text(JsonNode rule, String key, String otherwise) {
    return rule.has(key) ? rule.get(key).stringValue() : otherwise;
  }

  private static int number(JsonNode rule, String key, int otherwise) {
    return rule.has(key) ? rule.get(key).intValue() : otherwise;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "\"" + name + "\" is none of " + List.of(type.getEnumConstants()));
  }
}
