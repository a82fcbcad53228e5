package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.state.FleetPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code fleet doctor}: is everything as each site needs it. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetDoctorCommand extends FleetSiteCommand {
  @Override
  String job() {
    return "doctor";
  }

  @Override
  boolean changes() {
    return false;
  }

  @Override
  Map<String, List<String>> typedWords(FleetDefinition fleet, FleetPlace place) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (FleetSite site : fleet.sites()) {
      words.put(site.name(), List.of());
    }
    return words;
  }
}
