package dev.senselink.batch.cli;

import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.cli.settings.JobFileArguments;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.cli.settings.TypedJobKeys;
import dev.senselink.batch.job.RunEnvironment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Tells of a job that could not even begin, as far as its file, the words behind it and the
 * settings still say whom: at night nobody reads the terminal.
 */
final class UnbegunJob {
  private final Path file;
  private final Map<String, String> environment;
  private final PrintWriter err;

  /** What the job says, as far as it can be read. */
  private final List<JobFileLines.Line> lines;

  /**
   * @param typed what stands behind the file on the command line
   */
  UnbegunJob(Path file, List<String> typed, Map<String, String> environment, PrintWriter err) {
    this.file = file;
    this.environment = environment;
    this.err = err;
    this.lines = Stream.concat(written().stream(), typed(typed).stream()).toList();
  }

  /** What of a job has to do with its end. */
  @Command
  private static final class End {
    @Mixin AfterRunOptions after = new AfterRunOptions();

    @Option(names = "--data")
    @Nullable Path data;

    @Option(names = "--server")
    @Nullable String server;

    @Option(names = "--sandbox")
    boolean sandbox;

    @Option(names = "--dry-run")
    boolean dry;

    @Option(names = "--plan")
    @Nullable Path plan;
  }

  /** Tells it; what cannot be told now is no further trouble. */
  void tell(RuntimeException why) {
    RunFollowUp followUp =
        new RunFollowUp(file, JobDefinitionReader.isPlanned(lines), RunEnvironment.real(), err);
    CommandLine line = line();
    try {
      line.parseArgs(usable(new JobFileArguments(file, line.getCommandSpec()).of(lines)));
    } catch (ParameterException e) {
      return; // the settings are what is wrong, and nobody can be told by them
    }
    if (line.getCommand() instanceof End end) {
      end.after.asFarAsUsable();
    }
    followUp.begins(line.getCommandSpec());
    followUp.failed(why);
    followUp.finish(followUp.ended(Cli.codeOf(why).number()));
  }

  private CommandLine line() {
    CommandLine line = new CommandLine(new End()).setCaseInsensitiveEnumValuesAllowed(true);
    line.setOverwrittenOptionsAllowed(true);
    line.setCommandName(command());
    ConfigurationDefaults.read(
            new String[0], environment, CommandCatalog::optionNames, (language, origin) -> {})
        .install(line);
    return line;
  }

  /** As the command is called that the job runs, for all that is kept of jobs goes by that. */
  private String command() {
    return lines.stream()
        .filter(line -> line.key().equals("job"))
        .flatMap(line -> JobKind.named(line.value()).stream())
        .map(JobKind::name)
        .reduce((first, last) -> last)
        .orElse("run");
  }

  /** Each by itself: one that is wrong does not silence the others. */
  private String[] usable(List<String> all) {
    List<String> usable = new ArrayList<>();
    for (String one : all) {
      try {
        line().parseArgs(one);
        usable.add(one);
      } catch (ParameterException e) {
        // this is among what is wrong, and was said
      }
    }
    return usable.toArray(String[]::new);
  }

  private List<JobFileLines.Line> written() {
    try {
      return JobFileLines.read(file, environment, new JobMistakes(file.toString()));
    } catch (UsageException e) {
      return List.of();
    }
  }

  private static List<JobFileLines.Line> typed(List<String> words) {
    return TypedJobKeys.read(words, List.of("sandbox", "dry-run")::contains, stray -> {});
  }
}
