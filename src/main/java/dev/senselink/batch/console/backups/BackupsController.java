package dev.senselink.batch.console.backups;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.EncryptedCopy;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.console.page.TypedNumber;
import dev.senselink.batch.machine.Machine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which backups there are, one of them, and how one leaves the console. */
@RestController
public final class BackupsController {
  /** Shorter ones are tried out in no time by whoever finds the file. */
  private static final int SHORTEST = 12;

  private static final int LONGEST = 200;

  private final BackupShelf shelf;
  private final BackupWork work;
  private final BackupTexts texts;
  private final PageRenderer pages;

  public BackupsController(
      BackupShelf shelf, BackupWork work, PageRenderer pages, Machine machine) {
    this.shelf = shelf;
    this.work = work;
    this.texts = new BackupTexts(shelf, work, machine);
    this.pages = pages;
  }

  private KeptBackup find(String id) {
    return shelf.find(id).orElseThrow(NoSuchPageException::new);
  }

  /** All of them, and how one is made. */
  @GetMapping("/backups")
  public ResponseEntity<String> all(HttpServletRequest request) {
    Map<String, Object> values = new HashMap<>(texts.verdict());
    List<Map<String, Object>> all = shelf.all().stream().map(texts::listed).toList();
    values.put("backups", all);
    values.put("hasBackups", !all.isEmpty());
    values.put("newId", RandomId.next());
    values.put("holder", work.holderText());
    return pages.page(HttpStatus.OK, "backups", "backups", values, request);
  }

  /** Makes one; the form that is posted a second time is the same backup. */
  @PostMapping("/backups")
  public ResponseEntity<String> make(@RequestParam("id") String id, HttpServletRequest request)
      throws IOException {
    if (work.isHeld()) {
      return conflict(words("import.held"), request);
    }
    shelf.begin(id);
    KeptBackup backup = find(id);
    return work.startIfIdle(backup, BackupTask.MAKE);
  }

  private ResponseEntity<String> conflict(String why, HttpServletRequest request) {
    return pages.page(HttpStatus.CONFLICT, "message", "notNow", Map.of("why", why), request);
  }

  /** One of them. */
  @GetMapping("/backups/{id}")
  public ResponseEntity<String> one(@PathVariable("id") String id, HttpServletRequest request) {
    return page(find(id), HttpStatus.OK, "", request);
  }

  private ResponseEntity<String> page(
      KeptBackup backup, HttpStatus status, String wrong, HttpServletRequest request) {
    Map<String, @Nullable Object> values = new HashMap<>(texts.whole(backup));
    values.put("refused", wrong);
    values.put("holder", work.holderText());
    return pages.page(status, "backup", "backup", values, request);
  }

  /**
   * Gives it out as an encrypted zip. Nothing of it lies on a disk here, and of one that turns out
   * to be damaged the browser gets no whole file.
   */
  @PostMapping("/backups/{id}/zip")
  public @Nullable ResponseEntity<String> zip(
      @PathVariable("id") String id,
      @RequestParam("password") String password,
      @RequestParam("again") String again,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    KeptBackup backup = find(id);
    Manifest manifest = shelf.manifest(backup);
    if (manifest == null || work.isAtWork(backup)) {
      return conflict(words("backup.notWhole"), request);
    }
    if (password.length() < SHORTEST
        || password.length() > LONGEST
        || password.chars().anyMatch(Character::isISOControl)) {
      return page(backup, HttpStatus.CONFLICT, words("backup.password", SHORTEST), request);
    }
    if (!password.equals(again)) {
      return page(backup, HttpStatus.CONFLICT, words("backup.passwordDiffers"), request);
    }
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    String day = manifest.finishedAt().replaceFirst("T.*", "");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("backup-" + day + ".zip").build().toString());
    try {
      EncryptedCopy.write(
          shelf.content(backup), password.toCharArray(), response.getOutputStream());
    } catch (IOException | RuntimeException e) {
      if (!response.isCommitted()) {
        response.reset(); // a page must not be kept as a zip
        String why = e instanceof BackupException ? e.getMessage() : words("backup.unreadable");
        return page(backup, HttpStatus.CONFLICT, String.valueOf(why), request);
      }
      throw new IOException(e); // the connection is cut: half a zip must not look like a whole one
    }
    return null;
  }

  /** Takes it away for good. */
  @PostMapping("/backups/{id}/remove")
  public ResponseEntity<String> remove(
      @PathVariable("id") String id,
      @RequestParam("people") String typed,
      HttpServletRequest request)
      throws IOException {
    KeptBackup backup = find(id);
    if (work.isAtWork(backup)) {
      return conflict(words("backup.notWhole"), request);
    }
    if (shelf.isUnreadable(backup)) {
      return page(backup, HttpStatus.CONFLICT, words("backup.unreadable"), request);
    }
    if (!TypedNumber.is(typed, BackupTexts.people(shelf.manifest(backup)))) {
      return page(backup, HttpStatus.CONFLICT, words("undo.otherNumber"), request);
    }
    return work.removeIfIdle(backup)
        ? BackupWork.to("/backups")
        : conflict(words("backup.notWhole"), request);
  }
}
