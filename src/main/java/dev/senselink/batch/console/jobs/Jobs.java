package dev.senselink.batch.console.jobs;

import dev.senselink.batch.console.backups.BackupShelf;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The jobs of this console: which there are, what became of each, and how one is started. */
public final class Jobs {
  /** What a command ends with that was stopped, or could not begin. */
  private static final int STOPPED = 4;

  private final JobFolder folder;
  private final Path data;
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
    this.data = data;
    this.states = data.resolve("console").resolve("jobs").toAbsolutePath().normalize();
    this.queue = queue;
    this.commands = commands;
    this.runs = runs;
    this.machine = machine;
  }

  Path data() {
    return data;
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

  /** What it says; of one that others could have written, why it is refused. */
  JobSheet sheet(JobFolder.Job job) {
    String refusal = JobTrust.refusal(job);
    return refusal.isEmpty() ? commands.read(job.file()) : JobTrust.unread(refusal);
  }

  /** The job files that are refused, each with the reason, for the terminal. */
  public List<String> refused() {
    return folder.all().stream()
        .filter(job -> !JobTrust.refusal(job).isEmpty())
        .map(job -> job.file() + ": " + JobTrust.refusal(job))
        .toList();
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
      machine.force(file);
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

  /** Whether another process has the data folder, or a job of it. */
  boolean isHeld() {
    return !holder().isEmpty();
  }

  /** Whether another process is at work with a job of the data folder. */
  boolean isHeldByJob() {
    return runs.holderBeside(queue).isEmpty() && !runs.jobHolderBeside(queue).isEmpty();
  }

  /** Who has it, {@code ""} for nobody. A job has a lock of its own, from first to last list. */
  String holder() {
    String holder = runs.holderBeside(queue);
    return holder.isEmpty() ? runs.jobHolderBeside(queue) : holder;
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
    run(job, List.of(), "");
  }

  /** Runs it for a time at which it was due; if another process is faster, that time is kept. */
  void run(JobFolder.Job job, String slot) {
    run(job, List.of(), slot);
  }

  /**
   * Runs it for somebody who has seen its trial, which is good for no other run.
   *
   * @param most how many people it may delete at most; empty for as many as it says itself
   */
  void runOnce(JobFolder.Job job, OptionalLong most) {
    change(job, JobState::used);
    run(job, most.isEmpty() ? List.of() : List.of("--max-delete=" + most.getAsLong()), "");
  }

  private void run(JobFolder.Job job, List<String> more, String slot) {
    start(
        job,
        false,
        more,
        ended -> {
          JobState.Ended how = ended(ended);
          boolean faster = ended.exit() == STOPPED && !how.isRun() && isTaken();
          if (slot.isEmpty() || !faster) {
            change(job, now -> now.ran(how, slot));
          }
        });
  }

  /** Whether somebody is at work with the data folder by now, or with a job of it. */
  private boolean isTaken() {
    return DataFolder.isLocked(data) || DataFolder.isLocked(data.resolve("jobs"));
  }

  /** Runs it so that it changes nothing. */
  void attempt(JobFolder.Job job, JobSheet sheet) throws IOException {
    if (command(job).isPresent()) {
      return;
    }
    String seen = sight(job, sheet); // before: what is changed meanwhile was not seen
    Path plan = PrivateFiles.folder(states).resolve(job.id() + ".plan");
    Files.deleteIfExists(plan);
    boolean plans = sheet.trial().stream().anyMatch(word -> word.endsWith("="));
    start(
        job,
        true,
        sheet.trial().stream().map(word -> word.endsWith("=") ? word + plan : word).toList(),
        ended -> {
          JobState.Ended how = ended(ended);
          JobState.Ended counted = plans ? how.about(TrialPlan.takenOut(data, plan)) : how;
          change(job, now -> now.tried(counted, seen));
        });
  }

  /**
   * What somebody sees who sees a trial: the file, and which lists there are. Of a list its size
   * and the moment of its last change stand for what is in it.
   *
   * @return {@code ""} if it cannot be read
   */
  String sight(JobFolder.Job job, JobSheet sheet) {
    StringBuilder all = new StringBuilder(JobFolder.sha256(job));
    try {
      for (Path input : sheet.inputs()) {
        BasicFileAttributes now = Files.readAttributes(input, BasicFileAttributes.class);
        all.append('\n').append(input).append('|').append(now.size());
        all.append('|').append(now.lastModifiedTime());
      }
    } catch (IOException e) {
      return "";
    }
    return HexFormat.of().formatHex(Sha256Digest.of(all.toString()));
  }

  /** Who schedules by this data folder, so that no other console starts the same. */
  synchronized String owner() throws IOException {
    Path file = states.resolve("owner");
    if (!Files.exists(file)) {
      PrivateFiles.folder(states);
      PrivateFiles.write(file, RandomId.next());
    }
    return Files.readString(file);
  }

  /** Whether this console starts it, and not another with the same job files. */
  boolean isMine(Schedule schedule) {
    try {
      return schedule.owner().equals(owner());
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, states.toString(), e);
    }
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
    String confirmed = JobFolder.sha256(job);
    queue.start(key(job, trial), words, () -> JobTrust.refused(job, confirmed), atEnd);
  }
}
