package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.CallRefusedException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Takes those in who want to be told of records: {@code /websocket/record/KEY/TIME/SIGN}. */
public final class PushReception {
  /** The name of the port at which nothing but the push is served. */
  public static final String PORT = "push";

  private static final String PATH = "/websocket/record/";
  private static final int DENIED = 20_002;
  private static final int POLICY_VIOLATION = 1008;

  private final PushHub push;
  private final RequestGate gate;
  private final ServerWebSocketContainer sockets;

  public PushReception(PushHub push, RequestGate gate, Server server) {
    this.push = push;
    this.gate = gate;
    this.sockets = ServerWebSocketContainer.ensure(server);
    // The heart beat alone decides how long a connection may be quiet.
    sockets.setIdleTimeout(Duration.ZERO);
  }

  /** Answers a request at the push's port. */
  void handle(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getCanonicalPath();
    if (push.refusal() != 0) {
      Response.writeError(request, response, callback, push.refusal());
    } else if (!path.startsWith(PATH)
        || !sockets.upgrade(
            (asked, answered, unused) ->
                endpoint(
                    path.substring(PATH.length()),
                    request.getConnectionMetaData().getConnection().getEndPoint()),
            request,
            response,
            callback)) {
      Response.writeError(request, response, callback, 404);
    }
  }

  private Session.Listener endpoint(String credentials, EndPoint connection) {
    List<String> parts = List.of(credentials.split("/", -1));
    if (parts.size() != 3) {
      return new Turned(DENIED, "app key not exist");
    }
    try {
      gate.checkPush(parts.get(0), parts.get(1), parts.get(2));
    } catch (CallRefusedException refusal) {
      return new Turned(DENIED, "app key not exist");
    }
    int denial = push.denial();
    return denial == 0 ? new Listening(push, connection) : new Turned(denial, "");
  }

  /** Somebody who is told of every record. */
  public static final class Listening extends Session.Listener.AbstractAutoDemanding {
    private final PushHub push;
    private final EndPoint connection;

    Listening(PushHub push, EndPoint connection) {
      this.push = push;
      this.connection = connection;
    }

    @Override
    public void onWebSocketOpen(Session session) {
      super.onWebSocketOpen(session);
      push.welcome(session, connection);
    }

    @Override
    public void onWebSocketClose(
        int status, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
      push.gone(getSession());
      callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
      push.gone(getSession());
    }
  }

  /** Somebody who is told why not. */
  public static final class Turned extends Session.Listener.AbstractAutoDemanding {
    private final int code;
    private final String why;

    Turned(int code, String why) {
      this.code = code;
      this.why = why;
    }

    @Override
    public void onWebSocketOpen(Session session) {
      super.onWebSocketOpen(session);
      session.sendText(
          PushHub.message(code, "Permission Denied!", why),
          org.eclipse.jetty.websocket.api.Callback.from(
              () ->
                  session.close(
                      POLICY_VIOLATION, "", org.eclipse.jetty.websocket.api.Callback.NOOP),
              failure -> session.disconnect()));
    }
  }
}
