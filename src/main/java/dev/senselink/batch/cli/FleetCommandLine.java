package dev.senselink.batch.cli;

import dev.senselink.batch.cli.fleet.SiteCommands;

/** The command line as the sites of a fleet use it. */
final class FleetCommandLine implements SiteCommands {
  @Override
  public OptionCheck options(String job) {
    return new JobCommandOptions(
        JobKind.named(job).orElseThrow(() -> new IllegalArgumentException(job)));
  }
}
