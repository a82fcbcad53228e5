package dev.senselink.batch.api.transport;

import dev.senselink.batch.api.ServerSettings;
import java.net.ProxySelector;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP library with everything switched off that would repeat, follow or remember. */
final class HttpClientFactory {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /** Idle longer than this, a connection is looked at before it is used again. */
  private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(50);

  /** In bytes: of the status line, a header, or what stands before a chunk. */
  private static final int LONGEST_LINE = 1 << 16;

  private static final int MOST_HEADERS = 1_000;

  private HttpClientFactory() {}

  static CloseableHttpClient client(ServerSettings settings) {
    return HttpClientBuilder.create()
        .setConnectionManager(connections(settings))
        .setRequestExecutor(new SendMarkExecutor())
        .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
        .setDefaultRequestConfig(requests(settings))
        .setUserAgent("senselink-batch")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .evictExpiredConnections()
        .evictIdleConnections(TimeValue.ofSeconds(30))
        .build();
  }

  private static RequestConfig requests(ServerSettings settings) {
    return RequestConfig.custom()
        .setResponseTimeout(timeout(settings.timeout()))
        .setAuthenticationEnabled(false)
        .setRedirectsEnabled(false)
        .setProtocolUpgradeEnabled(false)
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(ServerSettings settings) {
    Duration connect = settings.timeout();
    if (connect.compareTo(LONGEST_CONNECT) > 0) {
      connect = LONGEST_CONNECT;
    }
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(settings.concurrency())
        .setMaxConnPerRoute(settings.concurrency())
        .setConnectionFactory(bounded())
        .setTlsSocketStrategy(tls(settings))
        .setDefaultTlsConfig(
            TlsConfig.custom().setHandshakeTimeout(timeout(settings.timeout())).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(connect))
                .setSocketTimeout(timeout(settings.timeout()))
                .setValidateAfterInactivity(LOOK_AFTER)
                .build())
        .build();
  }

  /**
   * Whom to trust is read at once only where it is needed, or where the user's file may be wrong:
   * the JVM's own list alone takes a tenth of a small run.
   */
  private static TlsSocketStrategy tls(ServerSettings settings) {
    return settings.caFile() == null && "http".equalsIgnoreCase(settings.server().getScheme())
        ? (socket, target, port, attachment, context) ->
            trusting(settings).upgrade(socket, target, port, attachment, context)
        : trusting(settings);
  }

  private static TlsSocketStrategy trusting(ServerSettings settings) {
    return settings.insecure()
        ? new DefaultClientTlsStrategy(
            TlsTrust.context(settings),
            HostnameVerificationPolicy.CLIENT,
            NoopHostnameVerifier.INSTANCE)
        : new DefaultClientTlsStrategy(TlsTrust.context(settings));
  }

  /** The library's own limits are none: a server could fill the memory with one line. */
  private static ManagedHttpClientConnectionFactory bounded() {
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(
            Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build())
        .build();
  }

  private static Timeout timeout(Duration time) {
    return Timeout.ofMilliseconds(time.toMillis());
  }
}
