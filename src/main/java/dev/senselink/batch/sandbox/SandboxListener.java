package dev.senselink.batch.sandbox;

import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.http.PushReception;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The sandbox's two ports, one for calls and one for pushes. */
final class SandboxListener {
  private static final int THREADS = 200;

  private final SandboxSettings settings;
  private final Server server;
  private final ServerConnector calls;
  private final ServerConnector pushes;

  /**
   * @param handler answers what arrives at either
   */
  SandboxListener(SandboxSettings settings, Function<Server, Handler> handler) {
    this.settings = settings;
    this.server = new Server(threads());
    this.calls = connector(settings.port());
    this.pushes = connector(settings.wsPort());
    pushes.setName(PushReception.PORT);
    server.setStopTimeout(0);
    server.setHandler(handler.apply(server));
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("sandbox");
    threads.setDaemon(true);
    return threads;
  }

  private ServerConnector connector(int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // The Date header is the sandbox's own.
    http.setSendDateHeader(false);
    ServerConnector made = new ServerConnector(server, new HttpConnectionFactory(http));
    made.setHost(settings.bind());
    made.setPort(port);
    made.setIdleTimeout(settings.idleTimeout().toMillis());
    server.addConnector(made);
    return made;
  }

  /** It listens when this returns. */
  void start() throws Exception {
    server.start();
  }

  void stop() throws Exception {
    server.stop();
  }

  /** Where it takes calls, without a trailing slash. */
  URI url() {
    String host = settings.bind().equals("0.0.0.0") ? "127.0.0.1" : settings.bind();
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + calls.getLocalPort());
  }

  int pushPort() {
    return pushes.getLocalPort();
  }

  /** Closes the connections for calls that fit. */
  void cut(Predicate<EndPoint> which) {
    for (EndPoint connection : calls.getConnectedEndPoints()) {
      if (which.test(connection)) {
        connection.close();
      }
    }
  }
}
