package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.imports.understood.ListReading;
import dev.senselink.batch.console.imports.understood.ReadingForm;
import dev.senselink.batch.console.imports.understood.ReadingProblems;
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
    return imports
        .whileOpen(id, draft -> keep(draft, false, request))
        .orElseGet(() -> ImportsController.to(address(find(id))));
  }

  /** Keeps what is chosen, and checks the list in this way. */
  @PostMapping("/imports/{id}/columns/check")
  public ResponseEntity<String> check(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    if (!imports.holder().isEmpty()) {
      return ImportsController.notNow(words("import.held"), pages, request);
    }
    return imports
        .whileOpen(id, draft -> keep(draft, true, request))
        .orElseGet(() -> ImportsController.to(address(find(id))));
  }

  private ResponseEntity<String> keep(ImportDraft draft, boolean checks, HttpServletRequest request)
      throws IOException {
    if (draft.list().isEmpty()) {
      return ImportsController.to(address(draft));
    }
    UnderstoodList before = imports.understood(draft);
    ReadingForm form = new ReadingForm(request::getParameter);
    if (!form.isOf(before)) {
      return ImportsController.notNow(words("import.changed"), pages, request);
    }
    UnderstoodList now = form.read(before);
    ListReading reading = now.reading();
    ImportDraft kept = draft.reading(reading);
    boolean same = reading.equals(draft.reading());
    UnderstoodList asChosen = same ? before : imports.understood(kept);
    if (!same) {
      imports.drafts().forgetCheck(draft);
      if (!before.showsSameRows(asChosen)) {
        imports.drafts().setCorrectionsAside(draft);
      }
      imports.drafts().change(draft.id(), one -> one.reading(reading));
    }
    if (checks && reading.isAgreed() && reading.sound()) {
      if (ReadingProblems.of(asChosen).isEmpty()) {
        imports.check(kept, kept.choices());
        return ImportsController.to(Imports.address(draft) + "/work");
      }
    }
    return ImportsController.to(address(draft));
  }

  /** Keeps how people are to be brought in, and shows what was understood. */
  @PostMapping("/imports/{id}/choices")
  public ResponseEntity<String> choices(@PathVariable("id") String id, HttpServletRequest request)
      throws IOException {
    return imports
        .whileOpen(id, draft -> choose(draft, new ChoicesForm(request, draft.choices())))
        .orElseGet(() -> ImportsController.to(address(find(id))));
  }

  private ResponseEntity<String> choose(ImportDraft draft, ChoicesForm form) {
    Optional<ResponseEntity<String>> refused = form.refused(pages);
    if (refused.isEmpty() && !form.choices().equals(draft.choices())) {
      imports.drafts().change(draft.id(), now -> now.choosing(form.choices()));
    }
    return refused.orElseGet(() -> ImportsController.to(address(draft)));
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
            // It is read anew: which sheet and which line are not what they were.
            imports.drafts().forgetCheck(draft);
            imports.drafts().setCorrectionsAside(draft);
            imports.drafts().change(id, now -> now.of(guests));
          }
          return draft;
        });
    ImportDraft draft = find(id);
    return ImportsController.to(draft.list().isEmpty() ? Imports.address(draft) : address(draft));
  }
}
