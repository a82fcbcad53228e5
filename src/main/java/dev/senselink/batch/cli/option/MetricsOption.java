package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.ProgramVersion;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.job.imports.OpenConflicts;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.metrics.JobState;
import dev.senselink.batch.notify.metrics.JobStates;
import dev.senselink.batch.notify.metrics.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a machine that watches others reads how the jobs ran last. */
public final class MetricsOption {
  @Option(names = "--metrics-file", paramLabel = "FILE")
  @Nullable Path file;

  /**
   * The option by itself.
   *
   * @throws UsageException if there is no such folder, or the file is a folder itself
   */
  void check() {
    Path target = file;
    if (target == null) {
      return;
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(target)) {
      throw new UsageException(words("option.metrics", target));
    }
  }

  /**
   * Writes the file anew. What goes wrong is said, and changes nothing else.
   *
   * @param data where the states of all jobs are kept; {@code null}: only this one is told, and in
   *     a new file, for the others that stand in an old one are not known
   */
  void write(EndedJob end, @Nullable Path data, Consumer<String> told) {
    Path target = file;
    if (target == null) {
      return;
    }
    if (data == null && Files.exists(target)) {
      told.accept(words("metrics.practice", target));
      return;
    }
    try {
      new MetricsFile(target).write(data == null ? () -> known(end) : known(end, data));
    } catch (IOException e) {
      told.accept(words("metrics.unwritable", target, FileErrorMessages.words(e)));
    } catch (LedgerException e) {
      told.accept(words("metrics.unwritable", target, e.getMessage()));
    }
  }

  private static MetricsFile.Source known(EndedJob end, Path data) throws IOException {
    JobStates states = new JobStates(data);
    states.remember(end);
    return () ->
        new MetricsFile.Known(states.all(), OpenConflicts.count(data), ProgramVersion.text());
  }

  private static MetricsFile.Known known(EndedJob end) {
    return new MetricsFile.Known(
        List.of(JobState.after(end, null)),
        Map.of(end.server(), end.counts().getOrDefault("review", 0L)),
        ProgramVersion.text());
  }
}
