package dev.senselink.batch.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/**
 * A wire of a certain speed to a server on this machine: all connections through it share what it
 * can carry towards the client, {@code -Dbench.network=118} million bytes a second for a gigabit.
 * Without one a server and a client on one machine compete for its processors, and nothing else is
 * slow.
 */
final class Network implements AutoCloseable {
  private static final int FRAME = 1 << 15;
  private static final long BURST_NANOS = 5_000_000;

  /** Million bytes a second; 0 for none. */
  private static final int SPEED = Integer.getInteger("bench.network", 0);

  private final URI server;
  private final ServerSocket door;
  private long free = System.nanoTime();

  private Network(URI server, ServerSocket door) {
    this.server = server;
    this.door = door;
  }

  /** Opens the wire. */
  static Network to(URI server) throws IOException {
    Network network =
        new Network(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    daemon(network::accept);
    return network;
  }

  /** Where the server is to be found; through no wire if none is asked for. */
  URI url() {
    return SPEED == 0 ? server : URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Which it is, in words. */
  static String inWords() {
    return SPEED == 0 ? "no network between" : "a network of " + SPEED + " MB/s between";
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket there = new Socket(server.getHost(), server.getPort());
        client.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        daemon(() -> carry(client, there, false));
        daemon(() -> carry(there, client, true));
      }
    } catch (IOException e) {
      if (!door.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void carry(Socket from, Socket to, boolean paced) {
    byte[] frame = new byte[FRAME];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(frame); read >= 0; read = in.read(frame)) {
        if (paced) {
          awaitTurn(read);
        }
        out.write(frame, 0, read);
      }
    } catch (IOException e) {
      // Either side has hung up: so does the wire.
    }
  }

  private void awaitTurn(int bytes) {
    long until;
    synchronized (this) {
      free = Math.max(free, System.nanoTime() - BURST_NANOS) + bytes * 1000L / SPEED;
      until = free;
    }
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "network");
    thread.setDaemon(true);
    thread.start();
  }
}
