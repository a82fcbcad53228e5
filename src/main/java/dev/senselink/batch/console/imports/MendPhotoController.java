package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.console.mend.Mending;
import dev.senselink.batch.console.mend.PhotoMending;
import dev.senselink.batch.console.page.NoSuchPageException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The photos of the rows that are mended: shown, replaced, turned and cut. */
@RestController
public final class MendPhotoController {
  private final Imports imports;
  private final Uploads uploads;
  private final Look look;

  public MendPhotoController(Imports imports, Look look) {
    this.imports = imports;
    this.uploads = new Uploads(imports.drafts());
    this.look = look;
  }

  /** One made anew: the one that is used, or the one that was found for the row. */
  @GetMapping("/imports/{id}/mend/photo")
  public ResponseEntity<byte[]> photo(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam(name = "original", defaultValue = "false") boolean original)
      throws IOException {
    ImportDraft draft = imports.drafts().find(id).orElseThrow(NoSuchPageException::new);
    if (!isChecked(draft)) {
      return ResponseEntity.notFound().build();
    }
    try {
      byte[] jpeg = new PhotoMending(imports.place(draft, look)).shown(line, original);
      return jpeg == null
          ? ResponseEntity.notFound().build()
          : ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(jpeg);
    } catch (LookFailedException e) {
      return ResponseEntity.notFound().build(); // the page says that there is none to be seen
    }
  }

  private boolean isChecked(ImportDraft draft) {
    return !draft.list().isEmpty() && Mending.isChecked(imports.drafts().check(draft));
  }

  /** Turns it by a quarter. */
  @PostMapping("/imports/{id}/mend/turn")
  public ResponseEntity<byte[]> turn(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam("hash") String hash)
      throws IOException {
    return does(id, PhotoMending.Deed.TURN, line, hash);
  }

  /** Cuts it to the face. */
  @PostMapping("/imports/{id}/mend/cut")
  public ResponseEntity<byte[]> cut(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam("hash") String hash)
      throws IOException {
    return does(id, PhotoMending.Deed.CUT, line, hash);
  }

  /** Uses the one that is found for the row. */
  @PostMapping("/imports/{id}/mend/photo-back")
  public ResponseEntity<byte[]> back(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam("hash") String hash)
      throws IOException {
    return does(id, PhotoMending.Deed.BACK, line, hash);
  }

  private ResponseEntity<byte[]> does(String id, PhotoMending.Deed deed, long line, String hash)
      throws IOException {
    return whileOpen(
        id,
        draft ->
            new PhotoMending(imports.place(draft, look)).does(deed, line, hash)
                ? MendController.done(Map.of())
                : MendController.refused(words("mend.changed")));
  }

  /** Takes a part of another photo. */
  @PostMapping("/imports/{id}/mend/photo")
  public ResponseEntity<byte[]> replace(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam("hash") String hash,
      @RequestHeader(Uploads.NAME_HEADER) String name,
      @RequestParam("at") long at,
      @RequestParam("size") long size,
      HttpServletRequest request)
      throws IOException {
    Uploads.Part part = Uploads.Part.sent("mend-" + line, name, at, size);
    byte[] body = request.getInputStream().readNBytes(Uploads.LARGEST_PART + 1);
    return whileOpen(id, draft -> replace(draft, part, line, hash, body));
  }

  private ResponseEntity<byte[]> replace(
      ImportDraft draft, Uploads.Part part, long line, String hash, byte[] body)
      throws IOException {
    try {
      Uploads.Taken taken = uploads.photoOfRow(draft, part, body);
      if (taken.whole()
          && !new PhotoMending(imports.place(draft, look))
              .replace(line, hash, uploads.incoming(draft, part))) {
        return MendController.refused(words("mend.changed"));
      }
      return MendController.done(Map.of("at", taken.at(), "whole", taken.whole()));
    } catch (UploadRefusedException | LookFailedException e) {
      uploads.forget(draft, part);
      return MendController.refused(String.valueOf(e.getMessage()));
    }
  }

  private ResponseEntity<byte[]> whileOpen(String id, Imports.Change<ResponseEntity<byte[]>> change)
      throws IOException {
    Optional<ResponseEntity<byte[]>> done =
        imports.whileOpen(
            id,
            draft -> {
              if (!isChecked(draft)) {
                return MendController.refused(words("mend.changed"));
              }
              try {
                return change.of(draft);
              } catch (LookFailedException e) {
                return MendController.refused(String.valueOf(e.getMessage()));
              }
            });
    return done.orElseGet(() -> MendController.refused(words("mend.closed")));
  }
}
