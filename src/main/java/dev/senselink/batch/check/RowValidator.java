package dev.senselink.batch.check;

import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;

/**
 * All rules that need nothing but the row itself (ROSTER.md, "Cells"). Safe for several threads.
 *
 * <pre>{@code
 * Checked checked = new Checks(settings).check(row);
 * }</pre>
 */
public final class RowValidator {
  private final RosterSettings settings;

  public RowValidator(RosterSettings settings) {
    this.settings = settings;
  }

  /** Checks one row; never throws for what its cells hold. */
  public CheckResult check(Row row) {
    RowCheck check = new RowCheck(row, settings);
    return check.checked();
  }
}
