package dev.senselink.batch.job.restore;

import dev.senselink.batch.job.RestoreSettings;
import dev.senselink.batch.job.intake.BackupSheet;
import dev.senselink.batch.job.intake.RosterSettingsText;
import dev.senselink.batch.roster.cell.HostCell;
import dev.senselink.batch.roster.cell.VisitWindow;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a restore's rows are read, and what was said of guests whose visit the backup does not know,
 * as text for the ledger: who decides later about such a guest means the same visit.
 */
public final class GuestDefaultsText {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FROM = "guestFrom";
  private static final String TO = "guestTo";
  private static final String HOST = "guestHost";

  private GuestDefaultsText() {}

  static String write(RestoreSettings.Guests guests) {
    ObjectNode node = (ObjectNode) JSON.readTree(RosterSettingsText.write(BackupSheet.READING));
    VisitWindow window = guests.window();
    if (window != null) {
      node.put(FROM, window.from().toString()).put(TO, window.to().toString());
    }
    HostCell host = guests.host();
    if (host != null) {
      node.put(HOST, host.id() == null ? host.text() : "#" + host.id());
    }
    return JSON.writeValueAsString(node);
  }

  public static RestoreSettings.Guests read(String text) {
    JsonNode node = JSON.readTree(text);
    return new RestoreSettings.Guests(window(node), host(node.path(HOST).asString("")));
  }

  private static @Nullable VisitWindow window(JsonNode node) {
    return node.has(FROM)
        ? new VisitWindow(
            LocalDateTime.parse(node.path(FROM).asString()),
            LocalDateTime.parse(node.path(TO).asString()))
        : null;
  }

  private static @Nullable HostCell host(String text) {
    return text.isEmpty() ? null : HostCell.parse(text, false);
  }
}
