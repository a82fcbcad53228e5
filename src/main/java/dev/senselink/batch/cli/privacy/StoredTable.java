package dev.senselink.batch.cli.privacy;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.directory.DisplayTable;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.job.privacy.PrivacyJob;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is stored of people, as it is printed: a table, or a document. */
public final class StoredTable {
  private StoredTable() {}

  /** What is kept of a run of a fleet. */
  public static PrivacyJob.Stored of(FleetTraces.Kept kept) {
    return new PrivacyJob.Stored("fleet", kept.folder().toString(), kept.since(), 0);
  }

  /**
   * Prints it for people; nothing else where nothing is stored.
   *
   * @param folder in which it was looked for
   */
  public static void print(PrintWriter out, Collection<PrivacyJob.Stored> stored, Object folder) {
    if (stored.isEmpty()) {
      out.println(words("privacy.nothing", folder));
      return;
    }
    TextTable.print(
        out,
        new DisplayTable(
            List.of(
                words("privacy.head.what"),
                words("privacy.head.people"),
                words("privacy.head.since"),
                words("privacy.head.where")),
            stored.stream().map(StoredTable::row).toList()));
  }

  private static List<String> row(PrivacyJob.Stored stored) {
    return List.of(
        words("privacy.what." + stored.what()),
        String.valueOf(stored.people()),
        stored.since() == null ? "-" : stored.since().toString().substring(0, 10),
        stored.where());
  }

  /**
   * The document.
   *
   * @param retention how long it is kept, as it was said; {@code null} where nothing is said
   */
  public static String json(Collection<PrivacyJob.Stored> stored, @Nullable String retention) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("retention", retention);
    ArrayNode list = node.putArray("stored");
    for (PrivacyJob.Stored one : stored) {
      list.addObject()
          .put("what", one.what())
          .put("people", one.people())
          .put("since", one.since() == null ? "" : one.since().toString())
          .put("where", one.where());
    }
    return node.toPrettyString();
  }
}
