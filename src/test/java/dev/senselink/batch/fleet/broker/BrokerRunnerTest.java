package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.fixture.Relay;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.ledger.sites.SiteBoard;
import dev.senselink.batch.ledger.sites.SiteNotice;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
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
          assertThat(order.part()).isEqualTo(BrokerScene.PART);
          assertThat(order.command()).noneMatch(word -> word.contains("manager"));
          assertThat(order.others().isOther("B:1")).isTrue();
          assertThat(order.others().isOther("A:1")).isFalse();
          assertThat(order.others().isOther("elsewhere:1")).as("of no fleet known here").isTrue();
          assertThat(order.others().claim(List.of())).as("nobody here knows who moved").isNotNull();
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
  void l28_a_worker_whose_broker_is_away_says_that_it_works_once_the_broker_is_there()
      throws Exception {
    String back = "the broker is back";
    scene.stopBroker();
    scene.worker("one", well());
    assertThat(Until.within(Duration.ofSeconds(60), () -> isTold("does not answer"))).isTrue();

    scene.told.add(back);
    scene.startBroker();

    assertThat(of(scene.turn(scene.manager("manager"))).code()).isZero();
    List<String> told = List.copyOf(scene.told);
    assertThat(told).filteredOn(line -> line.startsWith("working on sites")).hasSize(1);
    assertThat(told.subList(told.indexOf(back), told.size()))
        .anyMatch(line -> line.startsWith("working on sites"));
  }

  private boolean isTold(String what) {
    return scene.told.stream().anyMatch(line -> line.contains(what));
  }

  @Test
  void a_defect_at_a_site_leaves_its_trace_with_the_worker() throws Exception {
    scene.worker(
        "one",
        (order, watcher) -> {
          throw new IllegalStateException("Person 1");
        });

    SiteEnd end = of(scene.turn(scene.manager("manager")));

    assertThat(end.code()).isEqualTo(1);
    try (Stream<Path> all = Files.list(folder.resolve("one").resolve("defects"))) {
      Path trace = all.findFirst().orElseThrow();
      assertThat(end.said()).contains(trace.toString(), "IllegalStateException at dev.");
      assertThat(trace).content().contains("BrokerRunnerTest").doesNotContain("Person 1");
    }
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
    Files.createFile(photos.resolve("first.jpg"));
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"), "--photos=" + photos);
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    Files.createFile(photos.resolve("later.jpg"));

    scene.worker("one", well());

    assertThat(of(turn).code()).isZero();
    assertThat(scene.told).anyMatch(line -> line.contains(SiteTurn.PHOTOS_NOT_SEEN));
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
    SiteNotice notice = scene.given(null);
    scene.work(
        work -> {
          work.claim(notice, "somebody");
          return work.end(notice, "somebody", EndText.of(BrokerScene.end(3)));
        });
    scene.worker("one", well());

    assertThat(of(scene.turn(scene.manager("manager")))).isEqualTo(BrokerScene.end(3));
    assertThat(begun).hasValue(0);
  }

  @Test
  void one_that_somebody_is_at_is_waited_for() throws Exception {
    SiteNotice notice = scene.given(null);
    Optional<String> order = scene.work(work -> work.claim(notice, "somebody"));
    assertThat(order).isPresent();
    scene.worker("one", well());
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));

    assertThatThrownBy(() -> turn.get(3, TimeUnit.SECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    scene.work(work -> work.end(notice, "somebody", EndText.of(BrokerScene.end(0))));

    assertThat(of(turn).code()).isZero();
    assertThat(begun).hasValue(0);
  }

  @Test
  void one_whose_worker_is_heard_of_no_more_is_worked_by_another() throws Exception {
    SiteNotice notice = scene.given(null);
    scene.work(work -> work.claim(notice, "somebody"));
    Postgres.run(
        scene.database, "UPDATE FLEET_SITE SET BEAT = clock_timestamp() - INTERVAL '21 s'");
    scene.worker("one", well());

    assertThat(of(scene.turn(scene.manager("manager"))).code()).isZero();
    assertThat(begun).hasValue(1);
    boolean late = scene.work(work -> work.end(notice, "somebody", EndText.of(BrokerScene.end(1))));
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

  /**
   * Two fleets with brokers of their own use one port after another, and the same workers: the
   * second broker knows nothing of the queue that the first had.
   */
  @Test
  void whoever_waits_at_a_broker_does_not_wait_on_at_another_in_its_place() {
    try (SitePost post = scene.post()) {
      assertThat(post.receive(Duration.ofMillis(1))).isNull();
      scene.stopBroker();
      scene.startBroker("of another fleet");

      assertThat(Until.within(Duration.ofSeconds(60), () -> isCut(post))).isTrue();
    }
    try (SitePost anew = scene.post()) {
      anew.send("text", Instant.now().plusSeconds(60));
      assertThat(anew.receive(Duration.ofSeconds(30))).isNotNull();
    }
  }

  private static boolean isCut(SitePost post) {
    try {
      return post.receive(Duration.ofMillis(1)) != null;
    } catch (BrokerException e) {
      return true;
    }
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

  @Test
  void an_end_that_nobody_has_seen_outlives_a_start_that_fails() throws Exception {
    SiteNotice notice = scene.given(null);
    scene.work(
        work -> {
          work.claim(notice, "somebody");
          return work.end(notice, "somebody", EndText.of(BrokerScene.end(3)));
        });
    scene.stopBroker();
    try (BrokerRunner manager = scene.unbegun("manager")) {
      assertThatThrownBy(() -> manager.of(BrokerScene.RUN)).isInstanceOf(BrokerException.class);
    }
    scene.startBroker();
    scene.worker("one", well());

    assertThat(of(scene.turn(scene.manager("manager")))).isEqualTo(BrokerScene.end(3));
    assertThat(begun).hasValue(0);
  }

  @Test
  void an_end_stays_known_until_the_run_is_over() throws Exception {
    scene.worker("one", well());
    try (BrokerRunner manager = scene.unbegun("manager")) {
      assertThat(of(scene.turn(manager.of(BrokerScene.RUN))).code()).isZero();
    }
    try (BrokerRunner again = scene.unbegun("manager")) {
      assertThat(of(scene.turn(again.of(BrokerScene.RUN))).code()).isZero();
      again.over();
    }
    assertThat(begun).hasValue(1);
    assertThat(Postgres.count(scene.database, "FLEET_SITE")).isZero();
  }

  @Test
  void a_run_that_ended_with_its_worker_is_told_and_not_made_again() throws Exception {
    scene.completed("R0");
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    SiteNotice notice = scene.board(board -> board.of(BrokerScene.RUN, "A")).orElseThrow().notice();
    scene.work(
        work -> {
          work.claim(notice, "killed");
          return work.lastRun(notice, "R0");
        });
    scene.completed("R1");
    Postgres.run(
        scene.database, "UPDATE FLEET_SITE SET BEAT = clock_timestamp() - INTERVAL '21 s'");
    List<List<String>> commands = new CopyOnWriteArrayList<>();
    scene.worker(
        "one",
        (order, watcher) -> {
          commands.add(order.command());
          return new SiteEnd(0, false, Map.of("rows", "7", "failed", "1"), "");
        });

    assertThat(of(turn)).isEqualTo(new SiteEnd(3, false, Map.of("rows", "7", "failed", "1"), ""));
    assertThat(commands).hasSize(1);
    assertThat(commands.get(0)).startsWith("runs", "show", "R1");
  }

  @Test
  void a_list_that_was_imported_before_is_imported_again() throws Exception {
    scene.completed("R0");
    scene.worker(
        "one",
        (order, watcher) -> {
          assertThat(order.command()).startsWith("import", "users");
          begun.incrementAndGet();
          return BrokerScene.end(0);
        });

    assertThat(of(scene.turn(scene.manager("manager"))).code()).isZero();
    assertThat(begun).hasValue(1);
  }

  @Test
  void a_stop_of_a_manager_that_is_gone_is_no_end() throws Exception {
    SiteNotice notice = scene.given(null);
    scene.work(work -> work.claim(notice, "somebody"));
    scene.board(
        board -> {
          board.stop(BrokerScene.RUN, "A", "of one that was killed");
          return "";
        });
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    scene.work(work -> work.end(notice, "somebody", EndText.of(BrokerScene.end(4))));

    scene.worker("one", well());

    assertThat(of(turn).code()).isZero();
    assertThat(begun).hasValue(1);
  }

  @Test
  void one_that_was_lost_after_its_time_has_stopped() throws Exception {
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    SiteNotice notice = scene.board(board -> board.of(BrokerScene.RUN, "A")).orElseThrow().notice();
    scene.work(work -> work.claim(notice, "killed"));
    Postgres.run(
        scene.database,
        "UPDATE FLEET_SITE SET BEAT = clock_timestamp() - INTERVAL '21 s',"
            + " EXPIRES = clock_timestamp() - INTERVAL '1 s'");

    SiteEnd end = of(turn);

    assertThat(end.code()).isEqualTo(4);
    assertThat(end.said()).contains("--give-up");
  }

  @Test
  void whoever_is_at_a_site_stops_when_its_window_closes_and_its_manager_says_so()
      throws Exception {
    scene.window("00:00-12:00; 12:00-24:00");
    scene.worker("one", untilStopped());
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), () -> begun.get() == 1)).isTrue();
    assertThat(Postgres.count(scene.database, "FLEET_SITE WHERE CLOSES > clock_timestamp()"))
        .isEqualTo(1);

    Postgres.run(scene.database, "UPDATE FLEET_SITE SET CLOSES = clock_timestamp()");

    assertThat(
            Until.within(
                Duration.ofSeconds(30),
                () -> Postgres.count(scene.database, "FLEET_SITE WHERE STATE = 'ENDED'") == 1))
        .isTrue();
    assertThatThrownBy(() -> turn.get(3, TimeUnit.SECONDS))
        .as("the manager's own clock has not said so")
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    scene.stop.get().accept("its window has closed");
    assertThat(of(turn).said()).isEqualTo("the site's window has closed");
    assertThat(begun).hasValue(1);
  }

  /** What the worker did with an order that was changed after it was given. */
  private SiteEnd tampered(String sql) throws Exception {
    CompletableFuture<SiteEnd> turn =
        scene.turn(scene.manager("manager"), "--server=https://a.example");
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    Postgres.run(scene.database, sql);
    scene.worker("one", well());
    return of(turn);
  }

  private void isRefused(SiteEnd end, String why) {
    assertThat(begun).as("what was sent").hasValue(0);
    assertThat(end.code()).isEqualTo(2);
    assertThat(end.said()).contains(why, "Nothing was sent");
  }

  @Test
  void an_order_that_names_another_host_by_now_is_refused() throws Exception {
    isRefused(
        tampered("UPDATE FLEET_SITE SET ORDERED = REPLACE(ORDERED, 'a.example', 'b.example')"),
        "not the one");
  }

  @Test
  void rows_that_were_added_to_the_list_are_refused() throws Exception {
    isRefused(
        tampered("UPDATE FLEET_FILE SET BYTES = BYTES || CAST('Person 2' AS BYTEA)"),
        "the list of site A");
  }

  @Test
  void an_order_of_an_earlier_run_is_refused_when_it_is_put_back() throws Exception {
    scene.board(
        board ->
            board.give(
                "fleet",
                new SiteNotice("F0", "A", "1"),
                "{\"words\":[\"import\",\"users\"]}",
                folder.resolve("A.csv"),
                Duration.ofHours(1),
                null));
    isRefused(
        tampered(
            "UPDATE FLEET_SITE SET ORDERED = (SELECT ORDERED FROM FLEET_SITE WHERE RUN = 'F0')"
                + " WHERE RUN = 'F1'"),
        "an earlier one");
  }

  @Test
  void an_error_ends_a_site_and_its_worker_goes_on() throws Exception {
    scene.worker(
        "one",
        (order, watcher) -> {
          if (begun.incrementAndGet() == 1) {
            throw new StackOverflowError();
          }
          return BrokerScene.end(0);
        });
    SiteRunner manager = scene.manager("manager");

    SiteEnd end = of(scene.turn(manager));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.said()).contains("StackOverflowError");
    assertThat(of(scene.turn(manager)).code()).isZero();
  }

  @Test
  void what_one_machine_cannot_begin_another_does() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    scene.worker(
        "bad",
        (order, watcher) -> {
          refused.countDown();
          return new SiteEnd(2, false, Map.of(), "no such file: app-secret", false);
        });
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();

    scene.worker("good", well());

    assertThat(of(turn).code()).isZero();
    assertThat(scene.told)
        .anyMatch(line -> line.contains("could not begin: no such file: app-secret"));
  }

  @Test
  void a_report_that_cannot_be_made_is_told_and_made_when_it_can_be() throws Exception {
    List<SiteOrder> shown = new CopyOnWriteArrayList<>();
    scene.here(
        (order, watcher) -> {
          shown.add(order);
          return shown.size() == 1
              ? new SiteEnd(4, false, Map.of(), "the folder is full")
              : BrokerScene.end(0);
        });
    SiteEnd end = new SiteEnd(0, false, Map.of("runId", "R1"), "");
    scene.worker("one", (order, watcher) -> end);

    assertThat(
            of(
                scene.turn(
                    scene.manager("manager"),
                    "--report=here",
                    "--lang=zh",
                    "--config=s.yml",
                    "--list=L")))
        .isEqualTo(end);

    assertThat(scene.told).anyMatch(line -> line.contains("the folder is full"));
    assertThat(shown.get(1).part()).as("it says what to type").isEqualTo(BrokerScene.PART);
    assertThat(shown.get(1).made()).startsWith("import", "users").contains("--list=L");
    assertThat(shown.get(1).command())
        .containsExactly(
            "runs", "show", "R1", "--json", "--report=here", "--lang=zh", "--config=s.yml");
  }

  @Test
  void a_list_that_cannot_be_read_any_more_fails_its_site_alone() throws Exception {
    SiteRunner manager = scene.manager("manager");
    Files.delete(folder.resolve("A.csv"));

    SiteEnd end = of(scene.turn(manager));

    assertThat(end.code()).isEqualTo(2);
    assertThat(end.said()).contains("A.csv");
  }

  @Test
  void what_was_given_out_by_who_is_gone_is_taken_back() throws Exception {
    SiteNotice notice = scene.given(null);
    scene.recall("manager");

    Optional<String> order = scene.work(work -> work.claim(notice, "somebody"));
    assertThat(order).isEmpty();
    assertThat(Postgres.count(scene.database, "FLEET_FILE")).isZero();
    scene.manager("other");
    assertThatThrownBy(() -> scene.recall("manager"))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("another process manages the fleet");
  }

  @Test
  void a_message_that_nobody_can_read_is_put_aside_as_it_was() throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(scene.place().url());
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession session = factory.createSession()) {
      String queue = "senselink.sites." + scene.board(SiteBoard::name).substring(0, 16);
      scene.post().close();
      ClientMessage foreign = session.createMessage(Message.BYTES_TYPE, true);
      foreign.getBodyBuffer().writeBytes(new byte[] {1, 2, 3});
      session.createProducer(queue).send(foreign);
      scene.worker("one", well());
      session.start();

      ClientMessage kept = session.createConsumer(SitePost.DEAD).receive(30_000);

      assertThat(kept.getType()).isEqualTo(Message.BYTES_TYPE);
      byte[] body = new byte[kept.getReadOnlyBodyBuffer().readableBytes()];
      kept.getReadOnlyBodyBuffer().readBytes(body);
      assertThat(body).containsExactly(1, 2, 3);
    }
  }

  @Test
  void a_database_that_says_nothing_is_left_after_some_seconds() throws Exception {
    Relay wire = scene.wire();
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), this::isGiven)).isTrue();
    scene.worker(
        "one",
        (order, watcher) -> {
          begun.incrementAndGet();
          wire.lose();
          return BrokerScene.end(0);
        });

    assertThat(of(turn).code()).isZero();
    assertThat(begun).hasValue(1);
  }

  @Test
  void a_stop_reaches_whoever_was_found_at_a_site() throws Exception {
    SiteNotice notice = scene.given(null);
    scene.work(work -> work.claim(notice, "somebody"));
    Consumer<String> nobody = scene.stop.get();
    CompletableFuture<SiteEnd> turn = scene.turn(scene.manager("manager"));
    assertThat(Until.within(Duration.ofSeconds(30), () -> scene.stop.get() != nobody)).isTrue();

    scene.stop.get().accept("it is enough");

    Map<String, String> told = Map.of("1", "it is enough");
    assertThat(
            Until.within(
                Duration.ofSeconds(30),
                () ->
                    scene.work(work -> work.beat("somebody", List.of("1"), "closed")).equals(told)))
        .isTrue();
    assertThat(turn).as("somebody is still at it").isNotDone();
    scene.work(work -> work.end(notice, "somebody", EndText.of(BrokerScene.end(4))));
    assertThat(of(turn).code()).isEqualTo(4);
  }
}
