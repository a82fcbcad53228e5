package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.DatabaseOptions;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.SecretSource;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
   * Its run that is at work, else its last.
   *
   * @throws UsageException if there is none
   */
  FleetJournal.Content last() {
    FleetPlace place = own();
    return place.atWork().orElseGet(() -> FleetFile.run(place, null));
  }

  /** The last of those that are such ones; where none is, the same. */
  FleetJournal.Content last(Predicate<FleetJournal.Content> meant) {
    return own().last(meant).orElseGet(this::last);
  }

  /** Where it is kept, and no other fleet of its name. */
  private FleetPlace own() {
    LogConfiguration.configure(output);
    FleetPlace place = place();
    try {
      place.mustNotBeOfAnother(fleet.path());
      return place;
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, FileErrorMessages.words(place.folder(), e), e);
    }
  }

  /**
   * Makes the report of a site's run again from its ledger.
   *
   * @param insecure as {@link SiteOrder#show} takes it
   */
  SiteEnd show(String site, String run, Path report, boolean insecure) {
    List<String> more = // of a site that was worked elsewhere nothing is noted in its folder
        new ArrayList<>(
            LedgerPlace.of(place().folder()).map(DatabaseOptions::asTyped).orElse(List.of()));
    more.add("--report=" + report.toAbsolutePath());
    more.add("--data=" + place().site(site));
    return fleet
        .commands()
        .runner(0, any -> SecretSource.NONE)
        .run(SiteOrder.show(site, run, more, insecure), stop -> {});
  }

  /** Whether a run of it is at work now. */
  boolean isAtWork() {
    return place().isAtWork();
  }

  /**
   * Its run that is at work.
   *
   * @throws UsageException if none is
   */
  FleetJournal.Content running() {
    FleetJournal.Content run = last();
    return place()
        .atWork()
        .orElseThrow(() -> new UsageException(words("fleet.notAtWork", run.fleet(), run.id())));
  }

  /** Tells the run what is wanted of it, and people that it was told. */
  void tell(CommandSpec command, FleetJournal.Content run, FleetWish wish, String sentence) {
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
