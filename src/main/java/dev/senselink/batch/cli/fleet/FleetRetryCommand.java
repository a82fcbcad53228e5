package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.NextFleetLine;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.run.SiteAgain;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.language.NearestWord;
import dev.senselink.batch.roster.RosterSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fleet retry}: the sites of a run once more that did not end well. */
@Command(name = "retry", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetRetryCommand implements Callable<Integer> {
  private static final String IMPORT = "import-";

  @Spec CommandSpec spec;
  @Mixin FleetArguments arguments = new FleetArguments();

  @Parameters(index = "1", arity = "0..1", paramLabel = "RUN")
  @Nullable String run;

  @Option(names = "--only", split = ",", paramLabel = "failed|unreachable|stopped|SITE")
  List<String> only = new ArrayList<>();

  @Mixin FleetRunOptions running = new FleetRunOptions();

  @Override
  public Integer call() {
    FleetJournal.Content before =
        FleetFile.run(
            arguments.fleet.place(running.where), run, one -> one.job().startsWith(IMPORT));
    Map<String, String> typed = new LinkedHashMap<>(before.typed()); // as that run was made
    typed.putAll(running.rules());
    FleetDefinition fleet = arguments.read(null, typed, spec.commandLine().getErr()::println);
    if (fleet.roster() == null) {
      throw new UsageException(words("fleet.noRoster"));
    }
    mustKnow(before);
    List<String> meant =
        before.sites().values().stream().filter(meant()).map(SiteState::site).toList();
    FleetDefinition again = fleet.only(meant);
    if (again.sites().isEmpty()) {
      throw new UsageException(words("fleet.nothingToRetry", before.id()));
    }
    RosterSettings reading = FleetRosterForm.of(again);
    running.mayTravel();
    SiteAgain next = SiteAgain.of(new NextFleetLine(spec, again.file(), again.typed()).importing());
    return running.run(spec, arguments, again, false, next, job -> job.run(reading)).number();
  }

  private void mustKnow(FleetJournal.Content before) {
    List<String> known = new ArrayList<>(List.of("failed", "unreachable", "stopped"));
    known.addAll(before.sites().keySet());
    only.stream()
        .filter(word -> !known.contains(word))
        .findFirst()
        .ifPresent(
            word -> {
              throw new UsageException(
                  NearestWord.of(word, known)
                      .map(near -> words("fleet.noSite.near", word, near))
                      .orElseGet(() -> words("fleet.noSite", word)));
            });
  }

  /** All that were not over, where nothing is said. */
  private Predicate<SiteState> meant() {
    Predicate<SiteState> any = site -> only.contains(site.site());
    if (only.isEmpty() || only.contains("failed")) {
      any = any.or(SiteState::hasFailed);
    }
    if (only.isEmpty() || only.contains("unreachable")) {
      any = any.or(site -> site.phase() == Phase.UNREACHABLE);
    }
    if (only.isEmpty() || only.contains("stopped")) {
      any = any.or(site -> site.phase() == Phase.STOPPED);
    }
    return any;
  }
}
