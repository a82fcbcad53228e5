package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.PageRenderer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * How people are to be brought in, as a form asks for it.
 *
 * @param before what counts so far
 */
record ChoicesForm(HttpServletRequest request, ImportDraft.Choices before) {
  private static final int LONGEST_GROUPS = 500;

  /** What was chosen. */
  ImportDraft.Choices choices() {
    return new ImportDraft.Choices(
        text("existing").equals("update"),
        text("withoutPhoto").equals("true"),
        text("createMissing").equals("true"),
        text("groups").strip(),
        ListForm.read(request, before.list()),
        RowSettings.read(request, before.rows()));
  }

  /** Why that cannot be chosen; empty where it can. */
  Optional<ResponseEntity<String>> refused(PageRenderer pages) {
    String fault = choices().rows().fault();
    if (!fault.isEmpty()) {
      return Optional.of(ImportsController.notNow(fault, pages, request));
    }
    return isNames(text("groups"))
        ? ListForm.refused(choices().list(), before.list(), pages, request)
        : Optional.of(ImportsController.notNow(words("import.groups"), pages, request));
  }

  private static boolean isNames(String groups) {
    return groups.length() <= LONGEST_GROUPS
        && !groups.contains("${")
        && groups.chars().noneMatch(Character::isISOControl);
  }

  private String text(String name) {
    @Nullable String text = request.getParameter(name);
    return text == null ? "" : text;
  }
}
