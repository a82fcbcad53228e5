package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.PushSpelling;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import tools.jackson.databind.json.JsonMapper;

/**
 * The push of records (6.5.2): who listens, what they are told, and what goes wrong on demand. As
 * on the real server nothing is kept for those who are not there (NOTES 68). Safe between threads.
 */
public final class PushHub implements AutoCloseable {
  private static final int CONNECTED = 20_000;
  private static final int HEARTBEAT = 10_000;
  private static final int RECORD = 30_000;

  private final Function<PassRecord, Map<String, Object>> listed;
  private final long companyId;
  private final Random chance;
  private final Map<Session, EndPoint> listeners = new LinkedHashMap<>();
  private final List<String> held = new ArrayList<>();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(PushHub::daemon);
  private PushSpelling spelling;
  private long connectionsSoFar;
  private int refusal;
  private int denial;
  private boolean silent;
  private int repetitions = 1;
  private int disorder = 1;

  /**
   * @param listed a record as the record list has it
   */
  public PushHub(SandboxSettings settings, Function<PassRecord, Map<String, Object>> listed) {
    this.listed = listed;
    this.companyId = settings.companyId();
    this.spelling = settings.pushSpelling();
    this.chance = new Random(settings.seed());
    long pause = settings.heartbeat().toNanos();
    Future<?> unused = heart.scheduleAtFixedRate(this::beat, pause, pause, TimeUnit.NANOSECONDS);
  }

  /** Cuts every connection, without a goodbye. */
  public synchronized void cut() {
    List<EndPoint> connections = List.copyOf(listeners.values());
    listeners.clear();
    connections.forEach(EndPoint::close);
  }

  /** From now on new connections are refused with this HTTP status; 0 = they are taken. */
  public synchronized void refuse(int httpStatus) {
    refusal = httpStatus;
  }

  /** From now on new connections are told this code and closed; 0 = they are taken. */
  public synchronized void deny(int code) {
    denial = code;
  }

  /** While silent, connections stay open and nothing at all comes. */
  public synchronized void silence(boolean nothingComes) {
    silent = nothingComes;
  }

  /** From now on each record is pushed so often. */
  public synchronized void repeat(int times) {
    repetitions = times;
  }

  /** From now on so many records at a time are pushed in an order left to chance; 1 = in order. */
  public synchronized void disorder(int among) {
    release();
    disorder = among;
  }

  /** From now on records come under these names. */
  public synchronized void spell(PushSpelling names) {
    spelling = names;
  }

  /** Sends a text to everybody who listens, whatever it is. */
  public synchronized void send(String text) {
    List.copyOf(listeners.keySet()).forEach(session -> session.sendText(text, Callback.NOOP));
  }

  /** Who listens now. */
  public synchronized int connections() {
    return listeners.size();
  }

  /** Connections that were taken so far. */
  public synchronized long connectionsSoFar() {
    return connectionsSoFar;
  }

  /** The HTTP status with which a connection is to be refused; 0 = none. */
  synchronized int refusal() {
    return refusal;
  }

  /** The code a connection is told in place of a welcome; 0 = it is welcome. */
  synchronized int denial() {
    return denial;
  }

  /** Somebody listens from now on, and is told so first. */
  synchronized void welcome(Session session, EndPoint connection) {
    connectionsSoFar++;
    if (!silent) {
      session.sendText(message(CONNECTED, " Connected!", "Connected!"), Callback.NOOP);
    }
    listeners.put(session, connection);
  }

  synchronized void gone(Session session) {
    listeners.remove(session);
  }

  /** Pushes a record that has just come in. */
  public synchronized void record(PassRecord record) {
    if (listeners.isEmpty()) {
      return;
    }
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("code", RECORD);
    message.put("data", spelling == PushSpelling.TABLE ? byTable(record) : bySample(record));
    message.put("desc", "");
    message.put("message", "push record");
    String text = JsonMapper.shared().writeValueAsString(message);
    held.addAll(Collections.nCopies(repetitions, text));
    if (held.size() >= disorder) {
      release();
    }
  }

  static String message(int code, String message, String desc) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("code", code);
    fields.put("message", message);
    fields.put("desc", desc);
    return JsonMapper.shared().writeValueAsString(fields);
  }

  private synchronized void beat() {
    release();
    if (!silent) {
      send(message(HEARTBEAT, "heart beat", "heart beat"));
    }
  }

  private void release() {
    if (disorder > 1) {
      Collections.shuffle(held, chance);
    }
    if (!silent) {
      held.forEach(this::send);
    }
    held.clear();
  }

  private Map<String, Object> byTable(PassRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>(listed.apply(record));
    // The table of the push has all of the list's but this one.
    fields.remove("remark");
    return fields;
  }

  private Map<String, Object> bySample(PassRecord record) {
    Map<String, Object> all = listed.apply(record);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("companyId", companyId);
    fields.put("deviceName", all.get("deviceName"));
    fields.put("deviceSN", all.get("sn"));
    for (String same : List.of("direction", "groupId", "groupName", "id")) {
      fields.put(same, all.get(same));
    }
    fields.put("originAvatar", all.get("avatar"));
    for (String same :
        List.of(
            "receptionUserId",
            "receptionUserName",
            "signAvatar",
            "signBgAvatar",
            "signTime",
            "userId")) {
      fields.put(same, all.get(same));
    }
    fields.put("userName", all.get("name"));
    fields.put("userType", all.get("type"));
    fields.put("verifyScore", 0.0);
    return fields;
  }

  @Override
  public void close() {
    heart.shutdownNow();
    cut();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox-push");
    thread.setDaemon(true);
    return thread;
  }
}
