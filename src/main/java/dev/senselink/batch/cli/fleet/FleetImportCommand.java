package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.NextFleetLine;
import dev.senselink.batch.cli.option.PlanOptions;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.run.SiteAgain;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(names = "--plan", paramLabel = "DIR")
  @Nullable Path plans;

  @Option(names = "--plan-age", paramLabel = "DURATION")
  @Nullable String age;

  @Unmatched List<String> keys = new ArrayList<>();

  @Override
  public Integer call() {
    Map<String, String> typed =
        new LinkedHashMap<>(arguments.typed(FleetReader.IMPORT_USERS, keys));
    typed.putAll(running.rules());
    FleetDefinition fleet = arguments.read(null, typed, spec.commandLine().getErr()::println);
    if (fleet.roster() == null) {
      throw new UsageException(words("fleet.noRoster"));
    }
    PlanOptions.age(age);
    RosterSettings reading = FleetRosterForm.of(fleet);
    Path folder = plans == null ? null : planFolder(plans);
    if (folder == null) {
      running.mayTravel();
    }
    return running
        .run(
            spec,
            arguments,
            fleet,
            restart || folder != null,
            SiteAgain.of(new NextFleetLine(spec, fleet.file(), fleet.typed()).importing()),
            job -> folder == null ? job.run(reading) : job.plan(reading, folder, age))
        .number();
  }

  private static Path planFolder(Path named) {
    try {
      return PrivateFiles.folder(named.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UsageException(
          words("fleet.plan.folder", named, FileErrorMessages.words(named, e)));
    }
  }
}
