package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.broker.FleetRecall;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fleet cancel}: a run stops in order, and nobody goes on with it. */
@Command(name = "cancel", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetCancelCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetPast past = new FleetPast();

  @Option(names = "--insecure")
  boolean insecure;

  @Override
  public Integer call() {
    FleetJournal.Content run = past.isAtWork() ? past.last() : past.last(past.place()::isOpen);
    if (run.over() != null) {
      throw new UsageException(words("fleet.nothingToCancel", run.id()));
    }
    if (past.isAtWork()) {
      past.tell(spec, run, FleetWish.CANCEL, words("fleet.cancelling", run.id()));
    } else {
      Machine machine = past.fleet.commands().machine();
      LedgerPlace.trust(past.place().folder(), insecure);
      FleetRecall.recall(machine, past.place());
      FleetJournal.cancel(machine, past.place(), run);
      past.say(spec, run, words("fleet.cancelled", run.id()));
    }
    return ExitCode.DONE.number();
  }
}
