package dev.senselink.batch.console;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A console that listens, and somebody who asks it; time passes when a test says so. */
final class OpenConsole implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  /** The name of a thread of the server: those of the console are called otherwise. */
  private static final Pattern REQUEST = Pattern.compile("console-\\d+");

  private final Console console;
  private final @Nullable SSLContext trusting;
  private HttpClient client;
  private volatile Duration passed = Duration.ZERO;
  private volatile Duration slept = Duration.ZERO;
  private volatile Duration paused = Duration.ZERO;

  private final List<Path> forced = Collections.synchronizedList(new ArrayList<>());

  private final Machine machine =
      new OtherMachine() {
        @Override
        public Clock wall() {
          return Clock.offset(super.wall(), passed.plus(slept));
        }

        @Override
        public long nanos() {
          return super.nanos() + passed.toNanos();
        }

        @Override
        public void force(Path file) throws IOException {
          super.force(file);
          forced.add(file);
        }

        /** Where a request waits, time passes at once. */
        @Override
        public Monitor monitor() {
          return new HastyMonitor(super.monitor());
        }
      };

  private final class HastyMonitor implements Monitor {
    private final Monitor real;

    HastyMonitor(Monitor real) {
      this.real = real;
    }

    @Override
    public void enter() {
      real.enter();
    }

    @Override
    public void leave() {
      real.leave();
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
      if (REQUEST.matcher(Thread.currentThread().getName()).matches()) {
        passes(atMost);
        paused = paused.plus(atMost);
      } else {
        real.await(atMost);
      }
    }

    @Override
    public void await() throws InterruptedException {
      real.await();
    }

    @Override
    public void wakeAll() {
      real.wakeAll();
    }
  }

  private OpenConsole(
      ConsoleSettings settings, CommandRunner commands, @Nullable SSLContext trusting) {
    this.trusting = trusting;
    client = browser();
    console = Console.open(settings, machine, commands);
  }

  /** One for an office, asked by who trusts its certificate. */
  static OpenConsole on(Path data, Office office, @Nullable SSLContext trusting) {
    return new OpenConsole(
        new ConsoleSettings(data, 0, null, null, office), OpenConsole::refuse, trusting);
  }

  /** One on a practice server. */
  static OpenConsole onSample(Path data, Path sample) {
    return new OpenConsole(
        new ConsoleSettings(data, 0, null, null, null, sample), OpenConsole::refuse, null);
  }

  /** Where it runs, and what time it is there. */
  Machine machine() {
    return machine;
  }

  static OpenConsole on(Path data) {
    return on(data, OpenConsole::refuse);
  }

  /** One that has commands run so. */
  static OpenConsole on(Path data, CommandRunner commands) {
    return on(new ConsoleSettings(data, 0), commands);
  }

  /** One with more of its own. */
  static OpenConsole on(ConsoleSettings settings, CommandRunner commands) {
    return new OpenConsole(settings, commands, null);
  }

  private static CommandRunner.Ended refuse(List<String> words, CommandRunner.Watcher watcher) {
    throw new IllegalStateException("nothing was to be started");
  }

  private HttpClient browser() {
    HttpClient.Builder builder = HttpClient.newBuilder().cookieHandler(new CookieManager());
    return (trusting == null ? builder : builder.sslContext(trusting)).build();
  }

  /** Tries to sign in with a password, from the sign-in page of another. */
  HttpResponse<String> signIn(String account, String password, String back) {
    Matcher found = TOKEN.matcher(get("/sign-in").body());
    if (!found.find()) {
      throw new AssertionError("no form");
    }
    return post(
        "/sign-in/password",
        "_csrf="
            + found.group(1)
            + "&account="
            + URLEncoder.encode(account, StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(password, StandardCharsets.UTF_8)
            + "&back="
            + URLEncoder.encode(back, StandardCharsets.UTF_8),
        "Origin",
        address());
  }

  /** A form as a page of ours posts it. */
  HttpResponse<String> submit(String path, String form) {
    return post(path, form + "&_csrf=" + formToken(), "Origin", address());
  }

  /**
   * Looks for something on a page, as its form does; the page that shows it.
   *
   * @param more of the form, as it is posted
   */
  HttpResponse<String> search(String page, String words, String... more) {
    HttpResponse<String> answer =
        submit(
            "/search",
            "back="
                + page
                + "&q="
                + URLEncoder.encode(words, StandardCharsets.UTF_8)
                + String.join("", more));
    if (answer.statusCode() != HttpURLConnection.HTTP_SEE_OTHER) {
      return answer;
    }
    return get(answer.headers().firstValue("Location").orElseThrow());
  }

  /** From now on somebody else asks, who has never been here. */
  OpenConsole somebodyElse() {
    client = browser();
    return this;
  }

  /** Whoever asks now, to go on later. */
  HttpClient asking() {
    return client;
  }

  /** Somebody goes on who asked before. */
  void goesOn(HttpClient before) {
    client = before;
  }

  /** What a request for a page says in its cookie line. */
  List<String> cookies(URI page) throws IOException {
    return client
        .cookieHandler()
        .orElseThrow()
        .get(page, Map.of())
        .getOrDefault("Cookie", List.of());
  }

  /** Files that would have survived a power cut, once for each time. */
  List<Path> forced() {
    return List.copyOf(forced);
  }

  void passes(Duration time) {
    passed = passed.plus(time);
  }

  /** The machine sleeps, or its clock is set: only the wall tells. */
  void sleeps(Duration time) {
    slept = slept.plus(time);
  }

  /** How long requests waited within the console while this was done. */
  Duration pausedFor(Runnable what) {
    Duration before = paused;
    what.run();
    return paused.minus(before);
  }

  /** The port that it listens on, whatever name people call it by. */
  int listensAt() {
    return console.port();
  }

  String address() {
    return console.address();
  }

  int port() {
    return URI.create(address()).getPort();
  }

  String signInAddress() {
    return console.signInAddress();
  }

  Path signInFile() {
    return console.signInFile();
  }

  /** Signs in as the printed address does. */
  OpenConsole signedIn() {
    HttpResponse<String> answer = get(signInAddress().substring(address().length()));
    if (answer.statusCode() != 303) {
      throw new AssertionError("sign-in: " + answer.statusCode());
    }
    return this;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address() + path)).GET());
  }

  /** The same, if it comes in time. */
  HttpResponse<String> within(Duration time, String path) {
    return send(HttpRequest.newBuilder(URI.create(address() + path)).timeout(time).GET());
  }

  /** What is at an address and is no text. */
  byte[] bytes(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a page asks that nobody has told to. */
  HttpResponse<String> byItself(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(address() + path)).header("X-By-Itself", "1").GET());
  }

  /** The token that a page of ours puts into its forms. */
  String formToken() {
    Matcher found = TOKEN.matcher(get("/runs").body());
    if (!found.find()) {
      throw new AssertionError("no form");
    }
    return found.group(1);
  }

  /** A form as it is posted; headers as name and value in turn. */
  HttpResponse<String> post(String path, String form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** A file, or a part of one, as the page's script sends it. */
  HttpResponse<String> send(String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** A part of a file, as the pages' scripts send it: the name of one may be somebody's. */
  HttpResponse<String> upload(String path, String name, byte[] body, String token) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return send(path, body, "X-CSRF-TOKEN", token, "Origin", address(), "X-Name", encoded);
  }

  /** What refuses a request unread closes its connection, maybe while it is used again. */
  private HttpResponse<String> sendOnce(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException closed) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return sendOnce(request.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first line of the answer to a request as it is written on the wire. */
  String raw(String request) {
    URI at = URI.create(address());
    try (Socket socket = new Socket(at.getHost(), at.getPort());
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
          .lines()
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    console.close();
  }
}
