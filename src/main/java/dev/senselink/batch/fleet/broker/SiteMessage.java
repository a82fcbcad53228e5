package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.ledger.sites.SiteNotice;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is sent of a site: which it is, and nothing that anybody could do something with. */
final class SiteMessage {
  private SiteMessage() {}

  static String of(SiteNotice notice) {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of("fleetRun", notice.run(), "site", notice.site(), "message", notice.message()));
  }

  /** What a text tells of; empty if it is none of ours. */
  static Optional<SiteNotice> read(String text) {
    try {
      JsonNode said = JsonMapper.shared().readTree(text);
      String run = said.path("fleetRun").asString("");
      String site = said.path("site").asString("");
      String message = said.path("message").asString("");
      return run.isEmpty() || site.isEmpty() || message.isEmpty()
          ? Optional.empty()
          : Optional.of(new SiteNotice(run, site, message));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
