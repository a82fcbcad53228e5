package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.KeptText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run: a command, a server, a company and the bytes of a roster.
 *
 * @param id letters and digits that no spreadsheet takes for a number
 * @param command the command's words joined by {@code -}, e.g. {@code import-users}
 * @param server host and port, lower case
 * @param companyId the company's id on that server
 * @param rosterSha the SHA-256 of the roster, hexadecimal
 * @param roster the roster's path as the user gave it, absolute
 * @param rosterSettings how the roster is read, as {@code job} wrote it
 * @param photos the photos' absolute path, {@code ""} for none
 * @param report the report folder the run began with
 * @param allWorked whether every row was worked, so that nothing is left to resume
 * @param stopReason why the run stopped before its end, {@code ""} if it did not
 * @param rosterRows the rows of the roster
 * @param worked rows worked so far, over all processes of the run
 * @param workMillis time spent on rows and audit, over all processes of the run
 * @param createdDepartments what {@code --create-missing} made, one text each
 * @param createdGroups likewise
 */
public record Run(
    String id,
    String command,
    String server,
    long companyId,
    String companyName,
    String rosterSha,
    String roster,
    String rosterSettings,
    String photos,
    String report,
    Status status,
    boolean allWorked,
    String stopReason,
    int rosterRows,
    Instant startedAt,
    @Nullable Instant finishedAt,
    long worked,
    long workMillis,
    List<String> createdDepartments,
    List<String> createdGroups) {

  /** How a run stands. */
  public enum Status {
    RUNNING,
    COMPLETED,
    STOPPED,
    FAILED
  }

  public Run {
    companyName = KeptText.of(companyName, 1_000);
    stopReason = KeptText.of(stopReason, 4_000);
    createdDepartments = List.copyOf(createdDepartments);
    createdGroups = List.copyOf(createdGroups);
  }
}
