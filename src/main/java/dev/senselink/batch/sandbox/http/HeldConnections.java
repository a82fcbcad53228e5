package dev.senselink.batch.sandbox.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;

/** Connections that get no answer. They cost no thread; whether the client left is looked up. */
public final class HeldConnections implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final Map<EndPoint, Runnable> held = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "sandbox-held");
            thread.setDaemon(true);
            return thread;
          });

  HeldConnections() {
    Future<?> unused =
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * @param close ends the exchange once the client has gone
   */
  void add(EndPoint connection, Runnable close) {
    held.put(connection, close);
  }

  public int count() {
    return held.size();
  }

  private void look() {
    held.forEach(
        (connection, close) -> {
          if (hasLeft(connection)) {
            held.remove(connection);
            close.run();
          }
        });
  }

  private static boolean hasLeft(EndPoint connection) {
    try {
      return ((SocketChannel) connection.getTransport()).read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    held.values().forEach(Runnable::run);
    held.clear();
  }
}
