package dev.senselink.batch.console.page;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes what somebody looks for, and leads to the page that shows it. */
@RestController
public final class SearchController {
  /** What else a form narrows by: words of the program. */
  private static final List<String> BESIDE = List.of("show", "cause");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final PageRenderer pages;

  public SearchController(PageRenderer pages) {
    this.pages = pages;
  }

  /**
   * Keeps the words.
   *
   * @param back the page on which they are looked for
   */
  @PostMapping("/search")
  public ResponseEntity<String> search(
      @RequestParam(name = "q", defaultValue = "") String sought,
      @RequestParam("back") String back,
      HttpServletRequest request) {
    if (sought.length() > KeptSearch.LONGEST) {
      Map<String, String> why = Map.of("why", words("search.long", KeptSearch.LONGEST));
      return pages.page(HttpStatus.CONFLICT, "message", "notNow", why, request);
    }
    StringBuilder to = new StringBuilder(OwnPath.of(back)).append('?');
    to.append(KeptSearch.keep(request, sought).parameter());
    for (String name : BESIDE) {
      String value = request.getParameter(name);
      if (value != null && WORD.matcher(value).matches()) {
        to.append(name).append('=').append(value).append('&');
      }
    }
    to.setLength(to.length() - 1);
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(to.toString())).build();
  }
}
