package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import picocli.CommandLine.Mixin;

/** A fleet whose last run a command is about. */
final class FleetPast {
  @Mixin FleetFile fleet = new FleetFile();
  @Mixin DataFolderOptions where = new DataFolderOptions();
  @Mixin OutputOptions output = new OutputOptions();

  /** Where it is kept. */
  FleetPlace place() {
    return fleet.place(where);
  }

  /**
   * Its last run.
   *
   * @throws dev.senselink.batch.cli.console.UsageException if there is none
   */
  FleetJournal.Content last() {
    LogConfiguration.configure(output);
    return FleetFile.run(place(), null);
  }
}
