package dev.senselink.batch.cli.option;

import dev.senselink.batch.enrol.row.EnrolmentSettings.OnExisting;
import dev.senselink.batch.roster.RosterKind;
import picocli.CommandLine.Option;

/** What only an import of staff has. */
public final class StaffImportOptions {
  @Option(names = "--allow-no-photo")
  boolean allowNoPhoto;

  /** Staff, and what becomes of them. */
  public RosterArguments.Whom whom(RosterArguments arguments) {
    return new RosterArguments.Whom(
        RosterKind.USERS, arguments.policies.policies(OnExisting.SKIP, allowNoPhoto), null, null);
  }
}
