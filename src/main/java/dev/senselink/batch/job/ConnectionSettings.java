package dev.senselink.batch.job;

import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.RetryingClient.Patience;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.job.engine.JobEngine;
import dev.senselink.batch.job.engine.PlainJobEngine;
import dev.senselink.batch.job.engine.SpringJobEngine;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a job reaches the server, and where it keeps its state.
 *
 * @param sameServerAs the address under which this server was known before
 * @param zone the server's time zone
 * @param undo what is kept so that a run can be undone
 * @param world where the job runs
 */
public record ConnectionSettings(
    ServerSettings server,
    Patience patience,
    Path data,
    @Nullable URI sameServerAs,
    ZoneId zone,
    UndoSettings undo,
    RunEnvironment world) {

  /** In the world as it is; everything can be undone. */
  public ConnectionSettings(
      ServerSettings server,
      Patience patience,
      Path data,
      @Nullable URI sameServerAs,
      ZoneId zone) {
    this(server, patience, data, sameServerAs, zone, UndoSettings.STANDARD, RunEnvironment.real());
  }

  /** The same in another world. */
  public ConnectionSettings in(RunEnvironment other) {
    return new ConnectionSettings(server, patience, data, sameServerAs, zone, undo, other);
  }

  /** The same, with other things kept. */
  public ConnectionSettings keeping(UndoSettings what) {
    return new ConnectionSettings(server, patience, data, sameServerAs, zone, what, world);
  }

  /**
   * A client of the server; nothing is sent yet.
   *
   * @throws dev.senselink.batch.api.UnusableSettingsException if the CA file cannot be used
   */
  public SenseLinkClient open() {
    return SenseLinkClient.open(server, world.machine(), world.wires());
  }

  /** What runs the parts of a job. */
  public JobEngine engine(LedgerDatabase database) {
    return world.plain()
        ? new PlainJobEngine(database)
        : new SpringJobEngine(database, world.machine());
  }

  /**
   * Gives a database that many share what jobs keep in it in this version, where it lacks it.
   *
   * @param alone called before anything is changed: throws if anybody works with it
   * @return whether there was anything to do
   */
  public static boolean upgrade(LedgerDatabase database, Runnable alone) {
    return SpringJobEngine.upgrade(database, alone);
  }

  /** The machine the job runs on. */
  public Machine machine() {
    return world.machine();
  }

  /** Host and port, lower case, default port filled in: the server's identity. */
  public String address() {
    return address(server.server());
  }

  /** The identity under which this server was known before, if it was another. */
  public Set<String> former() {
    String before = sameServerAs == null ? address() : address(sameServerAs);
    return before.equals(address()) ? Set.of() : Set.of(before);
  }

  /** The identity of the server at an address. */
  public static String address(URI uri) {
    int port = uri.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
    return (uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
  }
}
