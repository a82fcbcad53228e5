package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.mend.MendPlace;
import dev.senselink.batch.console.mend.MendedList;
import dev.senselink.batch.console.mend.Mending;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.Visitor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Mends the list of an import; the page's script asks. Whatever is mended closes Start until the
 * list was checked again.
 */
@RestController
public final class MendController {
  /** No cell that the server takes is longer by far. */
  private static final int LONGEST = 10_000;

  private final Imports imports;
  private final Mending mending;
  private final Look look;

  public MendController(Imports imports, Mending mending, Look look) {
    this.imports = imports;
    this.mending = mending;
    this.look = look;
  }

  @FunctionalInterface
  private interface Change {
    Optional<? extends Map<String, ?>> of(MendPlace place) throws IOException;
  }

  /** What the rules say of a cell while somebody types. Nothing is changed. */
  @PostMapping("/imports/{id}/mend/judge")
  public ResponseEntity<byte[]> judge(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam("hash") String hash,
      @RequestParam("at") int at,
      @RequestParam("to") String to)
      throws IOException {
    ImportDraft draft = imports.drafts().find(id).orElseThrow(NoSuchPageException::new);
    if (draft.list().isEmpty() || to.length() > LONGEST) {
      return refused(words("mend.tooLong"));
    }
    String why =
        mending.judge(imports.place(draft, look), new Mending.CellChange(line, hash, at, to, ""));
    return done(Map.of("why", why));
  }

  /** Stores what is to stand in a cell. */
  @PostMapping("/imports/{id}/mend/cell")
  public ResponseEntity<byte[]> cell(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam("hash") String hash,
      @RequestParam("at") int at,
      @RequestParam("to") String to,
      @RequestParam("seen") String seen)
      throws IOException {
    if (to.length() > LONGEST) {
      return refused(words("mend.tooLong"));
    }
    Mending.CellChange change = new Mending.CellChange(line, hash, at, to, seen);
    return mend(
        id,
        place ->
            mending
                .cell(place, change, Visitor.name())
                .map(done -> Map.of("now", done.now(), "why", done.why(), "told", done.told())));
  }

  /** Stores the same for all cells with the same wrong content. */
  @PostMapping("/imports/{id}/mend/cause")
  public ResponseEntity<byte[]> cause(
      @PathVariable("id") String id,
      @RequestParam("cause") String cause,
      @RequestParam("to") String to)
      throws IOException {
    if (to.length() > LONGEST) {
      return refused(words("mend.tooLong"));
    }
    return mend(
        id, place -> Optional.of(Map.of("rows", mending.cause(place, cause, to, Visitor.name()))));
  }

  /** Leaves a row out, or takes it back in. */
  @PostMapping("/imports/{id}/mend/leave-out")
  public ResponseEntity<byte[]> leaveOut(
      @PathVariable("id") String id,
      @RequestParam("line") long line,
      @RequestParam("hash") String hash,
      @RequestParam("out") boolean out)
      throws IOException {
    return mend(
        id,
        place ->
            mending.leaveOut(place, line, hash, out)
                ? Optional.of(Map.of("out", out))
                : Optional.empty());
  }

  /** Takes back all that was corrected, where it does not fit the list any more. */
  @PostMapping("/imports/{id}/mend/forget")
  public ResponseEntity<String> forget(@PathVariable("id") String id) throws IOException {
    imports.whileOpen(
        id,
        draft -> {
          if (imports.drafts().hasCorrections(draft)) {
            imports.corrects(draft);
            imports.drafts().setCorrectionsAside(draft);
          }
          return draft;
        });
    return ImportsController.to("/imports/" + id);
  }

  /** The list as it is corrected by now; it is made while it is sent. */
  @GetMapping("/imports/{id}/mend/list.xlsx")
  public void list(@PathVariable("id") String id, HttpServletResponse response) throws IOException {
    ImportDraft draft = imports.drafts().find(id).orElseThrow(NoSuchPageException::new);
    if (draft.list().isEmpty()) {
      throw new NoSuchPageException();
    }
    MendedList list = new MendedList(imports.place(draft, look));
    String name = draft.list().replaceFirst("\\.[^.]*$", "") + ".xlsx";
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name, UTF_8).build().toString());
    list.write(response.getOutputStream());
  }

  /** Who else is at work on it, and what has become of one's own changes. */
  @GetMapping("/imports/{id}/mend/news")
  public ResponseEntity<byte[]> news(@PathVariable("id") String id) {
    ImportDraft draft = imports.drafts().find(id).orElseThrow(NoSuchPageException::new);
    Mending.News news = mending.news(draft.id(), Visitor.name());
    String others =
        news.others().isEmpty() ? "" : words("mend.others", String.join(", ", news.others()));
    return done(Map.of("others", others, "told", news.told()));
  }

  private ResponseEntity<byte[]> mend(String id, Change change) throws IOException {
    Optional<Optional<? extends Map<String, ?>>> done =
        imports.whileOpen(
            id,
            draft -> {
              if (draft.list().isEmpty() || !Mending.isChecked(imports.drafts().check(draft))) {
                return Optional.empty();
              }
              return change.of(imports.place(draft, look));
            });
    if (done.isEmpty()) {
      return refused(words("mend.closed"));
    }
    return done.get().isPresent() ? done(done.get().get()) : refused(words("mend.changed"));
  }

  static ResponseEntity<byte[]> refused(String why) {
    return answer(HttpStatus.CONFLICT, Map.of("error", why));
  }

  static ResponseEntity<byte[]> done(Map<String, ?> told) {
    return answer(HttpStatus.OK, told);
  }

  private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, ?> told) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(JsonMapper.shared().writeValueAsBytes(told));
  }
}
