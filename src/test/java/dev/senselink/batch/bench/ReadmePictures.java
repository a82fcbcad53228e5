package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the README's picture of the report's page anew, of the samples' drawn people:
 *
 * <pre>
 * mvn -q test -Dtest=ReadmePictures
 * </pre>
 */
class ReadmePictures {
  private static final Path PICTURES = Path.of(".github", "pictures");

  @TempDir Path folder;

  @Test
  void the_page() throws IOException {
    Path report = Path.of("target", "readme", "report");
    try (Sandbox server = Sandbox.start(SandboxSettings.standard())) {
      Path secret = Files.writeString(folder.resolve("secret"), server.appSecret());
      assertThat(imported(server, secret, "first", folder.resolve("first"))).isZero();
      assertThat(imported(server, secret, "messy", report)).isEqualTo(3);
    }
    Files.createDirectories(PICTURES);
    try (Browser browser = Browser.start()) {
      var tab = browser.tab().size(1100, 1880).open(report.resolve("report.html").toAbsolutePath());
      // Rows with faces and no folders of this machine.
      tab.value(
          "(() => { const here = '"
              + Path.of("").toAbsolutePath()
              + "/';"
              + " const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);"
              + " while (texts.nextNode())"
              + " texts.currentNode.data = texts.currentNode.data.replaceAll(here, '');"
              + " for (const p of document.querySelectorAll('.problem'))"
              + " p.hidden = !/PHOTO_SHARED|MULTIPLE_FACES|30002/.test(p.textContent);"
              + " const command = document.querySelector('.command code');"
              + " command.textContent = command.textContent.replace(/ --server.*/, '');"
              + " document.querySelector('#row').hidden = true;"
              + " document.documentElement.style.overflow = 'hidden'; })()");
      Files.write(PICTURES.resolve("report.png"), tab.screenshot());
    }
  }

  private int imported(Sandbox server, Path secret, String sample, Path report) {
    List<String> args = new ArrayList<>(List.of("import", "users"));
    args.add("samples/" + sample + "/roster.csv");
    args.addAll(List.of("--server", server.url().toString(), "--app-key", server.appKey()));
    args.addAll(List.of("--app-secret-file", secret.toString(), "--no-progress"));
    args.addAll(List.of("--data", folder.resolve("data").toString()));
    args.addAll(List.of("--report", report.toString()));
    OutputStream nowhere = OutputStream.nullOutputStream();
    return Cli.run(args.toArray(String[]::new), nowhere, nowhere);
  }
}
