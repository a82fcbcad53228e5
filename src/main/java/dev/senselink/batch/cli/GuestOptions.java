package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

import dev.senselink.batch.enrol.EndedVisits;
import dev.senselink.batch.enrol.EnrolSettings.OnExisting;
import dev.senselink.batch.roster.RosterKind;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only an import of guests has. */
final class GuestOptions {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([mhd])");

  @Option(names = "--remove-ended")
  boolean removeEnded;

  @Option(names = "--ended-for", paramLabel = "DURATION", defaultValue = "24h")
  String endedFor = "24h";

  @Option(names = "--max-delete", paramLabel = "N", defaultValue = "50")
  int maxDelete = 50;

  /** Guests, and what becomes of them. */
  RosterArguments.Whom whom(RosterArguments arguments) {
    EndedVisits.Rules rules = rules(); // also where they are not needed: a mistake is told
    return new RosterArguments.Whom(
        RosterKind.GUESTS,
        arguments.policies.policies(OnExisting.UPDATE, false),
        removeEnded ? rules : null);
  }

  private EndedVisits.Rules rules() {
    if (maxDelete < 0) {
      throw new UsageException(words("option.maxDelete"));
    }
    return new EndedVisits.Rules(duration(endedFor), maxDelete);
  }

  private static Duration duration(@Nullable String text) {
    Matcher parts = DURATION.matcher(String.valueOf(text));
    if (!parts.matches()) {
      throw new UsageException(words("option.endedFor", text));
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
