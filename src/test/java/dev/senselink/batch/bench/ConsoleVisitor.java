package dev.senselink.batch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a console: signs in, posts forms and files as its pages do, and looks. */
final class ConsoleVisitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern NEW_IMPORT = Pattern.compile("name=\"id\" value=\"([A-Z0-9]+)\"");
  private static final Pattern PLAN = Pattern.compile("name=\"plan\" value=\"([A-Z0-9]+)\"");
  private static final Duration PATIENCE = Duration.ofHours(2);

  /** As much as the page's script sends at once. */
  static final int PART = 900_000;

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String address;
  private final String token;

  private ConsoleVisitor(URI signIn) {
    address = signIn.getScheme() + "://" + signIn.getAuthority();
    HttpResponse<String> answer = send(HttpRequest.newBuilder(signIn));
    if (answer.statusCode() != 303) {
      throw new IllegalStateException("sign-in: " + answer.statusCode());
    }
    token = found(TOKEN, page("/").body());
  }

  /** Signs in by the address that the console has printed. */
  static ConsoleVisitor at(URI signIn) {
    return new ConsoleVisitor(signIn);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address + path)));
  }

  /** A page as one sees it in the end. */
  HttpResponse<String> page(String path) {
    HttpResponse<String> now = get(path);
    for (int n = 0; n < 5 && now.statusCode() == 303; n++) {
      now = get(now.headers().firstValue("Location").orElseThrow());
    }
    return now;
  }

  void post(String path, String form) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", address)
                .POST(HttpRequest.BodyPublishers.ofString(form + "&_csrf=" + token)));
    if (answer.statusCode() != 303) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  /** A part of a file; answers how far the file has come. */
  long part(String path, String name, byte[] body) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/octet-stream")
                .header("Origin", address)
                .header("X-CSRF-TOKEN", token)
                .header("X-Name", URLEncoder.encode(name, StandardCharsets.UTF_8))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return Long.parseLong(answer.body().replaceAll(".*\"at\":(\\d+).*", "$1"));
  }

  /** Begins an import of staff; answers where it is. */
  String begin() {
    String id = found(NEW_IMPORT, get("/imports").body());
    post("/imports", "id=" + id + "&who=users");
    return "/imports/" + id;
  }

  /** Checks an import, waits for its plan and has it carried out. */
  void carryOut(String at) {
    post(at + "/check", "withoutPhoto=true");
    String plan = found(PLAN, until(at, PLAN));
    post(at + "/start", "plan=" + plan);
  }

  /** Waits until a page shows something; answers the page. */
  String until(String path, Pattern shown) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      String page = page(path).body();
      if (shown.matcher(page).find()) {
        return page;
      }
      if (page.contains("data-test=\"problem\"")) {
        throw new IllegalStateException("the check found something wrong: " + page);
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    throw new IllegalStateException(path + " never showed " + shown);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("there is no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted at the console", e);
    }
  }
}
