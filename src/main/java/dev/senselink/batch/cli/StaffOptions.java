package dev.senselink.batch.cli;

import dev.senselink.batch.enrol.EnrolSettings.OnExisting;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.roster.RosterKind;
import picocli.CommandLine.Option;

/** What only an import of staff has. */
final class StaffOptions {
  @Option(
      names = "--allow-no-photo",
      description = "Register people who have no photo without one.")
  boolean allowNoPhoto;

  /** The settings of an import of staff. */
  ImportSettings settings(String command, RosterArguments arguments, ImportSettings.Mode mode) {
    return arguments.settings(
        command,
        RosterKind.USERS,
        arguments.policies.policies(OnExisting.SKIP, allowNoPhoto),
        mode,
        null);
  }
}
