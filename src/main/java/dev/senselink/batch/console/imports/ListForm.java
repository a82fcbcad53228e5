package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import dev.senselink.batch.ledger.lists.ListIndexFile;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Whose list an import is, as a form asks for it. */
final class ListForm {
  private ListForm() {}

  /**
   * What was chosen.
   *
   * @param before what counts where a form did not ask
   */
  static ListChoice read(HttpServletRequest request, ListChoice before) {
    if (request.getParameter("list") == null) {
      return before;
    }
    String begun = text(request, "newList");
    return new ListChoice(
        begun.isEmpty() ? text(request, "list") : begun,
        !begun.isEmpty(),
        text(request, "part").equals("true"),
        text(request, "leavers"),
        text(request, "maxLeavers"),
        text(request, "maxShrink"),
        text(request, "keepGroup"));
  }

  /**
   * Why this cannot be chosen.
   *
   * @param before what was chosen so far: that may stay
   */
  static Optional<ResponseEntity<String>> refused(
      ListChoice choice, ListChoice before, PageRenderer pages, HttpServletRequest request) {
    if (!choice.fault().isEmpty()) {
      return Optional.of(ImportsController.notNow(choice.fault(), pages, request));
    }
    if (choice.equals(before) || Visitor.isAdmin()) {
      return Optional.empty();
    }
    if (before.isForAdmins()) { // a form that does not offer it would take it back unseen
      return Optional.of(refused(words("list.ofAdmin"), pages, request));
    }
    return choice.isForAdmins() ? Optional.of(forAdmins(pages, request)) : Optional.empty();
  }

  /** Only an admin may do this. */
  static ResponseEntity<String> forAdmins(PageRenderer pages, HttpServletRequest request) {
    return refused(words("list.forAdmins"), pages, request);
  }

  private static ResponseEntity<String> refused(
      String why, PageRenderer pages, HttpServletRequest request) {
    return pages.page(HttpStatus.FORBIDDEN, "message", "refused", Map.of("why", why), request);
  }

  private static String text(HttpServletRequest request, String name) {
    @Nullable String text = request.getParameter(name);
    return text == null ? "" : text.strip();
  }

  /** Values of the part that asks. */
  static Map<String, Object> values(ListChoice choice, Path data) {
    Map<String, Object> values = new HashMap<>();
    values.put("lists", lists(choice, data));
    values.put("noList", choice.name().isEmpty() || choice.begun());
    values.put("newList", choice.begun() ? choice.name() : "");
    values.put("part", choice.part());
    values.put("leaversNone", choice.leavers().isEmpty());
    for (String kind : List.of("report", "revoke", "delete")) {
      values.put(kind, choice.leavers().equals(kind));
    }
    boolean ofAdmin = choice.isForAdmins() && !Visitor.isAdmin();
    values.put("listOfAdmin", ofAdmin);
    values.put("mayDelete", ofAdmin || Visitor.isAdmin());
    values.put("maxLeavers", choice.maxLeavers());
    values.put("maxShrink", choice.maxShrink());
    values.put("keepGroup", choice.keepGroup());
    values.put("listOpen", !choice.name().isEmpty());
    return values;
  }

  /** Those that are known, whichever server they are of. */
  private static List<Map<String, Object>> lists(ListChoice choice, Path data) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode one : new ListIndexFile(data).json().values()) {
      names.add(one.path("name").asString(""));
    }
    if (!choice.name().isEmpty() && !choice.begun()) {
      names.add(choice.name());
    }
    List<Map<String, Object>> lists = new ArrayList<>();
    names.forEach(name -> lists.add(Map.of("name", name, "chosen", is(choice, name))));
    return lists;
  }

  private static boolean is(ListChoice choice, String name) {
    return choice.name().equals(name) && !choice.begun();
  }
}
