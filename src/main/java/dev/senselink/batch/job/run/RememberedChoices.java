package dev.senselink.batch.job.run;

import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.intake.RosterSettingsText;
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
 */
public record RememberedChoices(@Nullable String groups, boolean allowNoPhoto) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String GROUPS = "groups";
  private static final String ALLOW_NO_PHOTO = "allowNoPhoto";

  static String write(ImportSettings settings) {
    ObjectNode node = (ObjectNode) JSON.readTree(RosterSettingsText.write(settings.reading()));
    if (settings.policies().groups() != null) {
      node.put(GROUPS, settings.policies().groups());
    }
    node.put(ALLOW_NO_PHOTO, settings.policies().allowNoPhoto());
    return JSON.writeValueAsString(node);
  }

  /** Those of a run; of one of an older version there are none. */
  public static RememberedChoices read(String text) {
    JsonNode node = JSON.readTree(text);
    JsonNode groups = node.path(GROUPS);
    return new RememberedChoices(
        groups.isString() ? groups.asString() : null, node.path(ALLOW_NO_PHOTO).asBoolean(false));
  }
}
