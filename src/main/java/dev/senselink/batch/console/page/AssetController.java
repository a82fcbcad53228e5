package dev.senselink.batch.console.page;

import dev.senselink.batch.report.ReportParts;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Style and script of all pages, and whether the console is there at all. */
@RestController
public final class AssetController {
  private static final MediaType STYLE = new MediaType("text", "css", StandardCharsets.UTF_8);
  private static final MediaType SCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);

  private static final MediaType ICON = new MediaType("image", "svg+xml");

  private final byte[] icon = PageRenderer.resource("icon.svg").getBytes(StandardCharsets.UTF_8);
  private final byte[] style =
      (ReportParts.style() + PageRenderer.resource("console.css")).getBytes(StandardCharsets.UTF_8);
  private final byte[] script =
      PageRenderer.resource("console.js").getBytes(StandardCharsets.UTF_8);
  private final byte[] mending = PageRenderer.resource("mend.js").getBytes(StandardCharsets.UTF_8);

  /** The report's style, and what pages have beside it. */
  @GetMapping("/assets/console.css")
  public ResponseEntity<byte[]> style() {
    return ResponseEntity.ok().contentType(STYLE).body(style);
  }

  /** The script. */
  @GetMapping("/assets/console.js")
  public ResponseEntity<byte[]> script() {
    return ResponseEntity.ok().contentType(SCRIPT).body(script);
  }

  /** The script of the page on which a list is mended. */
  @GetMapping("/assets/mend.js")
  public ResponseEntity<byte[]> mending() {
    return ResponseEntity.ok().contentType(SCRIPT).body(mending);
  }

  /** The sign in a browser's tab. */
  @GetMapping("/assets/icon.svg")
  public ResponseEntity<byte[]> icon() {
    return ResponseEntity.ok().contentType(ICON).body(icon);
  }

  /** For whoever watches over the machine. */
  @GetMapping("/health")
  public ResponseEntity<byte[]> health() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8));
  }
}
