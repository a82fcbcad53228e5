package dev.senselink.batch.cli;

import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.job.RunEnvironment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Tells of a job that could not even begin, as far as its file and the settings still say whom: at
 * night nobody reads the terminal.
 */
final class UnbegunJob {
  private final Path file;
  private final Map<String, String> environment;
  private final PrintWriter err;

  UnbegunJob(Path file, Map<String, String> environment, PrintWriter err) {
    this.file = file;
    this.environment = environment;
    this.err = err;
  }

  /** What of a job has to do with its end. */
  @Command(name = "run")
  private static final class End {
    @Mixin AfterRunOptions after = new AfterRunOptions();

    @Option(names = "--data")
    Path data = Path.of("");
  }

  /** Tells it; what cannot be told now is no further trouble. */
  void tell(UsageException why) {
    RunFollowUp followUp = new RunFollowUp(JobRunner.name(file), RunEnvironment.real(), err);
    try {
      CommandLine line = new CommandLine(new End()).setCaseInsensitiveEnumValuesAllowed(true);
      line.setUnmatchedArgumentsAllowed(true);
      ConfigurationDefaults.read(
              new String[0], environment, CommandCatalog::optionNames, (language, origin) -> {})
          .install(line);
      line.parseArgs(said(line).toArray(String[]::new));
      followUp.begins(line.getCommandSpec());
    } catch (UsageException | ParameterException e) {
      return; // then this is among what is wrong, and was said
    }
    followUp.failed(why);
    followUp.finish(followUp.ended(2));
  }

  /** The lines of the file that say something of it, as a command line has them. */
  private List<String> said(CommandLine line) {
    Path folder = file.toAbsolutePath().normalize().resolveSibling("");
    return JobFileLines.read(file, environment, new JobMistakes(file.toString())).stream()
        .filter(one -> !one.value().isEmpty())
        .filter(one -> line.getCommandSpec().findOption("--" + one.key()) != null)
        .map(
            one -> {
              boolean path =
                  line.getCommandSpec().findOption("--" + one.key()).type() == Path.class;
              String value = path ? folder.resolve(one.value()).toString() : one.value();
              return "--" + one.key() + "=" + value;
            })
        .toList();
  }
}
