package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.TypedDuration;
import dev.senselink.batch.cli.privacy.StoredTable;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.job.privacy.PrivacyJob;
import dev.senselink.batch.ledger.store.LedgerPlace;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet privacy}: forgets a person, or what is old, at all sites and in what is kept here,
 * or shows what is stored there.
 */
@Command(name = "privacy", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetPrivacyCommand extends FleetSiteCommand {
  /** What is done. */
  enum What {
    ERASE,
    PRUNE,
    SHOW
  }

  @Parameters(index = "1", paramLabel = "erase|prune|show")
  What what = What.ERASE;

  @Option(names = "--yes")
  boolean yes;

  private Map<String, String> said = Map.of();
  private List<String> known = List.of();

  @Override
  String job() {
    return "privacy-" + what.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Integer call() {
    return what == What.SHOW ? show() : super.call();
  }

  /** Of the sites that are meant, from their ledgers; a database that they share is told once. */
  private int show() {
    LogConfiguration.configure(running.output);
    String kept = running.retention.words();
    FleetPlace place = arguments.fleet.place(running.where);
    FleetDefinition fleet =
        arguments.read(job(), arguments.typed(job(), keys), spec.commandLine().getErr()::println);
    boolean insecure = Boolean.parseBoolean(fleet.defaults().get("insecure"));
    Set<PrivacyJob.Stored> stored = new LinkedHashSet<>();
    if (LedgerPlace.of(place.folder()).isPresent()) {
      stored.addAll(stored(place.folder(), insecure));
    }
    FleetTraces traces = new FleetTraces(place.data());
    Set<String> sites = new LinkedHashSet<>();
    fleet.sites().forEach(site -> sites.add(site.name()));
    if (sites.size() == fleet.all().size()) { // no site was chosen: those not listed any more, too
      sites.addAll(traces.sites());
    }
    sites.forEach(site -> stored.addAll(stored(place.site(site), insecure)));
    traces.kept().stream()
        .filter(one -> one.folder().startsWith(place.folder()))
        .forEach(one -> stored.add(StoredTable.of(one)));
    PrintWriter out = spec.commandLine().getOut();
    if (running.output.json) {
      out.println(StoredTable.json(stored, running.retention.written()));
    } else {
      StoredTable.print(out, stored, place.data());
      out.println(kept);
    }
    return ExitCode.DONE.number();
  }

  /** A site that was never worked has no folder, and none is made. */
  private static List<PrivacyJob.Stored> stored(Path folder, boolean insecure) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    LedgerPlace.trust(folder, insecure);
    return new PrivacyJob(folder).show();
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
