package dev.senselink.batch.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/**
 * A server on a plain socket that answers as a test says, down to the broken byte. It knows nothing
 * of SenseLink and writes down all that arrives.
 */
public final class ScriptedServer implements AutoCloseable {
  /** What to do with a request; false = hang up afterwards. */
  public interface Answer {
    boolean give(OutputStream out, Socket socket, CountDownLatch closed) throws Exception;
  }

  private final ServerSocket listening;
  private final String scheme;
  private final Function<Received, Answer> script;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);

  private ScriptedServer(
      ServerSocketFactory sockets, String scheme, Function<Received, Answer> script) {
    try {
      this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.scheme = scheme;
    this.script = script;
    threads.execute(this::accept);
  }

  public static ScriptedServer start(Function<Received, Answer> script) {
    return new ScriptedServer(ServerSocketFactory.getDefault(), "http", script);
  }

  public static ScriptedServer startTls(
      ServerSocketFactory sockets, Function<Received, Answer> script) {
    return new ScriptedServer(sockets, "https", script);
  }

  /** Answers one after the other; the last one for ever. */
  public static ScriptedServer answering(Answer... answers) {
    var next = new AtomicInteger();
    return start(request -> answers[Math.min(next.getAndIncrement(), answers.length - 1)]);
  }

  /** Answers each in the same way with this JSON. */
  public static ScriptedServer answering(String json) {
    return answering(json(json));
  }

  public static Answer json(String body) {
    return http(200, "application/json", body);
  }

  public static Answer http(int status, String type, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (out, socket, closed) -> {
      head(out, status, type, bytes.length, headers);
      out.write(bytes);
      out.flush();
      return true;
    };
  }

  public static Answer bytes(String type, byte[] body) {
    return (out, socket, closed) -> {
      head(out, 200, type, body.length);
      out.write(body);
      out.flush();
      return true;
    };
  }

  /** Promises the whole body and hangs up before its end. */
  public static Answer cut(String body, int after) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (out, socket, closed) -> {
      head(out, 200, "application/json", bytes.length);
      out.write(bytes, 0, after);
      out.flush();
      return false;
    };
  }

  /** Reads the request and closes without a word. */
  static Answer hangUp() {
    return (out, socket, closed) -> false;
  }

  public static Answer reset() {
    return (out, socket, closed) -> {
      socket.setSoLinger(true, 0);
      return false;
    };
  }

  /** Says nothing for as long as the server lives. */
  public static Answer silence() {
    return (out, socket, closed) -> {
      closed.await();
      return false;
    };
  }

  /** Answers, but only when the latch is down. */
  public static Answer after(CountDownLatch latch, Answer answer) {
    return (out, socket, closed) -> {
      latch.await();
      return answer.give(out, socket, closed);
    };
  }

  /** Never silent, never done: a byte every few milliseconds. */
  static Answer drip() {
    return (out, socket, closed) -> {
      head(out, 200, "application/json", 1_000_000);
      do {
        out.write(' ');
        out.flush();
      } while (!closed.await(10, TimeUnit.MILLISECONDS));
      return false;
    };
  }

  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort());
  }

  public List<Received> received() {
    return received;
  }

  /** Closes the connections that are open now; new ones are welcome. */
  void cutConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  @Override
  public void close() {
    closed.countDown();
    threads.shutdownNow();
    try {
      listening.close();
      cutConnections();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void head(OutputStream out, int status, String type, int length, String... headers)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    head.append("Content-Type: ").append(type).append("\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean goOn = true;
      while (goOn) {
        Received request = Received.read(in);
        if (request == null) {
          return;
        }
        received.add(request);
        goOn = script.apply(request).give(socket.getOutputStream(), socket, closed);
      }
    } catch (Exception e) {
      // The client hung up or the test is over; what the test wants to know is in the list.
    } finally {
      open.remove(socket);
    }
  }
}
