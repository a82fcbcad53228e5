package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.imports.understood.ListReading;
import dev.senselink.batch.console.imports.understood.ReadingForm;
import dev.senselink.batch.console.imports.understood.UnderstoodList;
import dev.senselink.batch.console.imports.understood.UnderstoodTexts;
import dev.senselink.batch.console.page.NoSuchPageException;
import dev.senselink.batch.console.page.PageRenderer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
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

/** Shows what was understood of a list, and takes what a person says of it. */
@RestController
public final class ColumnsController {
  private static final String GUESTS = "guests";

  private final Imports imports;
  private final PageRenderer pages;

  public ColumnsController(Imports imports, PageRenderer pages) {
    this.imports = imports;
    this.pages = pages;
  }

  private ImportDraft find(String id) {
    return imports.drafts().find(id).orElseThrow(NoSuchPageException::new);
  }

  private static String address(ImportDraft draft) {
    return Imports.address(draft) + "/columns";
  }

  /** What was understood. */
  @GetMapping("/imports/{id}/columns")
  public ResponseEntity<String> columns(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    ImportDraft draft = find(id);
    if (imports.isClosed(draft) || draft.list().isEmpty()) {
      return ImportsController.to(Imports.address(draft));
    }
    UnderstoodList list = imports.understood(draft);
    Map<String, @Nullable Object> values = new HashMap<>(new UnderstoodTexts(list).values());
    values.put("at", Imports.address(draft));
    values.put("list", draft.list());
    values.put("who", words(draft.guests() ? "import.guests" : "import.users"));
    values.put("isOfOthers", list.isOfOthers());
    values.put("guests", draft.guests());
    String holder = imports.holder();
    values.put("holder", holder);
    boolean fit = Boolean.FALSE.equals(values.get("hasProblems"));
    values.put("canCheck", fit && holder.isEmpty());
    values.put("waits", fit && !holder.isEmpty());
    return pages.page(HttpStatus.OK, "import-columns", "columns", values, request);
  }

  /** Keeps what is chosen. */
  @PostMapping("/imports/{id}/columns")
  public ResponseEntity<String> choose(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    imports.whileOpen(id, draft -> keep(draft, request));
    return ImportsController.to(address(find(id)));
  }

  /** Keeps what is chosen, and checks the list in this way. */
  @PostMapping("/imports/{id}/columns/check")
  public ResponseEntity<String> check(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    if (!imports.holder().isEmpty()) {
      Map<String, String> why = Map.of("why", words("import.held"));
      return pages.page(HttpStatus.CONFLICT, "message", "notNow", why, request);
    }
    boolean begins = imports.whileOpen(id, draft -> check(keep(draft, request))).orElse(false);
    ImportDraft draft = find(id);
    return ImportsController.to(begins ? Imports.address(draft) + "/work" : address(draft));
  }

  private ImportDraft keep(ImportDraft draft, HttpServletRequest request) throws IOException {
    if (draft.list().isEmpty()) {
      return draft;
    }
    UnderstoodList before = imports.understood(draft);
    ListReading reading = new ReadingForm(request::getParameter).read(before);
    if (!reading.isSamePlace(draft.reading()) && !before.showsSameRows(reading)) {
      imports.drafts().setCorrectionsAside(draft);
    }
    if (!reading.equals(draft.reading())) {
      imports.drafts().change(draft.id(), now -> now.reading(reading));
    }
    return find(draft.id());
  }

  /** Whether it begins. */
  private boolean check(ImportDraft draft) throws IOException {
    boolean begins =
        !draft.list().isEmpty() && draft.reading().sound() && imports.isReadable(draft);
    if (begins) {
      imports.check(draft, draft.choices());
    }
    return begins;
  }

  /** Keeps how people are to be brought in, and shows what was understood. */
  @PostMapping("/imports/{id}/choices")
  public ResponseEntity<String> choices(
      @PathVariable("id") String id,
      @RequestParam(name = "existing", defaultValue = "skip") String existing,
      @RequestParam(name = "withoutPhoto", defaultValue = "false") boolean withoutPhoto,
      @RequestParam(name = "createMissing", defaultValue = "false") boolean createMissing,
      @RequestParam(name = "groups", defaultValue = "") String groups,
      HttpServletRequest request)
      throws IOException {
    if (!CheckController.isNames(groups)) {
      Map<String, String> why = Map.of("why", words("import.groups"));
      return pages.page(HttpStatus.CONFLICT, "message", "notNow", why, request);
    }
    ListChoice before = find(id).choices().list();
    ListChoice list = ListForm.read(request, before);
    Optional<ResponseEntity<String>> refused = ListForm.refused(list, before, pages, request);
    if (refused.isPresent()) {
      return refused.get();
    }
    ImportDraft.Choices choices =
        new ImportDraft.Choices(
            existing.equals("update"), withoutPhoto, createMissing, groups.strip(), list);
    imports.whileOpen(
        id,
        draft -> {
          if (!choices.equals(draft.choices())) {
            imports.drafts().change(id, now -> now.choosing(choices));
          }
          return draft;
        });
    return ImportsController.to(address(find(id)));
  }

  /** Makes it an import of the others: staff, or visitors. */
  @PostMapping("/imports/{id}/who")
  public ResponseEntity<String> who(@PathVariable("id") String id, @RequestParam("who") String who)
      throws IOException {
    boolean guests = who.equals(GUESTS);
    imports.whileOpen(
        id,
        draft -> {
          if (draft.guests() != guests) {
            imports.drafts().change(id, now -> now.of(guests));
          }
          return draft;
        });
    ImportDraft draft = find(id);
    return ImportsController.to(draft.list().isEmpty() ? Imports.address(draft) : address(draft));
  }
}
