package dev.senselink.batch.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.ServerSettings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.junit.jupiter.api.Test;

/** Who hangs up, and when, never ends a run. */
class HttpTransportTest {
  private static final ServerTransport.Request REQUEST = request(() -> true);

  private static ServerTransport.Request request(BooleanSupplier mayLeave) {
    return new ServerTransport.Request(
        Operation.Method.GET,
        "/api/v1/company",
        null,
        Map.of(),
        "",
        null,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        mayLeave);
  }

  @Test
  void what_may_not_leave_when_its_connection_is_there_is_not_sent() {
    try (ScriptedServer server = ScriptedServer.answering("{}");
        HttpTransport transport = new HttpTransport(settings(server))) {
      assertThat(transport.exchange(request(() -> false), (head, body) -> "an answer"))
          .isInstanceOf(ServerTransport.NotSent.class);
      assertThat(transport.exchange(REQUEST, (head, body) -> "an answer"))
          .isInstanceOf(ServerTransport.Whole.class);
    }
  }

  @Test
  void hung_up_between_having_a_connection_and_using_it_is_not_sent() {
    try (ScriptedServer server = ScriptedServer.answering("{}");
        HttpTransport transport =
            new HttpTransport(settings(server), hangingUpJustBeforeTheConnectionIsMade())) {
      assertThat(transport.exchange(REQUEST, (head, body) -> "an answer"))
          .isInstanceOf(ServerTransport.NotSent.class);
    }
  }

  @Test
  void after_the_end_nothing_is_sent() {
    try (ScriptedServer server = ScriptedServer.answering("{}")) {
      HttpTransport transport = new HttpTransport(settings(server));
      transport.close();

      assertThat(transport.exchange(REQUEST, (head, body) -> "an answer"))
          .isInstanceOf(ServerTransport.NotSent.class);
    }
  }

  private static ServerSettings settings(ScriptedServer server) {
    return Clients.settings(server.url());
  }

  private static CloseableHttpClient hangingUpJustBeforeTheConnectionIsMade() {
    return HttpClientBuilder.create()
        .addExecInterceptorBefore(
            ChainElement.CONNECT.name(), "hangs up", HttpTransportTest::hangingUp)
        .build();
  }

  private static ClassicHttpResponse hangingUp(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    HttpUriRequestBase sent = (HttpUriRequestBase) scope.originalRequest;
    ExecRuntime runtime =
        (ExecRuntime)
            Proxy.newProxyInstance(
                ExecRuntime.class.getClassLoader(),
                new Class<?>[] {ExecRuntime.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("connectEndpoint")) {
                    sent.cancel();
                  }
                  try {
                    return method.invoke(scope.execRuntime, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return chain.proceed(
        request,
        new ExecChain.Scope(
            scope.exchangeId, scope.route, scope.originalRequest, runtime, scope.clientContext));
  }
}
