package dev.senselink.batch.console.backups;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.command.CommandProgress;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.TypedNumber;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Verifies a backup, compares it with the server, and restores it once its plan was seen. */
@RestController
public final class BackupWorkController {
  private final BackupShelf shelf;
  private final BackupWork work;
  private final PageRenderer pages;

  public BackupWorkController(BackupShelf shelf, BackupWork work, PageRenderer pages) {
    this.shelf = shelf;
    this.work = work;
    this.pages = pages;
  }

  private KeptBackup find(String id) {
    return shelf.find(id).orElseThrow(NoSuchPageException::new);
  }

  private ResponseEntity<String> conflict(String why, HttpServletRequest request) {
    return pages.page(HttpStatus.CONFLICT, "message", "notNow", Map.of("why", why), request);
  }

  /** Whether it is as it was written. */
  @PostMapping("/backups/{id}/verify")
  public ResponseEntity<String> verify(@PathVariable("id") String id) {
    return work.startIfIdle(find(id), BackupTask.VERIFY);
  }

  /** Whether the server is as it says. */
  @PostMapping("/backups/{id}/compare")
  public ResponseEntity<String> compare(@PathVariable("id") String id) {
    return work.startIfIdle(find(id), BackupTask.COMPARE);
  }

  /** What a restore would do. */
  @PostMapping("/backups/{id}/plan")
  public ResponseEntity<String> plan(@PathVariable("id") String id, HttpServletRequest request) {
    KeptBackup backup = find(id);
    return work.isHeld()
        ? conflict(words("import.held"), request)
        : work.startIfIdle(backup, BackupTask.PLAN);
  }

  /** Restores it, once somebody has said how many people that brings back. */
  @PostMapping("/backups/{id}/restore")
  public ResponseEntity<String> restore(
      @PathVariable("id") String id,
      @RequestParam("people") String typed,
      HttpServletRequest request) {
    KeptBackup backup = find(id);
    KeptBackup.Result plan = backup.results().get(BackupTask.PLAN.name());
    if (plan == null || !plan.succeeded() || !shelf.isRecent(plan) || work.isOutdated(plan)) {
      return conflict(words("backup.planFirst"), request);
    }
    if (!TypedNumber.is(typed, plan.people())) {
      return conflict(words("undo.otherNumber"), request);
    }
    return work.isHeld() || work.queue().isBusy() // what it would wait for may change the number
        ? conflict(words("import.held"), request)
        : work.startIfIdle(backup, BackupTask.RESTORE);
  }

  /** Goes on with one that was not finished. */
  @PostMapping("/backups/{id}/make")
  public ResponseEntity<String> make(@PathVariable("id") String id, HttpServletRequest request) {
    KeptBackup backup = find(id);
    return work.isHeld()
        ? conflict(words("import.held"), request)
        : work.startIfIdle(backup, BackupTask.MAKE);
  }

  /** Something is being done with it. */
  @GetMapping("/backups/{id}/work")
  public ResponseEntity<String> work(@PathVariable("id") String id, HttpServletRequest request) {
    KeptBackup backup = find(id);
    BackupTask task = work.task(backup);
    var command = work.command(backup);
    if (task == null || command.isEmpty()) {
      return BackupWork.to(work.after(backup));
    }
    return CommandProgress.page(
        work.queue(),
        command.get(),
        new CommandProgress.Work(
            "backup",
            BackupWork.address(backup),
            BackupTexts.begun(backup),
            words("backup.doing." + task.word())),
        pages,
        request);
  }

  /** How far it has come; the page asks by itself. */
  @GetMapping("/backups/{id}/progress")
  public ResponseEntity<byte[]> progress(@PathVariable("id") String id) {
    KeptBackup backup = find(id);
    return CommandProgress.json(work.queue(), work.command(backup), work.after(backup));
  }

  /** Stops it in order. */
  @PostMapping("/backups/{id}/stop")
  public ResponseEntity<String> stop(@PathVariable("id") String id) {
    KeptBackup backup = find(id);
    work.stop(backup);
    return BackupWork.to(BackupWork.address(backup) + "/work");
  }
}
