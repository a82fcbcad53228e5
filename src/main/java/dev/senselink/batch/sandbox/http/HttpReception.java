package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.SandboxClock;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes every HTTP request in and finds out what it wants. */
public final class HttpReception extends Handler.Abstract {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");
  private static final String SERVICE_TIMES = "/sandbox/service-times";

  private final OperationRoutes routes;
  private final SandboxClock clock;
  private final TrafficCounter traffic;
  private final CallDispatcher exchanges;
  private final PushReception push;

  public HttpReception(
      OperationRoutes routes,
      SandboxClock clock,
      TrafficCounter traffic,
      CallDispatcher exchanges,
      PushReception push) {
    this.push = push;
    this.routes = routes;
    this.clock = clock;
    this.traffic = traffic;
    this.exchanges = exchanges;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.DATE, clock.httpDate());
    if (isForeign(request)) {
      Response.writeError(request, response, callback, HttpStatus.MISDIRECTED_REQUEST_421);
      return true;
    }
    if (PushReception.PORT.equals(request.getConnectionMetaData().getConnector().getName())) {
      push.handle(request, response, callback);
      return true;
    }
    String path = request.getHttpURI().getCanonicalPath();
    if (path.equals(SERVICE_TIMES)) {
      new AnswerSender(request, response, callback, () -> {}).send(serviceTimes(request));
      return true;
    }
    Optional<OperationRoutes.Target> target = routes.find(request.getMethod(), path);
    if (target.isPresent()) {
      exchanges.serve(target.get(), request, response, callback);
    } else {
      long began = System.nanoTime();
      traffic.enter();
      CallAnswer answer = unserved(path);
      CallRecord call = new CallRecord(0, "unknown", clock.now(), answer.code(), "");
      Runnable leave = () -> traffic.leave(call, System.nanoTime() - began);
      new AnswerSender(request, response, callback, leave).send(answer);
    }
    return true;
  }

  /**
   * Whether the caller takes this machine for another: a web page can have a name of its own lead
   * here, and its script could then read the faces of a roster that is practised with. Who listens
   * for others ({@code --bind}) is called by any name.
   */
  private static boolean isForeign(Request request) {
    if (!(request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress here)
        || !here.getAddress().isLoopbackAddress()) {
      return false;
    }
    String host = Request.getServerName(request);
    return host != null && !host.equalsIgnoreCase("localhost") && !ADDRESS.matcher(host).matches();
  }

  private CallAnswer unserved(String path) {
    return routes.knows(path)
        ? new CallRefusedException(CallRefusedException.METHOD_NOT_ALLOWED, "method not allowed")
            .answer()
        : CallAnswer.html(404, "Not Found");
  }

  /** For the benchmark, from this machine only; it holds nothing about people. */
  private CallAnswer serviceTimes(Request request) {
    boolean local =
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
            && remote.getAddress().isLoopbackAddress();
    if (!local) {
      return CallAnswer.html(404, "Not Found");
    }
    ServiceTimes times = traffic.serviceTimes();
    Map<String, Object> operations = new LinkedHashMap<>();
    times
        .operations()
        .forEach(
            (id, one) ->
                operations.put(
                    id, Map.of("count", one.count(), "sumMillis", one.sum().toNanos() / 1e6)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("maxInFlight", times.maxInFlight());
    document.put("count", times.count());
    document.put("sumMillis", times.total().toNanos() / 1e6);
    document.put("operations", operations);
    return CallAnswer.plainJson(document);
  }
}
