package dev.senselink.batch.ledger.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan is of, in its first line.
 *
 * @param id letters and digits
 * @param command the command's words joined by {@code -} that the plan was made for
 * @param server host and port, lower case
 * @param roster what the plan is made from, by its absolute path; {@code ""} for nothing
 * @param rosterHash the keyed hash of its bytes
 * @param reading how it is read, as {@code job} wrote it
 * @param options by their long names without dashes, those that were not left at their defaults
 * @param made when
 * @param age how long the plan may be carried out
 * @param departments paths of those that are to be made
 * @param groups names of those that are to be made
 * @param lastImport the run of the newest complete import of the roster's list when the plan was
 *     made; {@code ""} for none
 * @param decisions how many decisions about rows are to be made again, or {@link #UNCOUNTED}
 */
public record PlanHeader(
    String id,
    String command,
    String server,
    long companyId,
    String companyName,
    String roster,
    String rosterHash,
    String reading,
    Map<String, List<String>> options,
    Instant made,
    Duration age,
    List<List<String>> departments,
    List<String> groups,
    String lastImport,
    int decisions) {
  /** The form of the file that this program writes, and the newest that it reads. */
  static final int VERSION = 1;

  /** Of a plan whose maker did not count decisions yet. */
  public static final int UNCOUNTED = -1;

  public PlanHeader {
    options = new LinkedHashMap<>(options);
    departments = departments.stream().map(List::copyOf).toList();
    groups = List.copyOf(groups);
  }

  @Override
  public Map<String, List<String>> options() {
    return new LinkedHashMap<>(options);
  }
}
