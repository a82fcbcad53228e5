package dev.senselink.batch.job;

import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.SenseLink;
import dev.senselink.batch.api.client.Server.Patience;
import dev.senselink.batch.job.engine.JobEngine;
import dev.senselink.batch.job.engine.PlainEngine;
import dev.senselink.batch.job.engine.SpringEngine;
import dev.senselink.batch.ledger.store.Database;
import dev.senselink.batch.machine.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a job reaches the server, and where it keeps its state.
 *
 * @param sameServerAs the address under which this server was known before
 * @param zone the server's time zone
 * @param world where the job runs
 */
public record Connection(
    ServerSettings server,
    Patience patience,
    Path data,
    @Nullable URI sameServerAs,
    ZoneId zone,
    OuterWorld world) {

  /** In the world as it is. */
  public Connection(
      ServerSettings server,
      Patience patience,
      Path data,
      @Nullable URI sameServerAs,
      ZoneId zone) {
    this(server, patience, data, sameServerAs, zone, OuterWorld.real());
  }

  /** The same in another world. */
  public Connection in(OuterWorld other) {
    return new Connection(server, patience, data, sameServerAs, zone, other);
  }

  /**
   * A client of the server; nothing is sent yet.
   *
   * @throws dev.senselink.batch.api.UnusableSettings if the CA file cannot be used
   */
  public SenseLink open() {
    return SenseLink.open(server, world.machine(), world.wires());
  }

  /** What runs the parts of a job. */
  public JobEngine engine(Database database) {
    return world.plain() ? new PlainEngine(database) : new SpringEngine(database, world.machine());
  }

  /** The machine the job runs on. */
  public Machine machine() {
    return world.machine();
  }

  /** Host and port, lower case, default port filled in: the server's identity. */
  public String address() {
    return address(server.server());
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
