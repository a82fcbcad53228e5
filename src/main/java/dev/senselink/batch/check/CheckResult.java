package dev.senselink.batch.check;

import dev.senselink.batch.roster.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the offline rules say of a row.
 *
 * @param row the row
 * @param person what to send; null exactly where there are findings
 * @param findings everything that is wrong
 * @param warnings whole sentences about things that are kept but worth a look
 */
public record CheckResult(
    Row row, @Nullable RosterPerson person, List<Finding> findings, List<String> warnings) {
  public CheckResult {
    findings = List.copyOf(findings);
    warnings = List.copyOf(warnings);
    if ((person == null) == findings.isEmpty()) {
      throw new IllegalArgumentException("a row is a person, or there are findings");
    }
  }
}
