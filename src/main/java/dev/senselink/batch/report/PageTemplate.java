package dev.senselink.batch.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page's template with its style and script in it. Every value is escaped by the template
 * engine; the page's own policy lets a browser run this style and this script, by their digests,
 * and nothing else.
 */
final class PageTemplate {
  /** Compiled once: whoever writes a page writes others, and a template keeps nothing of them. */
  static final PageTemplate PAGE = new PageTemplate();

  private final String style = resource("report.css");
  private final String styleHash = digest(style);
  private final String script = resource("report.js");
  private final String scriptHash = digest(script);
  private final Template template =
      Mustache.compiler()
          .emptyStringIsFalse(true)
          .withLoader(part -> new StringReader(resource(part + ".html")))
          .compile(resource("report.html"));

  private PageTemplate() {}

  /**
   * Writes the page.
   *
   * @throws com.samskivert.mustache.MustacheException if a value is missing: a defect
   */
  void write(Map<String, @Nullable Object> values, Writer to) {
    Map<String, @Nullable Object> all = new HashMap<>(values);
    all.put("style", style);
    all.put("styleHash", styleHash);
    all.put("script", script);
    all.put("scriptHash", scriptHash);
    template.execute(all, to);
  }

  private static String digest(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256Digest.of(text));
  }

  /** A file beside this class. */
  static String resource(String name) {
    try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
