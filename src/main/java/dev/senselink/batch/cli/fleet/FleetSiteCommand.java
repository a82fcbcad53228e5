package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.RecordedOptions;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.run.FleetJob;
import dev.senselink.batch.fleet.run.SiteAgain;
import dev.senselink.batch.fleet.run.SiteErrand;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that each site carries out by its own command of that name. */
abstract class FleetSiteCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetArguments arguments = new FleetArguments();
  @Mixin FleetRunOptions running = new FleetRunOptions();
  @Unmatched List<String> keys = new ArrayList<>();

  /** The command of a site, its words joined by {@code -}. */
  abstract String job();

  /** Whether anything is changed by it. */
  abstract boolean changes();

  /**
   * What is typed at each site after the command, but for options; a site that is not among them
   * has nothing to do.
   */
  abstract Map<String, List<String>> typedWords(FleetDefinition fleet, FleetPlace place);

  /** How many rows it is about at each site, where that is known. */
  Map<String, Integer> rows() {
    return Map.of();
  }

  /** Which of its options are given at the sites, long names without dashes. */
  Set<String> options() {
    return new HashSet<>(arguments.fleet.commands().options(job()).names());
  }

  /** What is to be known before anything is done, and is asked for. */
  void confirm(FleetDefinition fleet, int sites) {}

  @Override
  public Integer call() {
    Map<String, String> own = arguments.typed(job(), keys);
    Map<String, String> typed = new LinkedHashMap<>(own);
    typed.putAll(running.rules());
    FleetDefinition fleet = arguments.read(job(), typed, spec.commandLine().getErr()::println);
    Map<String, List<String>> words = typedWords(fleet, arguments.fleet.place(running.where));
    List<String> meant = fleet.sites().stream().map(FleetSite::name).toList();
    words.keySet().retainAll(meant);
    if (words.isEmpty()) {
      throw new UsageException(words("fleet.nothingToDo"));
    }
    confirm(fleet, words.size());
    FleetDefinition some = fleet.only(words.keySet());
    SiteErrand errand = errand(own, words);
    SiteAgain again = again(some, own);
    return after(running.run(spec, arguments, some, false, again, job -> work(job, some, errand)))
        .number();
  }

  /**
   * What is typed to have its sites worked again.
   *
   * @param own what was said for them, by key
   */
  SiteAgain again(FleetDefinition fleet, Map<String, String> own) {
    return SiteAgain.NONE;
  }

  /** Has it done. */
  FleetEnd work(FleetJob job, FleetDefinition fleet, SiteErrand errand) {
    return job.run(errand);
  }

  /** What is done once it has ended. */
  ExitCode after(ExitCode code) {
    return code;
  }

  /** Its options: those of the way to the server, which sites and defaults have, and the typed. */
  private SiteErrand errand(Map<String, String> own, Map<String, List<String>> words) {
    Set<String> shared = new HashSet<>(own.keySet());
    RecordedOptions.connection().forEach(name -> shared.add(name.replaceFirst("^--", "")));
    Map<String, List<String>> all = new LinkedHashMap<>();
    words.forEach(
        (site, some) -> {
          List<String> line = new ArrayList<>(List.of(job().split("-")));
          line.addAll(some);
          all.put(site, line);
        });
    return new SiteErrand(
        job(),
        changes() ? Sha256Digest.hex(all + " " + own) : "", // else nobody goes on with it
        all,
        rows(),
        options(),
        shared,
        changes());
  }

  /**
   * Asks on a terminal.
   *
   * @throws UsageException if nobody is there to be asked, or the answer is no
   */
  final void mustBeMeant(String question) {
    if (spec.commandLine().getErr() instanceof StatusLineWriter screen && screen.answers()) {
      if (!screen.agrees(question)) {
        throw new UsageException(words("fleet.declined"));
      }
      return;
    }
    throw new UsageException(words("delete.needsYes"));
  }
}
