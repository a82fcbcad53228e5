package dev.senselink.batch.backup.export;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.backup.GuestVisitLookup;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an export is given.
 *
 * @param concurrency requests in flight
 * @param address the server's host and port
 * @param known whether an address is this server's, under whatever name it was known
 * @param tool name and version of this program
 * @param zone whose months the records are parted by
 * @param visits what the ledger knows of visitors
 * @param said takes what has to be known
 * @param maxShrink by how many percent fewer people, photos or records an old backup may get; what
 *     shrinks more is written beside it
 * @param told takes a line of words about how far it is, now and then
 */
public record ExportResources(
    RetryingClient server,
    int concurrency,
    String address,
    Predicate<String> known,
    Company company,
    String tool,
    ZoneId zone,
    Clock clock,
    Wanted wanted,
    GuestVisitLookup visits,
    WorkbookWriter book,
    double maxShrink,
    Consumer<String> said,
    Consumer<String> told) {

  /**
   * What is exported besides what always is.
   *
   * @param recordPhotos whether the pictures taken at the doors are fetched; only with the records
   * @param from the first moment of the records; null = from the first on
   * @param to the last moment; null = all there are at the start
   */
  public record Wanted(
      boolean photos,
      boolean records,
      boolean recordPhotos,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** A moment as the manifest writes it. */
  String time(Instant moment) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        OffsetDateTime.ofInstant(moment.truncatedTo(ChronoUnit.SECONDS), zone));
  }
}
