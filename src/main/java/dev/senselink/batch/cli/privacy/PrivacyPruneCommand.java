package dev.senselink.batch.cli.privacy;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.TypedDuration;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.job.privacy.PrivacyJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code privacy prune}: what is older than a time. */
@Command(name = "prune", mixinStandardHelpOptions = true, sortOptions = false)
final class PrivacyPruneCommand extends ForgetCommand {
  @Option(names = "--older-than", paramLabel = "DURATION", required = true)
  String olderThan = "";

  @Override
  String question() {
    return words(
        "privacy.ask.prune", age().toDays(), ledger.folder(spec.commandLine().getErr()::println));
  }

  @Override
  PrivacyJob.Forgotten forget() {
    Path folder = ledger.folder(spec.commandLine().getErr()::println);
    Instant before = Instant.now().minus(age());
    PrivacyJob.Forgotten forgotten = new PrivacyJob(folder).prune(before, ZoneId.systemDefault());
    return forgotten.withRuns(new FleetTraces(folder).prune(before));
  }

  private Duration age() {
    return TypedDuration.read(olderThan)
        .orElseThrow(() -> new UsageException(words("privacy.olderThan", olderThan)));
  }
}
