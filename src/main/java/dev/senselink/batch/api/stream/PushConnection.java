package dev.senselink.batch.api.stream;

import dev.senselink.batch.api.ApiMessages;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.LenientJson;
import dev.senselink.batch.api.ResponseBody;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.WaitingLine;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One connection of the push, from its first message to its end. */
final class PushConnection extends WebSocketClient {
  private static final Logger LOG = LoggerFactory.getLogger(RecordPush.class);

  private static final Pattern STATUS = Pattern.compile("received: ([0-9]{3})");

  /** In bytes; more is a cut. A record has some 1,000. */
  static final int LONGEST_MESSAGE = 1 << 20;

  private static final int CONNECTED = 20_000;
  private static final int DENIED = 20_002;
  private static final int HEARTBEAT = 10_000;
  private static final int RECORD = 30_000;
  private static final int FAILED = 498;

  /** How a connection ended. */
  enum End {
    CUT,
    FAILED,
    DENIED
  }

  private final PushListener listener;
  private final PushSocket way;
  private final Machine machine;
  private final WaitingLine<End> ended;
  private volatile boolean open;
  private volatile boolean connected;
  private volatile int httpStatus;
  private volatile @Nullable IOException trouble;
  private volatile long heard;

  /**
   * Nothing is sent yet.
   *
   * @param address with key and signature
   * @param context for an address with TLS
   */
  PushConnection(
      Machine machine,
      URI address,
      SSLContext context,
      Duration connectTime,
      PushListener listener) {
    super(address, new BoundedPushHandshake(LONGEST_MESSAGE), Map.of());
    this.machine = machine;
    this.ended = new WaitingLine<>(machine);
    this.heard = machine.nanos();
    this.listener = listener;
    setDaemon(true);
    // The heartbeat is the server's to send; what would be sent of our own accord is not
    // documented.
    setConnectionLostTimeout(0);
    this.way = new PushSocket(address, context, connectTime);
  }

  /** The way there is ours, so that what is wrong with it can be told; then the library talks. */
  @Override
  public void run() {
    try {
      setSocket(way.open());
    } catch (IOException e) {
      trouble = e;
      ended.add(End.CUT);
      return;
    }
    super.run();
  }

  /** Whether the server took the web socket. */
  boolean wasOpen() {
    return open;
  }

  /** What the server answered in place of a web socket; 0 if nothing. */
  int httpStatus() {
    return httpStatus;
  }

  /** What was in the way of a web socket; null if nothing, or nothing known. */
  @Nullable IOException trouble() {
    return trouble;
  }

  /** Whether it was ever a connection that brings records. */
  boolean wasConnected() {
    return connected;
  }

  /** How long nothing has come. */
  Duration quiet() {
    return Duration.ofNanos(machine.nanos() - heard);
  }

  /** Waits for the end; null if it has not come by then. */
  @Nullable End awaitEnd(Duration atMost) {
    try {
      return ended.poll(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return End.CUT;
    }
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    heard = machine.nanos();
    open = true;
  }

  @Override
  public void onMessage(String text) {
    heard = machine.nanos();
    take(text);
  }

  @Override
  public void onMessage(ByteBuffer bytes) {
    heard = machine.nanos();
    LOG.info(ApiMessages.words("push.odd.binary"));
  }

  @Override
  public void onWebsocketPing(WebSocket socket, Framedata ping) {
    heard = machine.nanos();
    super.onWebsocketPing(socket, ping);
  }

  @Override
  public void onClose(int code, @Nullable String reason, boolean remote) {
    Matcher status = STATUS.matcher(String.valueOf(reason));
    httpStatus = !open && status.find() ? Integer.parseInt(status.group(1)) : 0;
    // The number only: the words may hold the address, and with it the key.
    LOG.info(ApiMessages.words("push.ended", code));
    ended.add(End.CUT);
  }

  @Override
  public void onError(Exception error) {
    LOG.info(ApiMessages.words("push.broke", error.getClass().getSimpleName()));
  }

  /** Lets the connection go at once, whatever it is doing. */
  void drop() {
    closeConnection(CloseFrame.GOING_AWAY, "");
    way.close();
  }

  private void take(String text) {
    JsonNode json = json(text);
    Long code = json == null ? null : LenientJson.wholeNumber(json, "code");
    if (json == null || code == null) {
      LOG.info(ApiMessages.words("push.odd.noEnvelope"));
      listener.unread();
    } else {
      take(code, json);
    }
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return ResponseBody.MAPPER.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  private void take(long code, JsonNode json) {
    if (code == DENIED || code == FAILED) {
      ended.add(code == DENIED ? End.DENIED : End.FAILED);
    } else if (code == CONNECTED || code == HEARTBEAT) {
      letIn();
    } else if (code == RECORD) {
      letIn();
      take(json.path("data"));
    } else if (code != ErrorCodes.SUCCESS) {
      LOG.info(ApiMessages.words("push.odd.code", code));
    }
  }

  /** Whatever comes from a server that has let us in says so, should it forget the welcome. */
  private void letIn() {
    if (!connected) {
      connected = true;
      listener.connected();
    }
  }

  private void take(JsonNode data) {
    AccessRecord record = data.isObject() ? AccessRecord.read(data) : null;
    if (record == null) {
      LOG.info(ApiMessages.words("push.odd.noId"));
      listener.unread();
    } else {
      listener.record(record);
    }
  }
}
