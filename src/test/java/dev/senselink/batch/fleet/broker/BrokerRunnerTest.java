package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What manager and workers do for each other through a real broker and a real database. */
@Tag("slow")
@Timeout(120)
class BrokerRunnerTest {
  private static final String CUT =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid <> pg_backend_pid()";

  @TempDir Path folder;
  private BrokerScene scene;
  private final AtomicInteger begun = new AtomicInteger();

  @BeforeEach
  void open() {
    scene = new BrokerScene(folder);
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private SiteRunner well() {
    return (order, watcher) -> {
      begun.incrementAndGet();
      return BrokerScene.end(0);
    };
  }

  private static SiteEnd of(CompletableFuture<SiteEnd> turn) throws Exception {
    return turn.get(100, TimeUnit.SECONDS);
  }

  private boolean isGiven() {
    return scene.board(board -> board.of(BrokerScene.RUN, "A")).isPresent();
  }

  @Test
  void a_site_is_worked_once_with_its_own_list_and_its_end_is_told() throws Exception {
    SiteEnd end = new SiteEnd(3, true, Map.of("rows", "7", "brake", "x"), "some", false);
    scene.worker(
        "one",
        (order, watcher) -> {
          begun.incrementAndGet();
          assertThat(order.command()).startsWith("import", "users").contains("--list=Staff");
          assertThat(Path.of(order.command().get(2))).hasContent("name\nPerson 1\n");
          assertThat(order.command()).contains("--data=" + folder.resolve("one/sites/A"));
          assertThat(order.command()).noneMatch(word -> word.contains("manager"));
          assertThat(order.others().isOther("B:1")).isTrue();
          assertThat(order.others().isOther("A:1")).isFalse();
          return end;
        });

    SiteEnd told =
        of(scene.turn(scene.manager("manager"), "--list=Staff", "--data=/manager", "--report=x"));

    assertThat(told).as(scene.told.toString()).isEqualTo(end);
    assertThat(begun).hasValue(1);
    assertThat(folder.resolve("one").resolve("worker"))
        .isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void what_the_ledger_kept_from_going_on_comes_again() throws Exception {
    scene.worker(
        "one",
        (order, watcher) ->
            begun.incrementAndGet() == 1
                ? new SiteEnd(4, false, Map.of(), "another process has it", true)
                : BrokerScene.end(0));

    assertThat(of(scene.turn(scene.manager("manager"))).code()).isZero();
    assertThat(begun).hasValue(2);
    assertThat(scene.told).anyMatch(line -> line.contains("another process has it"));
  }

  @Test
  void a_message_of_a_site_that_is_given_out_no_more_begins_nothing() throws Exception {
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    scene.stop.get().accept("it is enough");
    assertThat(of(turn).code()).isEqualTo(4);
    try (SitePost post = scene.post()) {
      assertThat(post.count()).isEqualTo(1);

      scene.worker("one", well());

      assertThat(Until.within(Duration.ofSeconds(30), () -> post.count() == 0)).isTrue();
    }
    assertThat(begun).hasValue(0);
  }

  @Test
  void a_worker_that_sees_other_photos_begins_nothing_until_they_are_the_same() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"), "--photos=" + photos);
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    Files.createFile(photos.resolve("later.jpg"));

    scene.worker("one", well());

    assertThat(of(turn).code()).isZero();
    assertThat(scene.told).anyMatch(line -> line.contains(SiteWorker.PHOTOS_NOT_SEEN));
    assertThat(begun).hasValue(1);
  }

  @Test
  void a_message_that_is_lost_is_sent_again() throws Exception {
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    try (SitePost post = scene.post()) {
      SitePost.Delivery taken = post.receive(Duration.ofSeconds(30));
      taken.done();
    }

    scene.worker("one", well());

    assertThat(of(turn).code()).isZero();
  }

  @Test
  void a_second_manager_of_the_fleet_is_refused() {
    scene.manager("manager");

    assertThatThrownBy(() -> scene.manager("other"))
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED);
              assertThat(e).hasMessageContaining("another process manages the fleet fleet");
            });
  }

  @Test
  void a_site_that_ended_while_no_manager_was_there_is_not_worked_again() throws Exception {
    SiteNotice notice = new SiteNotice(BrokerScene.RUN, "A", "1");
    scene.board(
        board -> {
          board.give("fleet", notice, "{}", "", folder.resolve("A.csv"), Duration.ofHours(1));
          board.claim(notice, "somebody");
          return board.end(notice, "somebody", EndText.of(BrokerScene.end(3)));
        });
    scene.worker("one", well());

    assertThat(of(scene.turn(scene.manager("manager")))).isEqualTo(BrokerScene.end(3));
    assertThat(begun).hasValue(0);
  }

  @Test
  void one_that_somebody_is_at_is_waited_for() throws Exception {
    SiteNotice notice = new SiteNotice(BrokerScene.RUN, "A", "1");
    Optional<String> order =
        scene.board(
            board -> {
              board.give("fleet", notice, "{}", "", folder.resolve("A.csv"), Duration.ofHours(1));
              return board.claim(notice, "somebody");
            });
    assertThat(order).isPresent();
    scene.worker("one", well());
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));

    assertThatThrownBy(() -> turn.get(3, TimeUnit.SECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    scene.board(board -> board.end(notice, "somebody", EndText.of(BrokerScene.end(0))));

    assertThat(of(turn).code()).isZero();
    assertThat(begun).hasValue(0);
  }

  @Test
  void one_whose_worker_is_heard_of_no_more_is_worked_by_another() throws Exception {
    SiteNotice notice = new SiteNotice(BrokerScene.RUN, "A", "1");
    scene.board(
        board -> {
          board.give("fleet", notice, "{}", "", folder.resolve("A.csv"), Duration.ofHours(1));
          return board.claim(notice, "somebody");
        });
    Postgres.run(
        scene.database, "UPDATE FLEET_SITE SET BEAT = clock_timestamp() - INTERVAL '21 s'");
    scene.worker("one", well());

    assertThat(of(scene.turn(scene.manager("manager"))).code()).isZero();
    assertThat(begun).hasValue(1);
    boolean late =
        scene.board(board -> board.end(notice, "somebody", EndText.of(BrokerScene.end(1))));
    assertThat(late).as("who comes back late has nothing to say any more").isFalse();
  }

  @Test
  void a_stop_reaches_whoever_is_at_the_site() throws Exception {
    scene.worker("one", untilStopped());
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), () -> begun.get() == 1)).isTrue();

    scene.stop.get().accept("the window has closed");

    SiteEnd end = of(turn);
    assertThat(end.code()).isEqualTo(4);
    assertThat(end.said()).isEqualTo("the window has closed");
  }

  private SiteRunner untilStopped() {
    return (order, watcher) -> {
      CountDownLatch stopped = new CountDownLatch(1);
      StringBuilder why = new StringBuilder();
      watcher.begins(
          reason -> {
            why.append(stopped.getCount() > 0 ? reason : "");
            stopped.countDown();
          });
      begun.incrementAndGet();
      try {
        stopped.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new SiteEnd(4, false, Map.of(), why.toString(), false);
    };
  }

  @Test
  void a_worker_that_is_stopped_gives_its_site_back() throws Exception {
    StopSwitch off = scene.worker("one", untilStopped());
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), () -> begun.get() == 1)).isTrue();

    off.stop("SIGTERM");
    scene.worker("two", well());

    assertThat(of(turn).code()).isZero();
    assertThat(begun).hasValue(2);
  }

  @Test
  void what_nobody_takes_in_time_has_stopped() throws Exception {
    scene.giveUpAfter(Duration.ofSeconds(1));

    SiteEnd end = of(scene.turn(scene.manager("manager")));

    assertThat(end.code()).isEqualTo(4);
    assertThat(end.said()).contains("--give-up");
  }

  @Test
  void a_database_that_was_away_for_a_moment_costs_nothing() throws Exception {
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    CountDownLatch cut = new CountDownLatch(1);
    scene.worker(
        "one",
        (order, watcher) -> {
          begun.incrementAndGet();
          Postgres.run(scene.database, CUT);
          cut.countDown();
          return BrokerScene.end(0);
        });
    assertThat(cut.await(60, TimeUnit.SECONDS)).isTrue();

    assertThat(of(turn).code()).isZero();
    assertThat(begun).hasValue(1);
  }

  @Test
  void a_broker_that_was_away_for_a_moment_costs_nothing() throws Exception {
    CountDownLatch back = new CountDownLatch(1);
    scene.worker(
        "one",
        (order, watcher) -> {
          begun.incrementAndGet();
          try {
            back.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return BrokerScene.end(0);
        });
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), () -> begun.get() == 1)).isTrue();

    scene.stopBroker();
    back.countDown();

    assertThat(of(turn).code()).isZero();
    scene.startBroker();
    try (SitePost post = scene.post()) {
      assertThat(Until.within(Duration.ofSeconds(60), () -> post.count() == 0)).isTrue();
    }
    assertThat(begun).as("its message came again and told of nothing").hasValue(1);
  }

  @Test
  void what_no_worker_can_read_is_put_aside() throws IOException {
    scene.worker("one", well());
    try (SitePost post = scene.post()) {
      post.send("{\"site\": \"A\"}", java.time.Instant.now().plusSeconds(60));
      assertThat(Until.within(Duration.ofSeconds(30), () -> post.count() == 0)).isTrue();
    }
    assertThat(scene.told).anyMatch(line -> line.contains(SitePost.DEAD));
    assertThat(begun).hasValue(0);
  }
}
