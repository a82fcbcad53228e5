package dev.senselink.batch.api.transport;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.BoundedInputStream;
import dev.senselink.batch.api.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
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

/** The wire as the server speaks it, over real sockets and by real time. */
final class HttpTransport implements ServerTransport {
  private final ServerSettings settings;
  private final HttpHost host;
  private final CloseableHttpClient http;
  private final ScheduledThreadPoolExecutor alarms;

  /** All answers of a second tell the same one, and reading it takes longer than it looks. */
  private volatile DateSeen lastDate = new DateSeen("", null);

  private record DateSeen(String text, @Nullable Instant date) {}

  private volatile boolean closed;

  HttpTransport(ServerSettings settings) {
    this(settings, HttpClientFactory.client(settings));
  }

  HttpTransport(ServerSettings settings, CloseableHttpClient http) {
    this.settings = settings;
    this.host = HttpHost.create(settings.server());
    this.http = http;
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1, HttpTransport::daemon, new ThreadPoolExecutor.DiscardPolicy());
    alarms.setRemoveOnCancelPolicy(true);
  }

  @Override
  public <T> Result<T> exchange(Request request, Reader<T> reader) {
    LibraryLogFilter.ensure();
    HttpUriRequestBase sent = HttpRequestEncoder.request(settings.server(), request);
    Duration whole = request.whole();
    HttpClientContext context = HttpClientContext.create();
    SendMarkExecutor.ask(context, request.mayLeave());
    AtomicBoolean rang = new AtomicBoolean();
    ScheduledFuture<?> alarm = whole == null ? null : hangUp(sent, whole, rang);
    ClassicHttpResponse response = null;
    try {
      response = opened(sent, context);
      if (!SendMarkExecutor.isSent(context)) {
        return new NotSent<>(words("trouble.proxy"));
      }
      return new Whole<>(read(sent, response, reader));
    } catch (SendMarkExecutor.MayNotLeave e) {
      return new NotSent<>(words("trouble.mayNotLeave"));
    } catch (IOException e) {
      Duration waited = rang.get() && whole != null ? whole : null;
      return SendMarkExecutor.isSent(context)
          ? new Cut<>(NetworkErrorMessages.afterSending(e, waited, request.silence()))
          : new NotSent<>(NetworkErrorMessages.beforeSending(e, waited));
    } finally {
      // Quietly: once a body was read, or given up, an error of the closing changes nothing.
      Closer.closeQuietly(response);
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }

  private ClassicHttpResponse opened(HttpUriRequestBase request, HttpClientContext context)
      throws IOException {
    try {
      return http.executeOpen(host, request, context);
    } catch (IllegalStateException e) {
      // Hung up just as it had got a connection, the library takes that for a fault of its own.
      if (request.isCancelled() || closed) {
        throw new InterruptedIOException();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
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

  private <T> T read(HttpUriRequestBase request, ClassicHttpResponse response, Reader<T> reader)
      throws IOException {
    Head head = new Head(response.getCode(), date(response), retryAfter(response));
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return reader.read(head, InputStream.nullInputStream());
    }
    BoundedInputStream in = new BoundedInputStream(decoded(entity));
    try {
      return reader.read(head, in);
    } finally {
      if (!in.ended()) {
        // Closing politely would read all that is left first.
        request.cancel();
      }
    }
  }

  /** Unpacked where a server packs its answers unasked, as Tomcat does with compression=force. */
  private static InputStream decoded(HttpEntity entity) throws IOException {
    String coding = entity.getContentEncoding();
    return coding == null
        ? entity.getContent()
        : switch (coding.toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> new GZIPInputStream(entity.getContent());
          case "deflate" -> new InflaterInputStream(entity.getContent());
          default -> entity.getContent();
        };
  }

  private @Nullable Instant date(ClassicHttpResponse response) {
    Header header = response.getFirstHeader(HttpHeaders.DATE);
    String text = header == null || header.getValue() == null ? "" : header.getValue();
    DateSeen seen = lastDate;
    if (!seen.text().equals(text)) {
      seen = new DateSeen(text, DateUtils.parseStandardDate(text));
      lastDate = seen;
    }
    return seen.date();
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
