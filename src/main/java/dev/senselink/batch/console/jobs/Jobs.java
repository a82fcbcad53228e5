package dev.senselink.batch.console.jobs;

import dev.senselink.batch.console.backups.BackupShelf;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The jobs of this console: which there are, what became of each, and how one is started. */
public final class Jobs {
  private final JobFolder folder;
  private final Path states;
  private final CommandQueue queue;
  private final CommandRunner commands;
  private final RunCatalog runs;
  private final Machine machine;

  /**
   * @param data the data folder, in which lies what became of them
   * @param folder where the job files lie; {@code null} for nowhere
   * @param commands knows what job files say
   */
  public Jobs(
      Path data,
      @Nullable Path folder,
      CommandQueue queue,
      CommandRunner commands,
      RunCatalog runs,
      Machine machine) {
    this.folder = new JobFolder(folder);
    this.states = data.resolve("console").resolve("jobs").toAbsolutePath().normalize();
    this.queue = queue;
    this.commands = commands;
    this.runs = runs;
    this.machine = machine;
  }

  JobFolder folder() {
    return folder;
  }

  CommandQueue queue() {
    return queue;
  }

  RunCatalog runs() {
    return runs;
  }

  Machine machine() {
    return machine;
  }

  JobSheet sheet(JobFolder.Job job) {
    return commands.read(job.file());
  }

  JobState state(JobFolder.Job job) {
    Path file = states.resolve(job.id() + ".json");
    try {
      return JsonMapper.shared().readValue(Files.readString(file), JobState.class);
    } catch (NoSuchFileException e) {
      return JobState.NEW;
    } catch (IOException | JacksonException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, file.toString(), e);
    }
  }

  synchronized void change(JobFolder.Job job, UnaryOperator<JobState> how) {
    Path file = states.resolve(job.id() + ".json");
    try {
      PrivateFiles.folder(states);
      PrivateFiles.write(file, JsonMapper.shared().writeValueAsString(how.apply(state(job))));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, file.toString(), e);
    }
  }

  private static String key(JobFolder.Job job, boolean trial) {
    return "job-" + job.id() + (trial ? "-try" : "");
  }

  /** Whether it runs or waits; a trial is no run. */
  boolean isAtWork(JobFolder.Job job) {
    return queue.find(key(job, false)).isPresent();
  }

  /** Whether another process has the data folder. */
  boolean isHeld() {
    return !queue.isBusy() && runs.holder() != null;
  }

  /** When the newest backup was finished that a job has made, if there is one. */
  Optional<Instant> newestBackup() {
    return folder.all().stream()
        .map(job -> sheet(job).backup())
        .filter(Objects::nonNull)
        .flatMap(backup -> BackupShelf.finished(backup).stream())
        .max(Comparator.naturalOrder());
  }

  /** What of it runs or waits. */
  Optional<QueuedCommand> command(JobFolder.Job job) {
    return queue.find(key(job, false)).or(() -> queue.find(key(job, true)));
  }

  void stop(JobFolder.Job job) {
    queue.stop(key(job, false));
    queue.stop(key(job, true));
  }

  /** Runs it, once what runs now has ended; one that waits already is the same. */
  void run(JobFolder.Job job) {
    change(job, JobState::answered);
    start(job, false, List.of(), ended -> change(job, now -> now.ran(ended(ended))));
  }

  /** Runs it so that it changes nothing. */
  void attempt(JobFolder.Job job, JobSheet sheet) {
    start(job, true, sheet.trial(), ended -> change(job, now -> now.tried(ended(ended))));
  }

  private JobState.Ended ended(CommandRunner.Ended how) {
    return JobState.Ended.of(machine.wall().instant().toString(), how);
  }

  private void start(
      JobFolder.Job job, boolean trial, List<String> more, Consumer<CommandRunner.Ended> atEnd) {
    List<String> words = new ArrayList<>(List.of("run", job.file().toString()));
    words.addAll(more);
    if (sheet(job).reports()) {
      words.add("--reports=" + runs.reports());
    }
    words.add("--json");
    words.add("--no-progress");
    words.add("--lang=" + DisplayLanguage.language().getLanguage());
    queue.start(key(job, trial), words, atEnd);
  }
}
