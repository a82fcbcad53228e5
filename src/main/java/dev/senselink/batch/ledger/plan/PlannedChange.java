package dev.senselink.batch.ledger.plan;

/**
 * One field of somebody, before and after. Departments and groups are told by name and id; of an ID
 * number there is only a mark or a keyed hash.
 *
 * @param field the column's name
 * @param from {@code ""} for nothing
 * @param to {@code ""} for nothing
 */
public record PlannedChange(String field, String from, String to) {
  /** An ID number that only the server knows. */
  public static final String HIDDEN = "*";

  /** As people may see it: whatever stands for an ID number is a mark. */
  public PlannedChange shown() {
    return field.equals("idNumber")
        ? new PlannedChange(field, from.isEmpty() ? "" : HIDDEN, to.isEmpty() ? "" : HIDDEN)
        : this;
  }
}
