package dev.senselink.batch.api;

import static dev.senselink.batch.api.Words.words;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * Carries one request to the server and its answer back. It repeats nothing and follows nothing:
 * creates are not idempotent, deletes are GETs, and a redirect may lead anywhere.
 */
final class Transport implements AutoCloseable {
  private final ServerSettings settings;
  private final HttpHost host;
  private final CloseableHttpClient http;
  private final ScheduledThreadPoolExecutor alarms;
  private final Consumer<Instant> dates;

  /** All answers of a second tell the same one, and reading it takes longer than it looks. */
  private volatile DateSeen lastDate = new DateSeen("", null);

  private record DateSeen(String text, @Nullable Instant date) {}

  /** Tells {@code dates} the server's clock with every answer. */
  Transport(ServerSettings settings, Consumer<Instant> dates) {
    this.settings = settings;
    this.dates = dates;
    this.host = HttpHost.create(settings.server());
    this.http = HttpSetup.client(settings);
    this.alarms = new ScheduledThreadPoolExecutor(1, Transport::daemon);
    alarms.setRemoveOnCancelPolicy(true);
  }

  /**
   * One exchange.
   *
   * @param whole when to hang up, from now; null = only after a silence of the time-out
   */
  Raw exchange(
      HttpUriRequestBase request, @Nullable Duration whole, long mostBytes, Body.Reader reader) {
    QuietWire.ensure();
    HttpClientContext context = HttpClientContext.create();
    AtomicBoolean rang = new AtomicBoolean();
    ScheduledFuture<?> alarm = whole == null ? null : hangUp(request, whole, rang);
    ClassicHttpResponse response = null;
    try {
      response = http.executeOpen(host, request, context);
      if (!SendMark.isSent(context)) {
        return new Raw.NotSent(words("trouble.proxy"));
      }
      tellDate(response);
      return read(request, response, mostBytes, reader);
    } catch (IOException e) {
      Duration waited = rang.get() && whole != null ? whole : null;
      return SendMark.isSent(context)
          ? new Raw.Cut(Trouble.afterSending(e, waited, settings.timeout()))
          : new Raw.NotSent(Trouble.beforeSending(e, waited));
    } finally {
      // Quietly: once a body was read, or given up, an error of the closing changes nothing.
      Closer.closeQuietly(response);
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }

  @Override
  public void close() {
    alarms.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }

  private ScheduledFuture<?> hangUp(
      HttpUriRequestBase request, Duration after, AtomicBoolean rang) {
    Runnable alarm =
        () -> {
          rang.set(true);
          request.cancel();
        };
    return alarms.schedule(alarm, after.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Raw read(
      HttpUriRequestBase request, ClassicHttpResponse response, long mostBytes, Body.Reader reader)
      throws IOException {
    HttpEntity entity = response.getEntity();
    Body body =
        entity == null
            ? new Body(Body.nothing(), true)
            : read(request, new BoundedStream(entity.getContent(), mostBytes), reader);
    return new Raw.Whole(
        response.getCode(), body.json(), body.code(), body.empty(), retryAfter(response));
  }

  private static Body read(HttpUriRequestBase request, BoundedStream in, Body.Reader reader)
      throws IOException {
    try {
      return reader.read(in);
    } catch (BoundedStream.TooLong e) {
      // Whole enough to be judged: it is no answer of SenseLink's.
      return new Body(Body.nothing(), false);
    } finally {
      if (!in.ended()) {
        // Closing politely would read all that is left first.
        request.cancel();
      }
    }
  }

  private void tellDate(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(HttpHeaders.DATE);
    String text = header == null || header.getValue() == null ? "" : header.getValue();
    DateSeen seen = lastDate;
    if (!seen.text().equals(text)) {
      seen = new DateSeen(text, DateUtils.parseStandardDate(text));
      lastDate = seen;
    }
    if (seen.date() != null) {
      dates.accept(seen.date());
    }
  }

  private static @Nullable Duration retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
    if (header == null || header.getValue() == null) {
      return null;
    }
    String value = header.getValue().strip();
    if (value.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    Instant until = DateUtils.parseStandardDate(value);
    Instant from = DateUtils.parseStandardDate(response, HttpHeaders.DATE);
    return until == null || from == null ? null : Duration.between(from, until);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "senselink-timeouts");
    thread.setDaemon(true);
    return thread;
  }
}
