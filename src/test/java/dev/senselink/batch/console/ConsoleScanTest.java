package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody sends who wants to break in or to break it: a table of requests, each asked by
 * nobody, a viewer, an operator and an admin on the wire. Nothing that comes back is a defect,
 * tells how the console is made or what somebody else may see, or lacks what browsers are told.
 */
class ConsoleScanTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String RUN = "R261128010203ABCD";

  /** What only an admin may see, and what only somebody who is signed in may. */
  private static final String AUDITED = "zaudited";

  private static final List<String> PERSONAL = List.of("Zana", "ZID4711", "Zacme", "zstaff.csv");

  /** What tells of what the console is made of, and where. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?i)jetty|spring|jackson|eclipse|servlet|dev\\.senselink|java\\.|exception|\\tat |"
              + "\\d+\\.\\d+\\.\\d+-SNAPSHOT|accounts\\.json|root:");

  private static final List<String> ALWAYS =
      List.of(
          "x-content-type-options: nosniff",
          "x-frame-options: DENY",
          "referrer-policy: same-origin",
          "cache-control: no-",
          "content-security-policy: default-src 'none'");

  private static final Pattern TIMES = Pattern.compile("\\{(\\d+)\\*([^{}]*)\\}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|x([0-9a-f]{2}))");

  @TempDir static Path folder;
  private static OpenConsole console;
  private static final List<Visitor> VISITORS = new ArrayList<>();

  /** Who asks. */
  private record Visitor(String name, String cookie, String token) {}

  /** A line of the table. */
  private record Asked(List<Integer> statuses, String request) {
    int status(int visitor) {
      return statuses.size() == 1 ? statuses.get(0) : statuses.get(visitor);
    }

    @Override
    public String toString() {
      return request;
    }
  }

  @BeforeAll
  static void open() throws Exception {
    Path data = PrivateFiles.folder(folder.resolve("data"));
    Path audit = PrivateFiles.folder(data.resolve("console/audit"));
    Files.writeString(
        audit.resolve("2026-01.jsonl"),
        "{\"at\":\"2026-01-05T10:00:00Z\",\"account\":\"" + AUDITED + "\",\"what\":\"imports\"}\n");
    Path report = Files.createDirectories(folder.resolve("report"));
    Files.writeString(
        report.resolve("summary.json"), "{\"job\":\"import-users\",\"runId\":\"" + RUN + "\"}");
    Files.writeString(
        report.resolve("results.csv"),
        "\ufeffline,key,name,outcome,code,reason\r\n2,ZID4711,Zana,REJECTED_ROW,BAD_DATE,wrong\r\n");
    Files.writeString(
        data.resolve("runs.json"),
        """
        [{"id":"%s","command":"import-users","status":"COMPLETED","server":"10.0.0.5:443",
        "company":"Zacme","roster":"/lists/zstaff.csv","startedAt":"2026-11-28T01:02:03Z",
        "finishedAt":"2026-11-28T01:03:03Z","undoUntil":"2099-01-01T00:00:00Z","rows":1,
        "outcomes":{"REJECTED_ROW":1},"attention":1,"report":"%s"}]"""
            .formatted(RUN, report));
    Accounts accounts = QuickAccounts.in(data);
    console = OpenConsole.on(data);
    VISITORS.add(visitor("nobody"));
    for (Role role : Role.values()) {
      accounts.add(role.word(), role, PASSWORD);
      VISITORS.add(visitor(role.word()));
    }
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static Visitor visitor(String name) {
    Visitor nobody = of(name, ask("GET /sign-in HTTP/1.1\r\nHost: " + host() + "\r\n\r\n"), "");
    if (name.equals("nobody")) {
      return nobody;
    }
    String in =
        ask(
            form(
                nobody,
                "/sign-in/password application/x-www-form-urlencoded account="
                    + name
                    + "&password="
                    + PASSWORD.replace(' ', '+')
                    + "&_csrf={TOKEN}"));
    assertThat(in).startsWith("HTTP/1.1 303");
    Visitor signedIn = of(name, in, nobody.token());
    return of(
        name,
        ask("GET / HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + signedIn.cookie() + "\r\n\r\n"),
        signedIn.cookie());
  }

  private static Visitor of(String name, String answer, String before) {
    Matcher cookie = Pattern.compile("Set-Cookie: (senselink-\\d+(-form)?=[^;]+)").matcher(answer);
    Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(answer);
    return new Visitor(
        name, cookie.find() ? cookie.group(1) : before, token.find() ? token.group(1) : before);
  }

  private static String host() {
    return "127.0.0.1:" + console.port();
  }

  static Stream<Asked> table() throws IOException {
    List<Asked> all = new ArrayList<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/cases/console/requests.txt"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int space = line.indexOf(' ');
        all.add(
            new Asked(
                Stream.of(line.substring(0, space).split(",")).map(Integer::valueOf).toList(),
                line.substring(space + 1)));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void whatever_is_sent_what_comes_back_is_in_order(Asked asked) {
    for (int n = 0; n < VISITORS.size(); n++) {
      Visitor who = VISITORS.get(n);
      String answer = ask(written(who, asked.request()));

      assertThat(status(answer)).as(who.name()).isEqualTo(asked.status(n));
      mustBeInOrder(who, answer);
    }
  }

  private static void mustBeInOrder(Visitor who, String answer) {
    // Of all that begin with a 5 this one alone is no defect: the version is none of ours.
    assertThat(status(answer)).as(who.name()).matches(status -> status < 500 || status == 505);
    assertThat(answer).as(who.name()).doesNotContainPattern(INSIDE).doesNotContain("<script>zq9");
    assertThat(answer.split("HTTP/1.1 \\d", -1)).as("one request, one answer").hasSize(2);
    String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
    assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("zq9").doesNotContain("evil");
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    head.lines().skip(1).forEach(line -> headers.put(line.split(":")[0], line));
    assertThat(headers).doesNotContainKeys("Server", "X-Powered-By", "Access-Control-Allow-Origin");
    for (String always : ALWAYS) {
      assertThat(String.valueOf(headers.get(always.split(":")[0])).toLowerCase(Locale.ROOT))
          .startsWith(always.toLowerCase(Locale.ROOT));
    }
    if (!who.name().equals("admin")) {
      assertThat(answer).doesNotContain(AUDITED);
    }
    if (who.name().equals("nobody")) {
      assertThat(answer).doesNotContain(PERSONAL);
    }
    assertThat(head.lines().filter(line -> line.startsWith("Set-Cookie")))
        .allMatch(line -> line.contains("HttpOnly") && line.contains("SameSite=Strict"));
  }

  private static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** As it goes over the wire. */
  private static String written(Visitor who, String request) {
    String written = request;
    if (request.startsWith("FORM ")) {
      written = form(who, request.substring(5));
    } else if (!request.contains("\\r\\n") && !request.contains("\\n")) {
      written =
          request
              + " HTTP/1.1\\r\\nHost: {HOST}\\r\\nCookie: {COOKIE}\\r\\nConnection: close\\r\\n\\r\\n";
    }
    return unfolded(
        written
            .replace("{HOST}", host())
            .replace("{ORIGIN}", "http://" + host())
            .replace("{COOKIE}", who.cookie())
            .replace("{TOKEN}", who.token())
            .replace("{RUN}", RUN));
  }

  /** A body as a page of ours would post it, of a type and with a content that none has. */
  private static String form(Visitor who, String request) {
    String[] parts = request.split(" ", 3);
    String body = unfolded(parts[2].replace("{TOKEN}", who.token()));
    return "POST "
        + parts[0].replace("{RUN}", RUN)
        + " HTTP/1.1\r\nHost: "
        + host()
        + "\r\nOrigin: http://"
        + host()
        + "\r\nCookie: "
        + who.cookie()
        + "\r\nContent-Type: "
        + parts[1]
        + "\r\nContent-Length: "
        + body.length()
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }

  private static String unfolded(String text) {
    String long_ =
        TIMES
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(2).repeat(Integer.parseInt(found.group(1)))));
    return ESCAPE
        .matcher(long_)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1)) {
                      case "r" -> "\r";
                      case "n" -> "\n";
                      default -> String.valueOf((char) Integer.parseInt(found.group(2), 16));
                    }));
  }

  /** All that comes back until the console closes. */
  private static String ask(String request) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port());
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(60_000);
      send(socket, request);
      in.transferTo(answer);
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      // What is refused unread is cut off behind the answer.
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  private static void send(Socket socket, String request) {
    try {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
    } catch (IOException e) {
      // The answer is there already.
    }
  }
}
