package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.ledger.store.DataFolder;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

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

  /** Whether a process works on it now. */
  boolean isAtWork() {
    return DataFolder.isLocked(place().folder());
  }

  /**
   * Its last run, which is at work.
   *
   * @throws UsageException if none is
   */
  FleetJournal.Content running() {
    FleetJournal.Content run = last();
    if (run.over() != null || !isAtWork()) {
      throw new UsageException(words("fleet.notAtWork", run.fleet(), run.id()));
    }
    return run;
  }

  /** Tells the run what is wanted of it, and people that it was told. */
  void tell(CommandSpec command, FleetWish wish, String sentence) {
    FleetJournal.Content run = last();
    wish.tell(place().folder(), run.id());
    say(command, run, sentence);
  }

  /** What was done, in words or as a document. */
  void say(CommandSpec command, FleetJournal.Content run, String sentence) {
    command
        .commandLine()
        .getOut()
        .println(
            output.json
                ? JsonMapper.shared().writeValueAsString(Map.of("fleetRun", run.id()))
                : sentence);
  }
}
