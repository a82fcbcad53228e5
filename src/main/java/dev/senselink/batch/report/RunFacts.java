package dev.senselink.batch.report;

import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.UnrestoredItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of the run as a whole.
 *
 * @param job the command joined by {@code -}
 * @param runId the run, also for dry runs, which have no other trace
 * @param status {@code COMPLETED}, {@code STOPPED} or {@code FAILED}
 * @param allWorked whether every row must have an outcome
 * @param rosterRows rows read from the roster
 * @param server host and port, {@code ""} offline
 * @param finishedAt {@code null} while the run goes on
 * @param worked rows worked, over all processes of the run
 * @param workMillis time from the first row to the end of the audit, over all processes
 * @param ended guests whose visits are over, deleted or left
 * @param notRestorable of a restore what it could not bring back beside its rows; {@code null} for
 *     any other job
 * @param leavers of an import of a list, who is missing from it
 */
public record RunFacts(
    String job,
    String runId,
    String status,
    boolean allWorked,
    long rosterRows,
    String server,
    boolean dryRun,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long worked,
    long workMillis,
    List<String> createdDepartments,
    List<String> createdGroups,
    List<EndedGuest> ended,
    @Nullable List<UnrestoredItem> notRestorable,
    LeaverFacts leavers) {
  public RunFacts {
    createdDepartments = List.copyOf(createdDepartments);
    createdGroups = List.copyOf(createdGroups);
    ended = List.copyOf(ended);
    notRestorable = notRestorable == null ? null : List.copyOf(notRestorable);
  }
}
