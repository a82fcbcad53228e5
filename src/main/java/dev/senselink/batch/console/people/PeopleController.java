package dev.senselink.batch.console.people;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.look.Look.Somebody;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.console.page.KeptSearch;
import dev.senselink.batch.console.page.PageRenderer;
import dev.senselink.batch.console.page.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Finds somebody on the server, in imports that were begun, and in runs. */
@RestController
public final class PeopleController {
  private final Look look;
  private final Mentions mentions;
  private final PageRenderer pages;

  public PeopleController(Look look, Mentions mentions, PageRenderer pages) {
    this.look = look;
    this.mentions = mentions;
    this.pages = pages;
  }

  /** Whoever fits. */
  @GetMapping("/people")
  public ResponseEntity<String> search(HttpServletRequest request) {
    String sought = KeptSearch.asked(request).words();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("q", sought);
    values.put("asked", !sought.isBlank());
    values.put("unknown", "");
    values.put("nobody", false);
    if (!sought.isBlank()) {
      List<Map<String, Object>> people = List.of();
      try {
        people =
            look.search(sought).stream()
                .filter(person -> Visitor.isOperator() || PersonTexts.isNamed(person, sought))
                .map(PersonTexts::listed)
                .toList();
      } catch (LookFailedException e) {
        values.put("unknown", words("people.unknown", e.getMessage()));
      }
      List<Map<String, Object>> places = mentions.of(sought);
      values.put("people", people);
      values.put("hasPeople", !people.isEmpty());
      values.put("mentions", places);
      values.put("hasMentions", !places.isEmpty());
      values.put("nobody", people.isEmpty() && places.isEmpty());
      values.put(
          "searched",
          words(
              Visitor.isOperator() ? "people.searched" : "people.searchedByName", Mentions.NEWEST));
    }
    return pages.page(HttpStatus.OK, "people", "people", values, request);
  }

  /** The photo on the server, made anew. */
  @GetMapping("/people/{id}/photo")
  public ResponseEntity<byte[]> photo(@PathVariable("id") long id) {
    byte[] jpeg = look.photo(id);
    return jpeg == null
        ? ResponseEntity.notFound().build()
        : ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(jpeg);
  }

  /** The address of somebody's page. */
  static String address(Somebody person) {
    return "/people/" + person.id();
  }
}
