package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.roster.RosterKind;
import picocli.CommandLine.Option;

/** What only an import of guests has. */
public final class GuestImportOptions {
  @Option(names = "--remove-ended")
  boolean removeEnded;

  @Option(names = "--ended-for", paramLabel = "DURATION", defaultValue = "24h")
  String endedFor = "24h";

  @Option(names = "--max-delete", paramLabel = "N", defaultValue = "50")
  int maxDelete = 50;

  @Option(names = "--accept-zone")
  boolean acceptZone;

  /** Guests, and what becomes of them. */
  public RosterArguments.Whom whom(RosterArguments arguments) {
    EndedGuestRemoval.Rules rules = rules(); // also where they are not needed: a mistake is told
    return new RosterArguments.Whom(
        RosterKind.GUESTS,
        arguments.policies.policies(OnExisting.UPDATE, false),
        removeEnded ? rules : null,
        null);
  }

  private EndedGuestRemoval.Rules rules() {
    if (maxDelete < 0) {
      throw new UsageException(words("option.maxDelete"));
    }
    return new EndedGuestRemoval.Rules(
        TypedDuration.read(endedFor)
            .orElseThrow(() -> new UsageException(words("option.endedFor", endedFor))),
        maxDelete,
        acceptZone);
  }
}
