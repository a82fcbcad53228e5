package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.TypedDuration;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.fleet.state.FleetPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet privacy}: forgets a person, or what is old, at all sites and in what is kept here.
 */
@Command(name = "privacy", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetPrivacyCommand extends FleetSiteCommand {
  /** What is forgotten. */
  enum What {
    ERASE,
    PRUNE
  }

  @Parameters(index = "1", paramLabel = "erase|prune")
  What what = What.ERASE;

  @Option(names = "--yes")
  boolean yes;

  private Map<String, String> said = Map.of();
  private List<String> known = List.of();

  @Override
  String job() {
    return what == What.ERASE ? "privacy-erase" : "privacy-prune";
  }

  @Override
  boolean changes() {
    return false;
  }

  @Override
  Map<String, List<String>> typedWords(FleetDefinition fleet, FleetPlace place) {
    said = fleet.defaults();
    known = fleet.names();
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (FleetSite site : fleet.sites()) {
      words.put(site.name(), List.of("--yes"));
    }
    return words;
  }

  /** What a site's server was called before is forgotten, too. */
  @Override
  Set<String> options() {
    Set<String> options = super.options();
    options.remove("server");
    return options;
  }

  @Override
  void confirm(FleetDefinition fleet, int sites) {
    mustSay();
    if (!yes) {
      mustBeMeant(words("fleet.ask.privacy", sites));
    }
  }

  private void mustSay() {
    if (what == What.PRUNE && TypedDuration.read(said.get("older-than")).isEmpty()) {
      throw new UsageException(words("privacy.olderThan", said.get("older-than")));
    }
    if (what == What.ERASE
        && said.keySet().stream().filter(List.of("job-number", "mobile")::contains).count() != 1) {
      throw new UsageException(words("fleet.privacy.who"));
    }
  }

  /** Then what is kept of the fleet's own runs. */
  @Override
  ExitCode after(ExitCode code) {
    FleetTraces traces = new FleetTraces(arguments.fleet.place(running.where).data());
    forget(traces);
    List<String> left = new ArrayList<>(traces.sites());
    left.removeAll(known);
    left.forEach(
        site ->
            spec.commandLine()
                .getErr()
                .println(
                    words(
                        "fleet.privacy.left",
                        site,
                        arguments.fleet.place(running.where).site(site))));
    return left.isEmpty() || code != ExitCode.DONE ? code : ExitCode.ATTENTION;
  }

  private void forget(FleetTraces traces) {
    if (what == What.PRUNE) {
      TypedDuration.read(said.get("older-than"))
          .ifPresent(age -> traces.prune(Instant.now().minus(age)));
      return;
    }
    String number = said.get("job-number");
    traces.erase(
        number == null
            ? FleetTraces.Whom.byNumber(KeyField.MOBILE, said.getOrDefault("mobile", ""))
            : FleetTraces.Whom.byNumber(KeyField.JOB_NUMBER, number));
  }
}
