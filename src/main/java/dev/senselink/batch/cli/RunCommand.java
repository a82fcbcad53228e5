package dev.senselink.batch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code run}: what a job file says. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    customSynopsis = "senselink run JOBFILE.yml [--KEY=VALUE...]",
    header = "Run a job file, as a scheduler does.",
    description = {
      "",
      "A job file holds lines like `job: import-users` and `roster: staff.csv`; its other keys are",
      "the long names of that command's options. What is typed here wins over the file.",
    },
    footer = {
      "",
      "Example: senselink run jobs/visitors-daily.yml --dry-run=true",
      "A roster may be a pattern, e.g. incoming/*.xlsx. A run that was not finished is gone on with",
      "first. With `move: true` a roster goes to done/ after exit code 0 or 3, to failed/ after 2 or",
      "5. No matching file is exit code 0.",
    })
final class RunCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "JOBFILE", description = "The job file.")
  @Nullable Path file;

  @Unmatched List<String> keys = new ArrayList<>();

  @Override
  public Integer call() {
    if (file == null) {
      throw new UsageException("no job file is named: add it, e.g. jobs/onboard-staff.yml");
    }
    Map<String, String> environment =
        spec.defaultValueProvider() instanceof Configuration settings
            ? settings.environment()
            : System.getenv();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Job job = JobReader.read(file, keys, environment);
    JobSetting setting = JobSetting.of(job, environment, out, err);
    return new JobRun(file, job, setting, new JobTeller(out, err, setting.json())).run().number();
  }
}
