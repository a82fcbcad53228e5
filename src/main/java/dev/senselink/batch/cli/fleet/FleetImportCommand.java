package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fleet.FleetDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code fleet import}: the rows of all sites, each by the import of its own. */
@Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false)
final class FleetImportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin FleetArguments arguments = new FleetArguments();
  @Mixin FleetRunOptions running = new FleetRunOptions();

  @Option(names = "--restart")
  boolean restart;

  @Unmatched List<String> keys = new ArrayList<>();

  @Override
  public Integer call() {
    Map<String, String> typed = new LinkedHashMap<>(arguments.typed(keys));
    typed.putAll(running.rules());
    FleetDefinition fleet = arguments.read(typed, spec.commandLine().getErr()::println);
    if (fleet.roster() == null) {
      throw new UsageException(words("fleet.noRoster"));
    }
    return running.run(spec, arguments, fleet, restart).number();
  }
}
