package dev.senselink.batch.directory;

import dev.senselink.batch.api.Company;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The company's licence period, against the server's own clock. */
final class Licence {
  private static final long SOON_DAYS = 30;
  private static final int DATE_LENGTH = "2099-12-31".length();
  private static final String RENEW = "have the licence renewed by whoever sold the server";

  private final ZoneId zone;

  /**
   * @param zone in which the server prints times
   */
  Licence(ZoneId zone) {
    this.zone = zone;
  }

  Diagnosis look(Company company, Instant now) {
    Instant from = moment(company.validFrom(), false);
    Instant to = moment(company.validTo(), true);
    if (to == null) {
      return Diagnosis.ok("licence", "the server does not say until when it is licensed");
    }
    if (from != null && now.isBefore(from)) {
      return Diagnosis.bad(
          "licence",
          "the licence begins only on " + company.validFrom() + ": until then code 20001",
          "wait until then, or check the server's clock");
    }
    String until = "licensed until " + company.validTo();
    if (now.isAfter(to)) {
      return Diagnosis.bad(
          "licence",
          "the licence ended on " + company.validTo() + ": every call is refused with code 20001",
          RENEW);
    }
    long days = Duration.between(now, to).toDays();
    String left = until + " (" + days + " days)";
    return days < SOON_DAYS
        ? Diagnosis.warn("licence", left, RENEW + " before then")
        : Diagnosis.ok("licence", left);
  }

  /** As the server prints it: with seconds, a date alone, or as the client shows epoch numbers. */
  private @Nullable Instant moment(String text, boolean end) {
    try {
      if (text.length() == DATE_LENGTH) {
        LocalDate day = LocalDate.parse(text);
        return (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
      }
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
