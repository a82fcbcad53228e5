package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.fleet.state.SiteEnd;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a site ended, as a worker writes it down and the manager reads it. */
final class EndText {
  private EndText() {}

  static String of(SiteEnd end) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("code", end.code());
    said.put("unreachable", end.unreachable());
    said.put("summary", end.summary());
    said.put("said", end.said());
    return JsonMapper.shared().writeValueAsString(said);
  }

  static SiteEnd read(String text) {
    JsonNode said = JsonMapper.shared().readTree(text);
    Map<String, String> summary = new LinkedHashMap<>();
    said.path("summary")
        .properties()
        .forEach(entry -> summary.put(entry.getKey(), entry.getValue().asString("")));
    return new SiteEnd(
        said.path("code").asInt(1),
        said.path("unreachable").asBoolean(false),
        summary,
        said.path("said").asString(""),
        false);
  }
}
