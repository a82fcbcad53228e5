package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.report.FleetReport;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleet resolve}: carries out what people decided in the reports of the sites. */
@Command(name = "resolve", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetResolveCommand extends FleetSiteCommand {
  private static final List<String> FILES = List.of("conflicts.xlsx", "conflicts.csv");

  @Parameters(index = "1", arity = "0..1", paramLabel = "RUN")
  @Nullable String run;

  @Override
  String job() {
    return "resolve";
  }

  @Override
  boolean changes() {
    return true;
  }

  @Override
  Map<String, List<String>> typedWords(FleetDefinition fleet, FleetPlace place) {
    FleetJournal.Content before =
        FleetFile.run(place, run, one -> FleetFile.OF_ROWS.contains(one.job()));
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (String site : before.sites().keySet()) {
      Path folder = before.report().resolve(FleetReport.SITES).resolve(site);
      if (FILES.stream().anyMatch(name -> Files.exists(folder.resolve(name)))) {
        words.put(site, List.of(folder.toString()));
      }
    }
    return words;
  }
}
