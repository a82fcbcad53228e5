package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.fixture.Benchmark;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.BrowserTab;
import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The heaviest page there is: more rows that need attention than it may show. How large it is, and
 * how soon a browser shows it. Run it with
 *
 * <pre>
 * mvn -q test -Dtest=PageBenchmark
 * </pre>
 */
@Benchmark
class PageBenchmark {
  private static final int ROWS = 25_000;
  private static final int PHOTOS = 600;

  @TempDir Path folder;

  @Test
  void rows_that_need_attention_are_shown() throws IOException {
    assumeTrue(Browser.program().isPresent(), "there is no Chromium on this machine");
    Path page = page();
    try (Browser browser = Browser.start()) {
      browser.tab().open(page); // the browser's own first start is not the page's
      BrowserTab tab = browser.tab().size(1200, 900).open(page);
      assertThat(tab.number("document.querySelectorAll('.rows > li').length")).isEqualTo(20_500);
      double paint =
          tab.value(
                  "new Promise(done => new PerformanceObserver(l => done(l.getEntries()[0].startTime))"
                      + ".observe({type: 'paint', buffered: true}))")
              .asDouble();
      double load =
          tab.value("performance.getEntriesByType('navigation')[0].loadEventEnd").asDouble();
      double search =
          tab.value(
                  "(() => { const f = document.querySelector('#find'); f.value = 'E24999 x';"
                      + " const t = performance.now(); f.dispatchEvent(new Event('input'));"
                      + " document.body.offsetHeight; return performance.now() - t; })()")
              .asDouble();
      System.out.printf(
          Locale.ROOT,
          "report.html of %,d rows to mend: %.1f MB, first paint %.0f ms, loaded %.0f ms, first search"
              + " %.0f ms, load %.1f%n",
          ROWS,
          Files.size(page) / 1e6,
          paint,
          load,
          search,
          Figures.load());
    }
  }

  private Path page() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    byte[] one = Portraits.person(1, 1080);
    List<String> lines = new ArrayList<>(List.of("name,jobNumber,mobile,photo"));
    for (int i = 1; i <= ROWS; i++) {
      String photo = i <= PHOTOS ? i + ".jpg" : "";
      if (!photo.isEmpty()) {
        Files.write(photos.resolve(photo), one);
      }
      lines.add("Somebody Number " + i + ",E" + i + ",139" + (10_000_000 + i) + "," + photo);
    }
    Path roster = Files.write(folder.resolve("roster.csv"), lines);
    Path report = folder.resolve("report");
    String[] args = {
      "validate", "users", roster.toString(), "--no-progress", "--report", report.toString()
    };
    assertThat(Cli.run(args, OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))
        .isEqualTo(3);
    return report.resolve("report.html");
  }
}
