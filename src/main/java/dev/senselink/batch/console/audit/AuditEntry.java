package dev.senselink.batch.console.audit;

import dev.senselink.batch.console.page.TypedNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One thing that somebody did.
 *
 * @param account who
 * @param what as a word with dots, e.g. {@code imports.start}
 * @param about what it was done to: ids, numbers and words of the program, never a name
 * @param refused the answer's number where it was not done, 0 where it was
 */
record AuditEntry(Instant at, String account, String what, Map<String, String> about, int refused) {
  /** What may stand under a name; anything else that is asked for is not written down. */
  private static final Map<String, Pattern> ABOUT =
      Map.ofEntries(
          Map.entry("import", Pattern.compile("[A-Z0-9]{1,40}")),
          Map.entry("run", Pattern.compile("[A-Z0-9]{1,40}")),
          Map.entry("plan", Pattern.compile("[A-Za-z0-9]{1,64}")),
          Map.entry("job", Pattern.compile("[A-Za-z0-9]{1,64}")),
          Map.entry("backup", Pattern.compile("[A-Za-z0-9]{1,64}")),
          Map.entry("conflict", Pattern.compile("[A-Za-z0-9-]{1,64}")),
          Map.entry("record", Pattern.compile("[A-Za-z0-9]{1,64}")),
          Map.entry("line", Pattern.compile("[0-9]{1,10}")),
          Map.entry("person", Pattern.compile("[0-9]{1,19}")),
          Map.entry("candidate", Pattern.compile("[0-9]{1,19}")),
          Map.entry("people", Pattern.compile("[0-9]{1,15}")),
          Map.entry("decision", Pattern.compile("none|skip|update|create|force")),
          Map.entry("code", Pattern.compile("[A-Z0-9_]{1,40}")),
          Map.entry("lines", Pattern.compile("[0-9 -]+")),
          Map.entry("user", Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}")),
          Map.entry("who", Pattern.compile("users|guests")));

  AuditEntry {
    Map<String, String> fit = new LinkedHashMap<>();
    about.forEach(
        (name, given) -> {
          String value = name.equals("people") ? number(given) : given;
          Pattern rule = ABOUT.get(name);
          if (rule != null && rule.matcher(value).matches()) {
            fit.put(name, value);
          }
        });
    about = fit;
  }

  /** Of people, however somebody typed it; {@code ""} for none. */
  private static String number(String typed) {
    OptionalLong number = TypedNumber.of(typed);
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }

  /** Names of parameters that say what a request is about. */
  static Iterable<String> names() {
    return ABOUT.keySet();
  }

  /** As a line of the file. */
  String json() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", at.toString());
    line.put("account", account);
    line.put("what", what);
    line.putAll(about);
    if (refused != 0) {
      line.put("refused", refused);
    }
    return JsonMapper.shared().writeValueAsString(line);
  }

  /** From a line; empty if it was cut off, as by a death in the middle of it. */
  static Optional<AuditEntry> of(String line) {
    try {
      JsonNode json = JsonMapper.shared().readTree(line);
      Map<String, String> about = new LinkedHashMap<>();
      json.properties().forEach(one -> about.put(one.getKey(), one.getValue().asString("")));
      return Optional.of(
          new AuditEntry(
              Instant.parse(json.path("at").asString("")),
              json.path("account").asString(""),
              json.path("what").asString(""),
              about,
              json.path("refused").asInt(0)));
    } catch (JacksonException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
