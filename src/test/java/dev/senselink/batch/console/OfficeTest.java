package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.TestCertificate;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console that others than this machine reach: with its own certificate, or behind a proxy. */
class OfficeTest {
  private static final String PASSWORD = "correct horse battery";
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int TRIES = 40;
  private static final URI KNOWN = URI.create("https://console.example.com");

  @TempDir static Path folder;
  private static TestCertificate first;
  private static TestCertificate second;
  private static Path data;

  @BeforeAll
  static void make() throws Exception {
    first = TestCertificate.in(Files.createDirectory(folder.resolve("first")));
    second =
        TestCertificate.in(
            Files.createDirectory(folder.resolve("second")), "ip:127.0.0.1,dns:door.example");
    data = PrivateFiles.folder(folder.resolve("data"));
    QuickAccounts.in(data).add("maria", Role.ADMIN, PASSWORD);
    for (int n = 0; n < TRIES; n++) {
      QuickAccounts.in(data).add("person" + n, Role.VIEWER, PASSWORD);
    }
  }

  private static Office.Tls files() throws IOException {
    Path shown = Files.createTempFile(folder, "cert", ".pem");
    Path key = Files.createTempFile(folder, "key", ".pem");
    put(first.pem(), shown);
    put(first.key(), key);
    return new Office.Tls(shown, key);
  }

