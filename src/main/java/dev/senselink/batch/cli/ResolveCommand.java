package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.Words.words;

import dev.senselink.batch.api.UnusableSettings;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.enrol.EnrolSettings.Quality;
import dev.senselink.batch.job.ResolveJob;
import dev.senselink.batch.job.ResolveSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.LedgerException;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.roster.ConflictsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code resolve}: carries out what people decided about the conflicts of an import. */
@Command(name = "resolve", mixinStandardHelpOptions = true, sortOptions = false)
final class ResolveCommand implements Callable<Integer>, JobCommand {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "CONFLICTS")
  @Nullable Path conflicts;

  @Option(names = "--roster", paramLabel = "FILE")
  @Nullable Path roster;

  @Option(names = "--photos", paramLabel = "DIR|ZIP")
  @Nullable Path photos;

  @Mixin PreparationOptions preparation = new PreparationOptions();

  @Option(names = "--quality", paramLabel = "strict|warn|off", defaultValue = "strict")
  Quality quality = Quality.STRICT;

  @Option(names = "--unknown-id-number", paramLabel = "review|erase", defaultValue = "review")
  PolicyOptions.UnknownIdNumber unknownIdNumber = PolicyOptions.UnknownIdNumber.REVIEW;

  @Option(names = "--groups", paramLabel = "A,B|none")
  @Nullable String groups;

  @Option(names = "--allow-no-photo")
  boolean allowNoPhoto;

  @Option(names = "--password-file", paramLabel = "F")
  @Nullable Path passwordFile;

  @Option(names = "--report", paramLabel = "DIR")
  @Nullable Path report;

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Logs.configure(output);
    Path file = conflicts;
    if (file == null) {
      throw new UsageException(words("resolve.none"));
    }
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    Signals.stopInOrder(stop, spec.commandLine().getErr());
    Optional<RunEnd> end;
    try {
      var open = connection.open(progress::say);
      progress.say(words("run.state", open.data().toAbsolutePath().normalize()));
      PhotoEngine engine = preparation.engine(progress::say);
      end = new ResolveJob(settings(file), open, engine, progress, stop).run();
    } catch (UsageException | UnusableSettings | LedgerException e) {
      ConflictsFile.read(file, String.valueOf(file.getFileName())); // told first
      throw e;
    } finally {
      connection.close();
      progress.close();
    }
    return end.map(this::closing).orElseGet(() -> nothing(file));
  }

  @Override
  public void check() {
    preparation.check();
    connection.check();
    output.check();
  }

  @Override
  public void mustBeComplete() {
    connection.mustBeComplete();
  }

  private ResolveSettings settings(Path file) {
    char[] password = passwordFile == null ? new char[0] : Backup.password(passwordFile);
    ConnectionWarnings.secretFile(
        passwordFile, "--password-file", spec.commandLine().getErr()::println);
    return new ResolveSettings(
        file,
        roster,
        photos,
        preparation.limits(),
        quality,
        allowNoPhoto,
        unknownIdNumber == PolicyOptions.UnknownIdNumber.ERASE,
        groups,
        password,
        report,
        new NextCommand(spec));
  }

  private int closing(RunEnd end) {
    ExitCode code = new Closing(spec, output.json, null).say(end);
    boolean rejected =
        end.tally().of(Ending.Group.REJECTED) + end.tally().of(Ending.Group.FAILED) > 0;
    if (rejected && end.stopReason() == null && !output.json) {
      spec.commandLine().getOut().println(words("resolve.mend"));
    }
    return code.number();
  }

  private int nothing(Path file) {
    String nothing = words("resolve.nothing", file);
    spec.commandLine()
        .getOut()
        .println(
            output.json
                ? JsonMapper.shared().writeValueAsString(Map.of("job", "resolve", "rows", 0))
                : nothing);
    return ExitCode.DONE.number();
  }
}
