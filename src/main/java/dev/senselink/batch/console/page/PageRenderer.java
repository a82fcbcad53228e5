package dev.senselink.batch.console.page;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.report.ReportParts;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;

/** Makes pages: a template of its own within the frame that all have. Every value is escaped. */
public final class PageRenderer {
  /** What every page is. */
  public static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  /** Where the files of the package above lie; in a jar no path may lead upwards. */
  private static final String FOLDER =
      "/"
          + PageRenderer.class.getPackageName().replaceFirst("\\.page$", "").replace('.', '/')
          + "/";

  private static final List<String> PLACES =
      List.of(
          "today", "imports", "conflicts", "people", "runs", "backups", "records", "jobs", "audit");
  private static final Set<String> FOR_ADMINS = Set.of("audit");
  private static final Set<String> FOR_ALL =
      Set.of("today", "conflicts", "people", "runs", "backups", "jobs");

  private final Map<String, Template> templates = new ConcurrentHashMap<>();
  private final boolean practice;

  /**
   * @param practice whether every page says that its server is a practice server
   */
  public PageRenderer(boolean practice) {
    this.practice = practice;
  }

  /**
   * A page.
   *
   * @param template its own part
   * @param name what its title is under in the texts
   * @param values what its part shows
   */
  public ResponseEntity<String> page(
      HttpStatus status,
      String template,
      String name,
      Map<String, ?> values,
      HttpServletRequest request) {
    Locale language = DisplayLanguage.language();
    Map<String, @Nullable Object> all = new HashMap<>();
    all.put("p", (Mustache.CustomContext) key -> words("page." + key));
    all.put("title", words("title." + name));
    all.put("lang", new ReportParts(language, "").tag());
    Locale other = language.equals(Locale.CHINESE) ? Locale.ENGLISH : Locale.CHINESE;
    all.put("otherLang", other.getLanguage());
    all.put("otherName", other.getDisplayLanguage(other));
    all.put("path", request.getRequestURI());
    CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    all.put("csrf", token == null ? "" : token.getToken());
    boolean signedIn = Visitor.isKnown();
    all.put("signedIn", signedIn);
    all.put("practice", practice);
    all.put("operator", Visitor.isOperator());
    all.put("admin", Visitor.isAdmin());
    all.put("account", Visitor.isAccount() ? Visitor.name() : "");
    Object left = request.getAttribute("senselink.left");
    all.put("why", "");
    all.put("left", left == null ? "" : left);
    all.put("places", signedIn ? places(request) : List.of());
    all.putAll(values);
    all.put("content", template(template).execute(all));
    return ResponseEntity.status(status).contentType(HTML).body(template("frame").execute(all));
  }

  /** A file that posts a token when a browser opens it. */
  public String signInFile(String action, String token) {
    return template("open")
        .execute(
            Map.of(
                "p",
                (Mustache.CustomContext) key -> words("page." + key),
                "lang",
                new ReportParts(DisplayLanguage.language(), "").tag(),
                "action",
                action,
                "token",
                token));
  }

  /** What browsers may run and show: what comes from here, nothing that stands in a page. */
  public static String policy() {
    return resource("policy.txt").strip();
  }

  private static List<Map<String, Object>> places(HttpServletRequest request) {
    return PLACES.stream()
        .filter(PageRenderer::isFor)
        .map(
            place -> {
              String path = place.equals("today") ? "/" : "/" + place;
              boolean here =
                  place.equals("today")
                      ? request.getRequestURI().equals(path)
                      : request.getRequestURI().startsWith(path);
              return Map.<String, Object>of(
                  "name", words("title." + place), "path", path, "here", here);
            })
        .toList();
  }

  /** What somebody may not see is not offered. */
  private static boolean isFor(String place) {
    return Visitor.isOperator() && !FOR_ADMINS.contains(place)
        || Visitor.isAdmin()
        || FOR_ALL.contains(place);
  }

  private Template template(String name) {
    return templates.computeIfAbsent(
        name,
        one ->
            Mustache.compiler()
                .emptyStringIsFalse(true)
                .withLoader(part -> new StringReader(part(part)))
                .compile(resource(one + ".html")));
  }

  /** A part of the console's own, else one of the report. */
  private static String part(String name) {
    return PageRenderer.class.getResource(FOLDER + name + ".html") == null
        ? ReportParts.template(name)
        : resource(name + ".html");
  }

  /** A file of the console's own. */
  static String resource(String name) {
    try (InputStream in = PageRenderer.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
