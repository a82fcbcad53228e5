package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes files in parts; the page's script sends them. */
@RestController
public final class UploadController {
  private final Imports imports;
  private final Uploads uploads;

  public UploadController(Imports imports) {
    this.imports = imports;
    this.uploads = new Uploads(imports.drafts());
  }

  @FunctionalInterface
  private interface Taker {
    Uploads.Taken take(ImportDraft draft, Uploads.Part part, byte[] body)
        throws IOException, UploadRefusedException;
  }

  /** A part of the list. */
  @PostMapping("/imports/{id}/list")
  public ResponseEntity<byte[]> list(
      @PathVariable("id") String id,
      @RequestHeader(Uploads.NAME_HEADER) String name,
      @RequestParam("at") long at,
      @RequestParam("size") long size,
      HttpServletRequest request)
      throws IOException {
    return take(id, Uploads.Part.sent("list", name, at, size), request, uploads::list);
  }

  /** A part of a photo, or of a zip of photos. */
  @PostMapping("/imports/{id}/photos")
  public ResponseEntity<byte[]> photo(
      @PathVariable("id") String id,
      @RequestHeader(Uploads.NAME_HEADER) String name,
      @RequestParam("at") long at,
      @RequestParam("size") long size,
      HttpServletRequest request)
      throws IOException {
    return take(id, Uploads.Part.sent("photos", name, at, size), request, uploads::photo);
  }

  /** The part is read before it is anybody's turn: whoever sends slowly holds up nobody. */
  private ResponseEntity<byte[]> take(
      String id, Uploads.Part part, HttpServletRequest request, Taker taker) throws IOException {
    byte[] body = request.getInputStream().readNBytes(Uploads.LARGEST_PART + 1);
    return imports
        .whileOpen(id, draft -> take(draft, part, body, taker))
        .orElseGet(() -> answer(HttpStatus.CONFLICT, Map.of("error", words("upload.closed"))));
  }

  private ResponseEntity<byte[]> take(
      ImportDraft draft, Uploads.Part part, byte[] body, Taker taker) throws IOException {
    try {
      Uploads.Taken taken = taker.take(draft, part, body);
      return answer(HttpStatus.OK, Map.of("at", taken.at(), "whole", taken.whole()));
    } catch (UploadRefusedException e) {
      uploads.forget(draft, part);
      return answer(
          HttpStatus.UNPROCESSABLE_CONTENT,
          Map.of("error", String.valueOf(e.getMessage()), "instead", e.instead()));
    }
  }

  private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, ?> told) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(JsonMapper.shared().writeValueAsBytes(told));
  }
}
