package dev.senselink.batch.api.organisation;

import dev.senselink.batch.api.LenientJson;
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
    Long id = LenientJson.wholeNumber(node, "id");
    return new Company(
        id == null ? 0 : id,
        LenientJson.text(node, "name"),
        LenientJson.text(node, "logo"),
        LenientJson.text(node, "background"),
        LenientJson.text(node, "welcome"),
        LenientJson.text(node, "introduction"),
        LenientJson.text(node, "contact"),
        LenientJson.time(node, "createAt", "create_at"),
        LenientJson.time(node, "updateAt", "update_at"),
        LenientJson.time(node, "validFrom", "valid_from"),
        LenientJson.time(node, "validTo", "valid_to"),
        LenientJson.text(node, "language"));
  }
}
