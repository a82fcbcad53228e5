package dev.senselink.batch.api.organisation;

import dev.senselink.batch.api.Tolerant;
import tools.jackson.databind.JsonNode;

/**
 * The company the app key belongs to (manual 6.1). Texts the server did not give are blank; times
 * are as the server prints them, in its own zone.
 *
 * @param id 0 if the server did not say
 * @param validTo end of the licence
 */
public record Company(
    long id,
    String name,
    String logo,
    String background,
    String welcome,
    String introduction,
    String contact,
    String createAt,
    String updateAt,
    String validFrom,
    String validTo,
    String language) {
  static Company read(JsonNode node) {
    Long id = Tolerant.wholeNumber(node, "id");
    return new Company(
        id == null ? 0 : id,
        Tolerant.text(node, "name"),
        Tolerant.text(node, "logo"),
        Tolerant.text(node, "background"),
        Tolerant.text(node, "welcome"),
        Tolerant.text(node, "introduction"),
        Tolerant.text(node, "contact"),
        Tolerant.time(node, "createAt", "create_at"),
        Tolerant.time(node, "updateAt", "update_at"),
        Tolerant.time(node, "validFrom", "valid_from"),
        Tolerant.time(node, "validTo", "valid_to"),
        Tolerant.text(node, "language"));
  }
}
