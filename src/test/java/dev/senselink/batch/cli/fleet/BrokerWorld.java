package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.Main;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.SharedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fleet whose manager and workers are processes of their own, with a database and a broker. */
final class BrokerWorld implements AutoCloseable {
  private final FleetWorld world;
  private final SharedDatabase database = Postgres.database();
  private final int port;
  private final List<OtherProcess> others = new ArrayList<>();

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
    return started(world.environment(), all);
  }

  /** A worker with a data folder of its own. */
  OtherProcess worker(String name, String... more) {
    Map<String, String> environment = new HashMap<>(world.environment());
    environment.put("SENSELINK_DATA", world.folder().resolve(name).toString());
    List<String> all = new ArrayList<>(List.of("worker", "--broker", "tcp://127.0.0.1:" + port));
    all.addAll(List.of(more));
    return started(environment, all);
  }

  private OtherProcess started(Map<String, String> environment, List<String> command) {
    try {
      List<String> all = new ArrayList<>(command);
      all.addAll(Postgres.options(database, world.folder()));
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
    world.close();
  }
}
