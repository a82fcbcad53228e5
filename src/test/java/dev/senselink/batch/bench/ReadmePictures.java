package dev.senselink.batch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.fixture.Browser;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the README's pictures anew, of drawn people: the report's page and the terminal.
 *
 * <pre>
 * mvn -q test -Dtest=ReadmePictures
 * </pre>
 */
class ReadmePictures {
  private static final Path PICTURES = Path.of(".github", "pictures");

  private static final int PEOPLE = 240;

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
    try (Browser browser = Browser.withWindows()) {
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
              + " for (const command of document.querySelectorAll('.command code'))"
              + " command.textContent = command.textContent.replace(/ --server.*/, '');"
              + " document.querySelector('#row').hidden = true;"
              + " document.documentElement.style.overflow = 'hidden'; })()");
      Files.write(PICTURES.resolve("report.png"), tab.screenshot());
    }
  }

  @Test
  void the_terminal() throws Exception {
    Path site = Path.of("target", "readme", "site").toAbsolutePath();
    Files.createDirectories(site.resolve("photos"));
    String said;
    SandboxSettings slow =
        SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(60)));
    try (Sandbox server = Sandbox.start(slow)) {
      staff(site);
      Files.writeString(site.resolve("secret.txt"), server.appSecret());
      Files.writeString(
          site.resolve("senselink.yml"),
          "server: %s%napp-key: %s%napp-secret-file: secret.txt%ndata: %s%nreport: report%n"
              .formatted(server.url(), server.appKey(), folder.resolve("site-data")));
      said = onATerminal(site);
    }
    Path page = Files.writeString(folder.resolve("terminal.html"), terminal(said, site));
    try (Browser browser = Browser.withWindows()) {
      var tab = browser.tab().size(1000, 430).open(page);
      Files.write(PICTURES.resolve("terminal.png"), tab.screenshot());
    }
  }

  private static void staff(Path site) throws IOException {
    List<String> lines = new ArrayList<>(List.of("name,jobNumber,photo"));
    for (int i = 1; i <= PEOPLE; i++) {
      String photo = i % 37 == 0 ? "missing.jpg" : 1000 + i + ".jpg";
      Files.write(
          site.resolve("photos").resolve(1000 + i + ".jpg"),
          i % 53 == 0
              ? Portraits.person(i - 1, 300, Portraits.Variation.SIMILAR)
              : Portraits.person(i, 300));
      lines.add("Person Number " + i + "," + (1000 + i) + "," + photo);
    }
    Files.write(site.resolve("staff.csv"), lines);
  }

  /** What a terminal of 100 columns got, frame by frame. */
  private static String onATerminal(Path site) throws Exception {
    String command =
        Path.of(System.getProperty("java.home"), "bin", "java")
            + " -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + Main.class.getName()
            + " import users staff.csv";
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", "stty cols 100; " + command, "/dev/null")
            .directory(site.toFile())
            .redirectErrorStream(true);
    builder.environment().put("TERM", "xterm");
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The lines that stay, the bar as it was in the middle, and the closing words. */
  private static String terminal(String said, Path site) {
    List<String> bars = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : said.split("\n")) {
      String[] frames = line.split("\r");
      for (String frame : frames) {
        if (frame.startsWith("[") && frame.contains(" of " + PEOPLE)) {
          bars.add(frame.strip());
        }
      }
      String last = frames.length == 0 ? "" : frames[frames.length - 1].stripTrailing();
      if (!last.isEmpty() && !last.startsWith("state:") && !last.startsWith("writing")) {
        lines.add(last);
      }
    }
    int closing = 0;
    while (!lines.get(closing + 1).startsWith("report:")) {
      closing++;
    }
    List<String> shown = new ArrayList<>(List.of("$ ./senselink import users staff.csv"));
    lines.subList(0, closing).stream().filter(line -> !line.startsWith("[")).forEach(shown::add);
    shown.add(bars.get(bars.size() * 3 / 5));
    shown.add("");
    shown.add("… and when it is done, in the place of the bar:");
    shown.add("");
    shown.addAll(lines.subList(closing, lines.size()));
    String text =
        String.join("\n", shown).replace(site + "/", "").replace("&", "&amp;").replace("<", "&lt;");
    return "<!DOCTYPE html><meta charset=utf-8><style>body{margin:0;background:#14191c}"
        + "pre{margin:0;padding:26px 30px;color:#d5dee0;white-space:pre-wrap;"
        + "font:15px/1.5 'DejaVu Sans Mono',monospace}</style><pre>"
        + text
        + "</pre>";
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
