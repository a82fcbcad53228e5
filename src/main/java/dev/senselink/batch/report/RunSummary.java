package dev.senselink.batch.report;

import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The content of {@code summary.json}: the same facts and counts for a program to read. */
public final class RunSummary {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private RunSummary() {}

  /** The summary's keys in their fixed order. */
  public static Map<String, @Nullable Object> of(RunFacts facts, OutcomeTally tally) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("job", facts.job());
    json.put("runId", facts.runId());
    json.put("status", facts.status());
    json.put("rows", facts.rosterRows());
    for (RowEnding.Group group : RowEnding.Group.values()) {
      json.put(group.key(), tally.of(group));
    }
    json.put("startedAt", time(facts.startedAt()));
    json.put("finishedAt", time(facts.finishedAt()));
    double seconds = facts.workMillis() / 1000.0;
    json.put("durationSeconds", seconds);
    json.put("rowsPerSecond", seconds > 0 ? Math.round(facts.worked() / seconds * 10) / 10.0 : 0.0);
    json.put("server", facts.server());
    json.put("dryRun", facts.dryRun());
    json.put("createdDepartments", facts.createdDepartments());
    json.put("createdGroups", facts.createdGroups());
    LeaverFacts leavers = facts.leavers();
    json.put("leavers", leavers.missing());
    json.put("revoked", leavers.of(Leaver.State.REVOKED));
    json.put("deleted", leavers.of(Leaver.State.DELETED));
    json.put("returned", leavers.of(Leaver.State.RETURNED));
    json.put("leaversLeft", leavers.of(Leaver.State.LEFT));
    json.put("leftWithDoors", tally.leftWithDoors());
    json.put("leaversBrake", leavers.brake());
    json.put("leaversBrakeReason", leavers.brake().isEmpty() ? "" : leavers.why());
    json.put("removed", tally.of(RowEnding.REMOVED));
    json.put("restored", tally.of(RowEnding.RESTORED));
    long removed = facts.ended().stream().filter(EndedGuestsFile::wasRemoved).count();
    json.put("endedRemoved", removed);
    json.put("endedLeft", facts.ended().size() - removed);
    if (facts.ended().stream().anyMatch(EndedGuest::isOfAnotherZone)) {
      json.put("endedBrake", EndedGuest.ZONE_CHANGED);
    }
    json.put("hints", tally.hinted());
    if (facts.notRestorable() != null) {
      json.put("notRestorable", facts.notRestorable());
    }
    return json;
  }

  /** The same as text, one key a line. */
  public static String json(Map<String, @Nullable Object> summary) {
    return JSON.writeValueAsString(summary) + "\n";
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
  }
}