  private static void put(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static OpenConsole own(Office.Tls files) {
    return OpenConsole.on(data, new Office(HERE, files, null, List.of()), first.client());
  }

  private static OpenConsole proxied(List<String> from) {
    return OpenConsole.on(data, new Office(HERE, null, KNOWN, from), null);
  }

  @Test
  void it_is_called_by_the_names_of_its_certificate_and_nothing_goes_in_the_open()
      throws IOException {
    try (OpenConsole console = own(files())) {
      assertThat(console.address()).startsWith("https://127.0.0.1:");
      HttpResponse<String> in = console.signIn("maria", PASSWORD, "/runs");

      assertThat(in.statusCode()).isEqualTo(303);
      assertThat(in.headers().allValues("Set-Cookie"))
          .anyMatch(line -> line.startsWith("senselink-"))
          .allMatch(line -> line.contains("Secure") && line.contains("HttpOnly"));
      HttpResponse<String> page = console.get("/runs");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Strict-Transport-Security"))
          .hasValueSatisfying(
              told -> assertThat(told).contains("max-age").doesNotContain("includeSubDomains"));
      assertThat(console.submit("/imports", "id=ABCDEFGHJKLMNPQRSTUV&who=users").statusCode())
          .isEqualTo(303);
      assertThat(
              console
                  .post(
                      "/imports",
                      "id=ABCDEFGHJKLMNPQRSTUV&who=users&_csrf=" + console.formToken(),
                      "Origin",
                      console.address().replace("https", "http"))
                  .statusCode())
          .as("another origin")
          .isEqualTo(403);
      assertThat(tls(console.port(), "localhost:" + console.port())).contains(" 421 ");
      assertThat(tls(console.port(), "127.0.0.1:" + console.port())).contains(" 401 ");
      assertThat(console.raw("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")).doesNotContain(" 200 ");
    }
  }

  /** The first line of an answer over TLS. */
  private static String tls(int port, String host) throws IOException {
    return tls(port, host, first);
  }

  private static String tls(int port, String host, TestCertificate trusted) throws IOException {
    SSLContext any = trusted.client();
    try (Socket socket = any.getSocketFactory().createSocket("127.0.0.1", port);
        InputStream in = socket.getInputStream()) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  private static Certificate shown(int port, TestCertificate trusted) {
    try (SSLSocket socket =
        (SSLSocket) trusted.client().getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean shows(OpenConsole console, TestCertificate one) {
    try {
      return shown(console.port(), one) != null;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void another_certificate_is_shown_once_both_its_files_are_there() throws IOException {
    Office.Tls files = files();
    try (OpenConsole console = own(files)) {
      assertThat(shows(console, first)).isTrue();
      String name = "door.example:" + console.port();
      assertThat(tls(console.port(), name)).contains(" 421 ");

      put(second.pem(), files.certificate());
      assertThat(Until.within(Duration.ofSeconds(5), () -> !shows(console, first)))
          .as("the new one without its key")
          .isFalse();
      put(second.key(), files.key());

      assertThat(Until.within(Duration.ofSeconds(60), () -> shows(console, second))).isTrue();
      assertThat(shows(console, first)).isFalse();
      assertThat(tls(console.port(), name, second)).as("its names too").contains(" 401 ");
    }
  }

  @Test
  void what_is_no_certificate_and_key_of_one_pair_is_refused_before_anything_begins()
      throws IOException {
    Path empty = Files.createTempFile(folder, "empty", ".pem");
    for (Office.Tls wrong :
        List.of(
            new Office.Tls(first.pem(), second.key()),
            new Office.Tls(first.key(), first.key()),
            new Office.Tls(first.pem(), first.pem()),
            new Office.Tls(empty, first.key()))) {
      assertThatExceptionOfType(ConsoleException.class)
          .isThrownBy(() -> own(wrong).close())
          .withMessageContaining("PKCS#8");
    }
    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(() -> own(new Office.Tls(first.pem(), folder.resolve("none"))).close())
        .withMessageContaining("none");
  }

  @Test
  void an_address_that_is_not_this_computer_s_is_refused() throws IOException {
    InetAddress elsewhere = InetAddress.getByName("192.0.2.1");

    assertThatExceptionOfType(ConsoleException.class)
        .isThrownBy(
            () ->
                OpenConsole.on(data, new Office(elsewhere, files(), null, List.of()), null).close())
        .withMessageContaining("192.0.2.1");
  }

  private static String answer(OpenConsole console, String request) {
    try (Socket socket = new Socket(HERE, port(console));
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(OpenConsole console) {
    return console.listensAt();
  }

  private static String get(String path, String host, String more) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\n"
        + more
        + "Connection: close\r\n\r\n";
  }

  @Test
  void behind_a_proxy_only_the_name_that_people_know_counts() {
    try (OpenConsole console = proxied(List.of("127.0.0.0/8"))) {
      assertThat(console.signInAddress()).startsWith(KNOWN + "/sign-in?token=");
      for (String host : List.of("127.0.0.1:" + port(console), "localhost", "evil.example")) {
        assertThat(answer(console, get("/", host, "X-Forwarded-Host: console.example.com\r\n")))
            .as(host)
            .startsWith("HTTP/1.1 421");
      }
      String page =
          answer(console, get("/", "console.example.com", "X-Forwarded-Host: evil.example\r\n"));
      assertThat(page).startsWith("HTTP/1.1 401").doesNotContain("evil.example");
      assertThat(page).containsPattern("Set-Cookie: senselink-[^\\r]*Secure");
    }
  }

  @Test
  void behind_a_proxy_only_its_origin_counts() {
    try (OpenConsole console = proxied(List.of("127.0.0.0/8"))) {
      for (String origin : List.of("http://console.example.com", "http://127.0.0.1", "null")) {
        assertThat(post(console, origin)).as(origin).startsWith("HTTP/1.1 403");
      }
      // What is missing then is the token of the form, asked for by another page.
      assertThat(post(console, KNOWN.toString())).contains("was open for too long");
    }
  }

  private static String post(OpenConsole console, String origin) {
    return answer(
        console,
        "POST /sign-in/password HTTP/1.1\r\nHost: console.example.com\r\nOrigin: "
            + origin
            + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.0/8"})
  void who_a_request_is_from_says_the_proxy_and_nobody_else(String proxy) {
    try (OpenConsole console = proxied(List.of(proxy))) {
      String last = "";
      for (int n = 0; n < 4; n++) {
        last = tryPassword(console, "X-Forwarded-For: 198.51.100.7, 203.0.113.9\r\n");
      }
      assertThat(last).contains("Account or password is wrong");
      boolean believed = proxy.startsWith("127");
      Duration own = console.pausedFor(() -> tryPassword(console, ""));
      Duration its =
          console.pausedFor(() -> tryPassword(console, "X-Forwarded-For: 203.0.113.9\r\n"));
      Duration first =
          console.pausedFor(() -> tryPassword(console, "X-Forwarded-For: 198.51.100.7\r\n"));

      assertThat(own.isZero()).as("this machine's own address").isEqualTo(believed);
      assertThat(its.isZero()).as("what the proxy says last").isFalse();
      assertThat(first.isZero()).as("what others told the proxy").isEqualTo(believed);
    }
  }

  /** What others say first, in a line of their own, is not what the proxy says. */
  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "203.0.113.9:50123", "[2001:db8::9]:50123", "2001:db8::9"})
  void of_many_lines_the_last_counts_however_it_is_written(String real) {
    try (OpenConsole console = proxied(List.of("127.0.0.1"))) {
      for (int n = 0; n < 3; n++) {
        tryPassword(
            console, "X-Forwarded-For: 198.51.100." + n + "\r\nX-Forwarded-For: " + real + "\r\n");
      }

      String again = real.replace(":50123", ":50124");
      assertThat(
              console.pausedFor(() -> tryPassword(console, "X-Forwarded-For: " + again + "\r\n")))
          .isPositive();
      assertThat(console.pausedFor(() -> tryPassword(console, "X-Forwarded-For: 198.51.100.1\r\n")))
          .isZero();
    }
  }

  @Test
  void a_proxy_that_asks_by_ipv6_is_known() throws IOException {
    InetAddress six = InetAddress.getByName("::1");
    assumeTrue(NetworkInterface.getByInetAddress(six) != null, "no IPv6 here");
    try (OpenConsole console =
        OpenConsole.on(data, new Office(six, null, KNOWN, List.of("::1")), null)) {
      String request = get("/", "console.example.com", "X-Forwarded-For: 203.0.113.9\r\n");
      try (Socket socket = new Socket(six, port(console));
          InputStream in = socket.getInputStream()) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 401");
      }
    }
  }

  private static int tried;

  /** Each time another account, with a wrong password: only the address is slow. */
  private static String tryPassword(OpenConsole console, String header) {
    String form = answer(console, get("/sign-in", "console.example.com", header));
    String token = form.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    String cookie = form.replaceAll("(?s).*Set-Cookie: ([^;]+);.*", "$1");
    String body = "account=person" + tried++ % TRIES + "&password=x&_csrf=" + token;
    return answer(
        console,
        "POST /sign-in/password HTTP/1.1\r\nHost: console.example.com\r\nOrigin: "
            + KNOWN
            + "\r\nCookie: "
            + cookie
            + "\r\n"
            + header
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }
}
