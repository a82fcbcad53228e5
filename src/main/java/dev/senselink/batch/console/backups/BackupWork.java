package dev.senselink.batch.console.backups;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.QueuedCommand;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.language.DisplayLanguage;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What is being done with backups: one thing at a time with each. */
public final class BackupWork {
  private final BackupShelf shelf;
  private final CommandQueue queue;
  private final RunCatalog runs;

  public BackupWork(BackupShelf shelf, CommandQueue queue, RunCatalog runs) {
    this.shelf = shelf;
    this.queue = queue;
    this.runs = runs;
  }

  static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  static String address(KeptBackup backup) {
    return "/backups/" + backup.id();
  }

  private static String key(KeptBackup backup) {
    return "backup-" + backup.id();
  }

  private static String key(KeptBackup backup, BackupTask task) {
    return key(backup) + "-" + task;
  }

  /** What is being done with it, {@code null} for nothing. */
  @Nullable BackupTask task(KeptBackup backup) {
    return Arrays.stream(BackupTask.values())
        .filter(task -> queue.find(key(backup, task)).isPresent())
        .findFirst()
        .orElse(null);
  }

  boolean isAtWork(KeptBackup backup) {
    return task(backup) != null;
  }

  Optional<QueuedCommand> command(KeptBackup backup) {
    BackupTask task = task(backup);
    return task == null ? Optional.empty() : queue.find(key(backup, task));
  }

  CommandQueue queue() {
    return queue;
  }

  /** Whether another process has the data folder. */
  boolean isHeld() {
    return !holderText().isEmpty();
  }

  /** Who has it, {@code ""} for nobody. */
  String holderText() {
    return runs.holderBeside(queue);
  }

  /** Whether any run has changed the server since a plan was made: its number is another now. */
  boolean isOutdated(KeptBackup.Result plan) {
    return runs.anySince(Instant.parse(plan.at()));
  }

  /** Starts something, unless something is being done with this backup, and leads there. */
  synchronized ResponseEntity<String> startIfIdle(KeptBackup backup, BackupTask task) {
    boolean whole = shelf.manifest(backup) != null;
    if (!isAtWork(backup) && whole != (task == BackupTask.MAKE)) {
      queue.forget(key(backup));
      queue.start(key(backup, task), typed(backup, task), ended -> ended(backup, task, ended));
    }
    return to(address(backup) + (isAtWork(backup) ? "/work" : ""));
  }

  /** Removes it, unless something is being done with it; answers whether it did. */
  synchronized boolean removeIfIdle(KeptBackup backup) throws IOException {
    if (isAtWork(backup)) {
      return false;
    }
    shelf.remove(backup);
    return true;
  }

  private List<String> typed(KeptBackup backup, BackupTask task) {
    List<String> words = new ArrayList<>(task.words(shelf.content(backup)));
    if (task == BackupTask.RESTORE) {
      words.add("--report=" + runs.reports().resolve("restore-" + backup.id()));
    }
    words.add("--json");
    words.add("--no-progress");
    words.add("--lang=" + DisplayLanguage.language().getLanguage());
    return words;
  }

  private void ended(KeptBackup backup, BackupTask task, CommandRunner.Ended ended) {
    KeptBackup.Result result = KeptBackup.Result.of(shelf.now(), ended);
    shelf.change(
        backup.id(),
        now -> {
          KeptBackup told = now.with(task, result);
          // What was planned is done, as far as it was: the next restore is planned again.
          return task == BackupTask.RESTORE ? told.without(BackupTask.PLAN) : told;
        });
  }

  void stop(KeptBackup backup) {
    BackupTask task = task(backup);
    if (task != null) {
      queue.stop(key(backup, task));
    }
  }

  /** Where one is led once nothing is being done any more: to the run that a restore was. */
  String after(KeptBackup backup) {
    String run =
        queue.ended(key(backup, BackupTask.RESTORE)).map(CommandProgress::runId).orElse("");
    return run.isEmpty() || runs.find(run).isEmpty() ? address(backup) : "/runs/" + run;
  }
}
