package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.console.runs.RunCatalog;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** "Bring in people": which imports there are, and the files of one. */
@RestController
public final class ImportsController {
  private static final String GUESTS = "guests";

  private final Imports imports;
  private final Uploads uploads;
  private final PageRenderer pages;

  public ImportsController(Imports imports, PageRenderer pages) {
    this.imports = imports;
    this.uploads = new Uploads(imports.drafts());
    this.pages = pages;
  }

  static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /** What was asked cannot be done now. */
  static ResponseEntity<String> notNow(String why, PageRenderer pages, HttpServletRequest request) {
    return pages.page(HttpStatus.CONFLICT, "message", "notNow", Map.of("why", why), request);
  }

  private ImportDraft find(String id) {
    return imports.drafts().find(id).orElseThrow(NoSuchPageException::new);
  }

  /** Those that were begun, and how to begin one. */
  @GetMapping("/imports")
  public ResponseEntity<String> all(HttpServletRequest request) {
    Map<String, Object> values = new HashMap<>();
    values.put("newId", RandomId.next());
    values.put("sample", imports.sample() != null);
    List<Map<String, Object>> begun = imports.begun(imports.runs());
    values.put("begun", begun);
    values.put("hasBegun", !begun.isEmpty());
    return pages.page(HttpStatus.OK, "imports", "imports", values, request);
  }

  /** Begins one; the form that is posted a second time is the same import. */
  @PostMapping("/imports")
  public ResponseEntity<String> begin(
      @RequestParam("id") String id, @RequestParam("who") String who) throws IOException {
    imports.drafts().begin(id, who.equals(GUESTS));
    return to(Imports.address(find(id)));
  }

  /** Begins one with the list and the photos of the sample, on a practice server alone. */
  @PostMapping("/imports/sample")
  public ResponseEntity<String> beginSample(@RequestParam("id") String id)
      throws IOException, UploadRefusedException {
    Path sample = imports.sample();
    if (sample == null) {
      throw new NoSuchPageException();
    }
    imports.drafts().begin(id, false);
    ImportDraft draft = find(id);
    if (draft.list().isEmpty()) {
      try (DirectoryStream<Path> photos = Files.newDirectoryStream(sample.resolve("photos"))) {
        for (Path photo : photos) {
          byte[] content = Files.readAllBytes(photo);
          uploads.photo(draft, whole("photos", photo, content), content);
        }
      }
      Path list = sample.resolve("roster.csv");
      byte[] content = Files.readAllBytes(list);
      uploads.list(draft, whole("list", list, content), content);
    }
    return to(Imports.address(find(id)));
  }

  private static Uploads.Part whole(String kind, Path file, byte[] content) {
    return new Uploads.Part(kind, String.valueOf(file.getFileName()), 0, content.length);
  }

  /** Wherever an import is. */
  @GetMapping("/imports/{id}")
  public ResponseEntity<String> one(@PathVariable("id") String id) {
    ImportDraft draft = find(id);
    Optional<RunCatalog.Entry> run = imports.run(draft);
    return run.isPresent()
        ? to("/runs/" + run.get().id())
        : to(Imports.address(draft) + "/" + imports.step(draft));
  }

  /** Its files and what is to be done with them. */
  @GetMapping("/imports/{id}/files")
  public ResponseEntity<String> files(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    ImportDraft draft = find(id);
    if (imports.isClosed(draft)) {
      return to(Imports.address(draft));
    }
    long[] photos = uploads.photos(draft);
    ImportDraft.Choices choices = draft.choices();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("at", Imports.address(draft));
    values.put("who", words(draft.guests() ? "import.guests" : "import.users"));
    values.put("guests", draft.guests());
    values.put("list", draft.list());
    values.put("photos", photos[0] == 0 ? "" : photoCount(draft, photos));
    values.put("update", choices.update());
    values.put("withoutPhoto", choices.withoutPhoto());
    values.put("createMissing", choices.createMissing());
    values.put("groups", choices.groups());
    values.putAll(choices.rows().values());
    values.putAll(ListForm.values(choices.list(), imports.drafts().data()));
    String holder = imports.holder();
    values.put("zipLists", zipLists(draft));
    values.put("isOfOthers", isOfOthers(draft));
    values.put("holder", holder);
    values.put("canCheck", !draft.list().isEmpty() && holder.isEmpty());
    values.put("waits", !draft.list().isEmpty() && !holder.isEmpty());
    return pages.page(HttpStatus.OK, "import-files", "imports", values, request);
  }

  /** Lists among the photos, while there is no other. */
  private List<Map<String, Object>> zipLists(ImportDraft draft) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    if (draft.list().isEmpty()) {
      for (String name : uploads.listsInZip(draft)) {
        all.add(Map.of("n", all.size(), "name", name));
      }
    }
    return all;
  }

  private boolean isOfOthers(ImportDraft draft) throws IOException {
    return !draft.list().isEmpty() && imports.understood(draft).isOfOthers();
  }

  /** Takes a list out of the zip of photos. */
  @PostMapping("/imports/{id}/list/from-zip")
  public ResponseEntity<String> listFromZip(
      @PathVariable("id") String id, @RequestParam("n") int n, HttpServletRequest request)
      throws IOException {
    Optional<String> why =
        imports.whileOpen(
            id,
            draft -> {
              try {
                uploads.listFromZip(draft, n);
                return "";
              } catch (UploadRefusedException e) {
                return String.valueOf(e.getMessage());
              }
            });
    String refused = why.orElse("");
    return refused.isEmpty()
        ? to(Imports.address(find(id)))
        : notNow(words("upload.fromZip", refused), pages, request);
  }

  private String photoCount(ImportDraft draft, long[] photos) {
    long megabytes = Math.max(1, Math.round(photos[1] / 1e6));
    boolean zip = String.valueOf(imports.drafts().photosOf(draft)).endsWith(".zip");
    return zip ? words("import.zip", megabytes) : words("import.photos", photos[0], megabytes);
  }

  /** Takes the photos away again. */
  @PostMapping("/imports/{id}/photos/remove")
  public ResponseEntity<String> removePhotos(@PathVariable("id") String id) throws IOException {
    imports.whileOpen(
        id,
        draft -> {
          uploads.removePhotos(draft);
          return draft;
        });
    return to(Imports.address(find(id)));
  }

  /** Takes the whole import away, unless it is a run by now. */
  @PostMapping("/imports/{id}/remove")
  public ResponseEntity<String> remove(@PathVariable("id") String id) throws IOException {
    imports.whileOpen(
        id,
        draft -> {
          imports.drafts().remove(draft);
          return draft;
        });
    return to("/imports");
  }
}
