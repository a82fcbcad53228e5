package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.Main;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.Relay;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fleet whose manager and workers are processes of their own, with a database and a broker; each
 * process reaches either by a wire of its own.
 */
final class BrokerWorld implements AutoCloseable {
  private final FleetWorld world;
  private final SharedDatabase database = Postgres.database();
  private final int port;
  private final List<OtherProcess> others = new ArrayList<>();
  private final Map<String, Relay> toDatabase = new LinkedHashMap<>();
  private final Map<String, Relay> toBroker = new LinkedHashMap<>();

  BrokerWorld(FleetWorld world) {
    this.world = world;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  SharedDatabase database() {
    return database;
  }

  /** The wire to the database of the manager, which is called so, or of a worker. */
  Relay toDatabase(String name) {
    return toDatabase.computeIfAbsent(
        name, any -> new Relay(URI.create(database.url().substring("jdbc:".length())).getPort()));
  }

  /** The wire of a worker to the broker. */
  Relay toBroker(String name) {
    return toBroker.computeIfAbsent(name, any -> new Relay(port));
  }

  /** All wires to the database. */
  Collection<Relay> databaseWires() {
    return toDatabase.values();
  }

  /** All wires to the broker. */
  Collection<Relay> brokerWires() {
    return toBroker.values();
  }

  /** The manager, with the broker in its own process. */
  OtherProcess manager(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "fleet",
                "import",
                world.folder().resolve("fleet.yml").toString(),
                "--report",
                world.report().toString(),
                "--broker",
                "embedded:" + port));
    all.addAll(List.of(more));
    return started("manager", world.environment(), all);
  }

  /** A worker with a data folder of its own. */
  OtherProcess worker(String name, String... more) {
    Map<String, String> environment = new HashMap<>(world.environment());
    environment.put("SENSELINK_DATA", world.folder().resolve(name).toString());
    List<String> all =
        new ArrayList<>(List.of("worker", "--broker", "tcp://127.0.0.1:" + toBroker(name).port()));
    all.addAll(List.of(more));
    return started(name, environment, all);
  }

  private OtherProcess started(String name, Map<String, String> environment, List<String> command) {
    try {
      List<String> all = new ArrayList<>(command);
      String url = database.url().replaceFirst(":[0-9]+/", ":" + toDatabase(name).port() + "/");
      all.addAll(
          Postgres.options(
              new SharedDatabase(url, database.user(), "", null, false, Postgres.KEY, null),
              world.folder()));
      OtherProcess other =
          OtherProcess.start(
              Files.createDirectories(world.folder()),
              environment,
              Main.class,
              all.toArray(String[]::new));
      others.add(other);
      return other;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lists of people that workers have on their disks. */
  List<Path> lists(String name) {
    try (var all = Files.walk(world.folder().resolve(name).resolve("worker"))) {
      return all.filter(file -> file.toString().endsWith(".csv")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    others.forEach(OtherProcess::close);
    toDatabase.values().forEach(Relay::close);
    toBroker.values().forEach(Relay::close);
    world.close();
  }
}
