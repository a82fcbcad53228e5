package dev.senselink.batch.api.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of records.
 *
 * @param records those the filter holds, in the server's order (newest first, as the manual has it)
 * @param next the call for the page that follows; null when this was the last
 * @param total how many there are over all pages, as the server counts, give or take a few at the
 *     ends; null where not said
 * @param listed how many rows the page has, those that the filter does not hold included
 */
public record RecordPage(
    List<AccessRecord> records, @Nullable ListRecords next, @Nullable Long total, int listed) {
  public RecordPage {
    records = List.copyOf(records);
  }
}
