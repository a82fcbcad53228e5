package dev.senselink.batch.job.run;

import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.intake.RosterSettingsText;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an import was told about the people whom it makes, as text for the ledger beside how its
 * roster is read: whoever decides later about one of its rows means the same.
 *
 * @param groups group names or ids joined by commas for rows that name none, {@code none}, or
 *     {@code null} for the default group
 * @param allowNoPhoto whether staff without a photo are registered
 * @param zone by which a leaving date was past, {@code null} in runs of older versions
 */
public record RememberedChoices(
    @Nullable String groups, boolean allowNoPhoto, @Nullable ZoneId zone) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String GROUPS = "groups";
  private static final String ZONE = "zone";
  private static final String ALLOW_NO_PHOTO = "allowNoPhoto";

  static String write(ImportSettings settings, ZoneId zone) {
    ObjectNode node = (ObjectNode) JSON.readTree(RosterSettingsText.write(settings.reading()));
    if (settings.policies().groups() != null) {
      node.put(GROUPS, settings.policies().groups());
    }
    node.put(ALLOW_NO_PHOTO, settings.policies().allowNoPhoto());
    node.put(ZONE, zone.getId());
    return JSON.writeValueAsString(node);
  }

  /** Those of a run; of one of an older version there are none. */
  public static RememberedChoices read(String text) {
    JsonNode node = JSON.readTree(text);
    JsonNode groups = node.path(GROUPS);
    return new RememberedChoices(
        groups.isString() ? groups.asString() : null,
        node.path(ALLOW_NO_PHOTO).asBoolean(false),
        node.path(ZONE).isString() ? ZoneId.of(node.path(ZONE).asString()) : null);
  }
}
