package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.LanguageOption;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code run}: what a job file says. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "JOBFILE")
  @Nullable Path file;

  @Mixin LanguageOption language = new LanguageOption();

  @Unmatched List<String> keys = new ArrayList<>();

  @Override
  public Integer call() {
    if (file == null) {
      throw new UsageException(words("job.none"));
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--lang")) {
      keys.add("--lang=" + language.lang); // as every key that is typed it wins over the file's
    }
    Map<String, String> environment =
        spec.defaultValueProvider() instanceof ConfigurationDefaults settings
            ? settings.environment()
            : System.getenv();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path named = file;
    FileErrorMessages.changeable(named)
        .ifPresent(why -> err.println(words("config.changeable", named, why)));
    JobDefinition job;
    JobSettings setting;
    try {
      job = JobDefinitionReader.read(file, keys, environment);
      setting = JobSettings.of(job, environment, out, err);
    } catch (RuntimeException e) {
      tell(named, environment, err, e);
      throw e;
    }
    LogConfiguration.configure(setting.output()); // before the first look into the data folder
    return new JobRunner(file, job, setting, new JobOutput(out, err, setting.json()))
        .run()
        .number();
  }

  /** What goes wrong with telling must not hide what is wrong with the job. */
  private void tell(
      Path job, Map<String, String> environment, PrintWriter err, RuntimeException why) {
    try {
      new UnbegunJob(job, keys, environment, err).tell(why);
    } catch (RuntimeException e) {
      err.println(words("after.defect", e.getClass().getSimpleName()));
    }
  }
}
