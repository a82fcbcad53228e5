package dev.senselink.batch.notify.web;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.api.transport.TlsTrust;
import dev.senselink.batch.notify.NetworkFailures;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Delivered;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request to an address that is a secret: nothing is followed, repeated or remembered. With
 * Java's own client, for the one of {@code api.transport} signs and repeats what it sends.
 */
final class WebSender {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final int MOST = 1 << 16;
  private static final int OK = 200;
  private static final int REDIRECTS = 300;
  private static final int REFUSALS = 400;
  private static final int FAILURES = 500;

  /** Refusals of the moment: timeout, too early, too many requests. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);

  private final @Nullable Path caFile;
  private final Duration silence;

  WebSender(@Nullable Path caFile) {
    this(caFile, SILENCE);
  }

  /**
   * @param caFile the authorities that are trusted beside the JVM's own
   * @param silence how long the receiver may say nothing
   */
  WebSender(@Nullable Path caFile, Duration silence) {
    this.caFile = caFile;
    this.silence = silence;
  }

  /** Asks an address. */
  Attempt get(SecretAddress address) {
    return exchange(address, null, null);
  }

  /**
   * Sends JSON.
   *
   * @param judge what an answer says that was none of HTTP's refusals
   */
  Attempt post(SecretAddress address, String json, Function<String, Attempt> judge) {
    return exchange(address, json.getBytes(StandardCharsets.UTF_8), judge);
  }

  private Attempt exchange(
      SecretAddress address, byte @Nullable [] body, @Nullable Function<String, Attempt> judge) {
    HttpURLConnection connection = null;
    boolean sent = false;
    try {
      connection = address.open(TlsTrust.trustingToo(caFile));
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) silence.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("User-Agent", "senselink-batch");
      connection.setRequestProperty("Connection", "close");
      if (body != null) {
        send(connection, body);
        sent = true;
      }
      return judged(connection, judge);
    } catch (HttpRetryException e) { // it wants to know who we are
      return new Refused(words("web.status", e.responseCode()));
    } catch (IOException e) {
      // Whoever has all of it may have told it already: nobody is to be told twice.
      return sent ? new Refused(words("network.perhaps")) : NetworkFailures.of(e);
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  /** Of a length that is known, for otherwise Java repeats a request that was cut. */
  private static void send(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
  }

  /** Where nobody judges the answer its status is all that is read. */
  private static Attempt judged(
      HttpURLConnection connection, @Nullable Function<String, Attempt> judge) throws IOException {
    int status = connection.getResponseCode();
    if (status >= OK && status < REDIRECTS) {
      if (judge == null) {
        return new Delivered();
      }
      try (InputStream in = connection.getInputStream()) {
        return judge.apply(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
      }
    }
    if (status >= REDIRECTS && status < REFUSALS) {
      return new Refused(words("web.redirect", status));
    }
    return status >= FAILURES || LATER.contains(status) || status < OK
        ? new Failed(words("web.status", status))
        : new Refused(words("web.status", status));
  }
}
