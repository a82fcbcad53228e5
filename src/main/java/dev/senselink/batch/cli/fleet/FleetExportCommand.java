package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.state.FleetPlace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fleet export}: a backup of each site's server. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetExportCommand extends FleetSiteCommand {
  private static final String ZIP = "encrypt-to-zip";

  @Parameters(index = "1", arity = "0..1", paramLabel = "DIR")
  @Nullable Path folder;

  @Override
  String job() {
    return "export";
  }

  @Override
  boolean changes() {
    return false;
  }

  @Override
  Map<String, List<String>> typedWords(FleetDefinition fleet, FleetPlace place) {
    String zip = fleet.defaults().getOrDefault(ZIP, "");
    if ((folder == null) == zip.isEmpty()) {
      throw new UsageException(
          folder == null
              ? words("fleet.export.nowhere", FleetDefinition.SITE)
              : words("export.both"));
    }
    if (folder == null && !zip.contains(FleetDefinition.SITE)) {
      throw new UsageException(words("fleet.export.oneZip", FleetDefinition.SITE));
    }
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (FleetSite site : fleet.sites()) {
      words.put(
          site.name(),
          folder == null
              ? List.of()
              : List.of(folder.toAbsolutePath().normalize().resolve(site.name()).toString()));
    }
    return words;
  }
}
