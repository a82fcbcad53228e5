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

/** {@code fleet resume}: a run that was paused goes on. */
@Command(name = "resume", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetResumeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetPast past = new FleetPast();

  @Override
  public Integer call() {
    FleetJournal.Content run = past.running();
    past.tell(spec, run, FleetWish.GO_ON, words("fleet.resumed", run.id()));
    return ExitCode.DONE.number();
  }
}
