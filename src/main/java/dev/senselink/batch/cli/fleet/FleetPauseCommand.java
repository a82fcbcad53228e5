package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetWish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fleet pause}: no row is begun until it is to go on. */
@Command(name = "pause", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetPauseCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetPast past = new FleetPast();

  @Override
  public Integer call() {
    FleetJournal.Content run = past.running();
    past.tell(spec, run, FleetWish.PAUSE, words("fleet.paused", run.id()));
    return ExitCode.DONE.number();
  }
}
