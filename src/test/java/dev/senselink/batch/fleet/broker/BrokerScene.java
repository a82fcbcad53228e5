package dev.senselink.batch.fleet.broker;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.Relay;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetRules;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.sites.SiteBoard;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.sites.WorkBoard;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.roster.RowLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A broker, a database, and on them managers and workers whose sites end as a test says. */
final class BrokerScene implements AutoCloseable {
  static final String RUN = "F1";

  /** Of which list the one of the site A is a part. */
  static final ListPart PART = new ListPart(RowLines.of(7), "");

  final SharedDatabase database = Postgres.database();
  final List<String> told = new CopyOnWriteArrayList<>();
  final AtomicReference<Consumer<String>> stop = new AtomicReference<>(why -> {});
  private final Path folder;
  private Machine machine = new HastyMachine();
  private @Nullable Relay wire;
  private final BrokerPlace place;
  private final List<AutoCloseable> open = new ArrayList<>();
  private BrokerServer server;
  private Duration longest = Duration.ofHours(1);
  private WorkWindow window = WorkWindow.ALWAYS;

  /** What the managers do themselves. */
  private SiteRunner here =
      (order, watcher) -> {
        throw new IllegalStateException("no site of these has a run");
      };

  BrokerScene(Path folder) {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0)) {
      place = BrokerPlace.of("tcp://127.0.0.1:" + free.getLocalPort()).orElseThrow();
      Postgres.options(database, folder);
      Files.writeString(folder.resolve("A.csv"), "name\nPerson 1\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startBroker();
  }

  BrokerPlace place() {
    return place;
  }

  void startBroker() {
    startBroker("broker");
  }

  /** One that has its things in another folder knows nothing of what others were given. */
  void startBroker(String things) {
    server =
        BrokerServer.start(
            BrokerPlace.of("embedded:" + place.port()).orElseThrow(), folder.resolve(things));
  }

  void stopBroker() {
    server.close();
  }

  /** From now on nobody begins what was given out so long ago. */
  void giveUpAfter(Duration time) {
    longest = time;
  }

  /** From now on sites are worked at these times alone. */
  void window(String text) {
    window = WorkWindow.of(text);
  }

  /** From now on the managers do so what they do themselves. */
  void here(SiteRunner work) {
    here = work;
  }

  /**
   * From now on the database is reached by a wire that can lose it, and time passes as it does for
   * the database.
   */
  Relay wire() {
    machine = Machine.real();
    Relay made = new Relay(URI.create(database.url().substring("jdbc:".length())).getPort());
    open.add(made);
    wire = made;
    return made;
  }

  private String url() {
    Relay through = wire;
    return through == null
        ? database.url()
        : database.url().replaceFirst(":[0-9]+/", ":" + through.port() + "/");
  }

  private BrokerSettings settings(String machine) {
    return new BrokerSettings(
        place,
        new LedgerPlace(
            url(),
            folder.resolve("user.txt"),
            null,
            folder.resolve("database.key"),
            null,
            false,
            null),
        folder.resolve(machine),
        List.of(),
        longest);
  }

  private FleetDefinition fleet() {
    List<FleetSite> sites =
        Stream.of("A", "B")
            .map(
                name ->
                    new FleetSite(name, 1, name + ":1", Map.of(), Set.of(), window, ZoneOffset.UTC))
            .toList();
    return new FleetDefinition(
        Path.of("fleet.yml"),
        "import-users",
        null,
        Map.of(),
        Map.of(),
        FleetRules.STANDARD,
        sites,
        sites,
        null);
  }

  /** A manager that has begun, and ends with the scene. */
  BrokerRunner manager(String data) {
    BrokerRunner manager = unbegun(data);
    open.add(manager);
    manager.of(RUN);
    return manager;
  }

  /** One that has not. */
  BrokerRunner unbegun(String data) {
    return new BrokerRunner(
        fleet(),
        new FleetPlace(folder.resolve(data), "fleet"),
        settings(data),
        here,
        machine,
        told::add);
  }

  /** What was given out is taken back, as by who cancels the fleet. */
  void recall(String data) throws IOException {
    FleetPlace place = new FleetPlace(folder.resolve(data), "fleet");
    settings(data).database().take(machine, place.folder());
    FleetRecall.recall(machine, place);
  }

  /** The list of the site A has been imported by a run. */
  void completed(String run) throws IOException {
    SharedDatabase at = settings("looker").database().open();
    String sha = Sha256Digest.hexOf(Files.readAllBytes(folder.resolve("A.csv")));
    Instant now = Instant.now();
    try (LedgerDatabase opened =
        LedgerDatabase.open(Machine.real(), folder.resolve("looker"), at)) {
      Ledger.runs(opened)
          .begin(
              new Run(
                  run,
                  "import-users",
                  "A:1",
                  1,
                  "",
                  sha,
                  "A.csv",
                  "",
                  "",
                  "",
                  Run.Status.COMPLETED,
                  true,
                  "",
                  1,
                  now,
                  now,
                  1,
                  1,
                  List.of(),
                  List.of()));
    }
  }

  /** The site A has its turn; what it was told in the end. */
  CompletableFuture<SiteEnd> turn(SiteRunner manager, String... options) {
    List<String> words =
        new ArrayList<>(List.of("import", "users", folder.resolve("A.csv").toString()));
    words.addAll(List.of(options));
    CompletableFuture<SiteEnd> end = new CompletableFuture<>();
    machine.start(
        "turn",
        () -> {
          try {
            end.complete(manager.run(new SiteOrder("A", words, OtherSites.NONE, PART), stop::set));
          } catch (RuntimeException e) {
            end.completeExceptionally(e);
          }
        });
    return end;
  }

  /** A worker that works so; gives back what stops it. */
  StopSwitch worker(String name, SiteRunner work) {
    StopSwitch off = new StopSwitch();
    SiteWorker worker = new SiteWorker(settings(name), work, machine, off, told::add);
    CompletableFuture<Void> over = new CompletableFuture<>();
    machine.start(
        name,
        () -> {
          try {
            worker.run(1);
            over.complete(null);
          } catch (RuntimeException e) {
            over.completeExceptionally(e);
          }
        });
    open.add(
        () -> {
          off.stop("the test is over");
          over.get();
        });
    return off;
  }

  /** What stands on the board, as others see it. */
  <T> T board(java.util.function.Function<SiteBoard, T> look) {
    SharedDatabase at = settings("looker").database().open();
    try (LedgerDatabase opened =
        LedgerDatabase.open(Machine.real(), folder.resolve("looker"), at)) {
      return look.apply(new SiteBoard(opened));
    }
  }

  /** The same, as workers see it. */
  <T> T work(java.util.function.Function<WorkBoard, T> look) {
    SharedDatabase at = settings("looker").database().open();
    try (LedgerDatabase opened =
        LedgerDatabase.open(Machine.real(), folder.resolve("looker"), at)) {
      return look.apply(new WorkBoard(opened));
    }
  }

  /** The site A is given out by somebody who is not there any more, and may be worked so long. */
  SiteNotice given(@Nullable Duration open) {
    SiteNotice notice = new SiteNotice(RUN, "A", "1");
    board(
        board ->
            board.give("fleet", notice, "{}", folder.resolve("A.csv"), Duration.ofHours(1), open));
    return notice;
  }

  /** The queue of the scene. */
  SitePost post() {
    return SitePost.open(place, board(SiteBoard::name));
  }

  static SiteEnd end(int code) {
    return new SiteEnd(code, false, Map.of("rows", "7"), "", false);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    server.close();
  }
}
