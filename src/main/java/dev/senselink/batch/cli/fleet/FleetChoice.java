package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.language.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which of a fleet's sites a command is about: all, where nothing is said. */
final class FleetChoice {
  @Option(names = "--site", paramLabel = "SITE", split = ",")
  List<String> sites = new ArrayList<>();

  @Option(names = "--tag", paramLabel = "TAG", split = ",")
  List<String> tags = new ArrayList<>();

  @Option(names = "--except", paramLabel = "SITE", split = ",")
  List<String> except = new ArrayList<>();

  /**
   * Those of a fleet.
   *
   * @throws UsageException if a name is none of its sites, or no site is left
   */
  List<FleetSite> of(List<FleetSite> all) {
    Set<String> known = all.stream().map(FleetSite::name).collect(Collectors.toSet());
    Set<String> labels =
        all.stream().flatMap(site -> site.tags().stream()).collect(Collectors.toSet());
    Stream.concat(sites.stream(), except.stream())
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> noSite(name, known));
    tags.stream()
        .filter(tag -> !labels.contains(tag))
        .findFirst()
        .ifPresent(tag -> noTag(tag, labels));
    List<FleetSite> chosen =
        all.stream()
            .filter(site -> sites.isEmpty() || sites.contains(site.name()))
            .filter(site -> tags.isEmpty() || tags.stream().anyMatch(site.tags()::contains))
            .filter(site -> !except.contains(site.name()))
            .toList();
    if (chosen.isEmpty()) {
      throw new UsageException(words("fleet.noneChosen"));
    }
    return chosen;
  }

  private static void noSite(String name, Set<String> known) {
    throw new UsageException(
        NearestWord.of(name, known)
            .map(near -> words("fleet.noSite.near", name, near))
            .orElseGet(() -> words("fleet.noSite", name)));
  }

  private static void noTag(String tag, Set<String> known) {
    throw new UsageException(
        NearestWord.of(tag, known)
            .map(near -> words("fleet.noTag.near", tag, near))
            .orElseGet(() -> words("fleet.noTag", tag)));
  }
}
