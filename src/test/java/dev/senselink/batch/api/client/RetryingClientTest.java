package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.PassingTime;
import dev.senselink.batch.api.Received;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.fixture.InChinese;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries, back-off, outages and the reasons to stop; the time passes without anybody waiting. */
@Timeout(600)
class RetryingClientTest {
  /** Good for both a company and a list of nobody. */
  private static final ScriptedServer.Answer OK =
      ScriptedServer.json("{\"code\":200,\"data\":{\"id\":7,\"total\":0}}");

  private static final ScriptedServer.Answer BUSY = ScriptedServer.json("{\"code\":50002}");
  private static final ScriptedServer.Answer GONE = ScriptedServer.reset();

  private static final Call<List<Person>> LOOK_UP = ListUsers.by(ListUsers.Filter.JOB_NUMBER, "7");
  private static final Call<Person> CREATE = PeopleCalls.createUser(Clients.ana());

  private final PassingTime time = new PassingTime();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Duration> toldAt = new CopyOnWriteArrayList<>();

  @Test
  void a_call_that_changes_nothing_is_tried_until_it_is_answered() {
    try (Run run = run(OK, BUSY, GONE, BUSY, OK)) {
      run.server.once(OrganisationCalls.company());

      assertThat(run.server.ask(LOOK_UP)).isInstanceOf(Reply.Answer.class);
      assertThat(run.received()).isEqualTo(5);
    }
  }

  @Test
  void that_nobody_has_an_id_is_believed_right_after_somebody_was_shown_or_where_nobody_is_known() {
    ScriptedServer.Answer nobody = ScriptedServer.json("{\"code\":200,\"data\":[]}");
    ScriptedServer.Answer ana =
        ScriptedServer.json("{\"code\":200,\"data\":[{\"id\":8,\"type\":1,\"name\":\"Ana\"}]}");
    try (Run run = run(nobody, ana, nobody)) {
      assertThat(run.server.ask(ListUsers.byId(7)).isUnproven()).isTrue();
      int sent = run.received();
      assertThat(run.server.ask(ListUsers.byId(7)).words()).contains("shows nobody at all");
      assertThat(run.received() - sent).as("Ana is asked for, and the list no more").isEqualTo(2);
    }
    try (Run run = run(nobody)) {
      assertThat(run.server.ask(ListUsers.byId(7))).isInstanceOf(Reply.Answer.class);
    }
    try (Run run = run(nobody)) {
      run.server.knows(() -> List.of(8L));
      assertThat(run.server.ask(ListUsers.byId(7)).isUnproven()).isTrue();
    }
    try (Run run = run(ana, nobody)) {
      run.server.ask(ListUsers.byId(8));
      assertThat(run.server.ask(ListUsers.byId(7)).isUnproven()).as("long ago").isTrue();
    }
    try (Run run = run(ana, nobody, ana, nobody)) {
      run.server.ask(ListUsers.byId(8));
      assertThat(run.server.ask(ListUsers.byId(7))).isInstanceOf(Reply.Answer.class);
      assertThat(run.received()).isEqualTo(4);
    }
  }

  @Test
  void the_tries_come_to_an_end_and_the_last_reply_is_what_remains() {
    try (Run run = run(OK, BUSY)) {
      run.server.once(OrganisationCalls.company());

      Reply<?> reply = run.server.ask(OrganisationCalls.departments());

      assertThat(reply.words()).contains("read the departments: code 50002");
      assertThat(run.received()).isEqualTo(1 + 8);
      assertThat(run.server.stopCause()).isNull();
    }
  }

  @Test
  void the_pauses_double_up_to_a_limit_and_vary_by_half() {
    try (Run run = run(OK, BUSY)) {
      run.server.once(OrganisationCalls.company());
      run.server.ask(LOOK_UP);

      double[] most = {0.5, 1, 2, 4, 8, 16, 30};
      assertThat(time.waited()).allMatch(step -> step.compareTo(Duration.ofSeconds(5)) <= 0);
      assertThat(pauses()).hasSize(7);
      for (int i = 0; i < 7; i++) {
        assertThat(pauses().get(i).toMillis() / 1000.0).isBetween(most[i] / 2, most[i]);
      }
    }
  }

  /** Long ones are waited in steps. */
  private List<Duration> pauses() {
    List<Duration> pauses = new ArrayList<>();
    Duration steps = Duration.ZERO;
    for (Duration waited : time.waited()) {
      steps = steps.plus(waited);
      if (!waited.equals(Duration.ofSeconds(5))) {
        pauses.add(steps);
        steps = Duration.ZERO;
      }
    }
    return pauses;
  }

  /** However short the time-out is: the pauses alone may last half a minute. */
  @Test
  void before_a_pause_makes_the_silence_long_somebody_is_told_why() {
    try (Run run = run(OK, BUSY)) {
      run.server.once(OrganisationCalls.company());
      run.server.ask(LOOK_UP);
    }
    assertThat(told).singleElement().asString().contains("50002", "Trying again in");
    assertThat(toldAt.get(0)).isLessThan(Duration.ofSeconds(10));
  }

  /** A look after a lost write leaves at once: there is no pause to be told before. */
  @Test
  void whoever_sends_at_once_into_a_long_silence_says_so_once() {
    Function<Received, ScriptedServer.Answer> script =
        request -> {
          if (request.pathOnly().endsWith("company")) {
            return OK;
          }
          time.pass(Duration.ofSeconds(30));
          return BUSY;
        };
    try (Run run = new Run(ScriptedServer.start(script), patience())) {
      run.server.once(OrganisationCalls.company());
      run.server.once(LOOK_UP);
      assertThat(told).isEmpty();

      run.server.once(LOOK_UP);
      run.server.once(LOOK_UP);
    }
    assertThat(told)
        .filteredOn(words -> words.startsWith("nothing has succeeded for a while: "))
        .singleElement()
        .asString()
        .contains("50002")
        .doesNotContain("Trying again");
  }

  @Test
  void a_refusal_is_final() {
    try (Run run = run(OK, ScriptedServer.json("{\"code\":30003}"))) {
      run.server.once(OrganisationCalls.company());

      assertThat(run.server.ask(PeopleCalls.countFaces(new byte[] {1})))
          .isInstanceOf(Reply.Refusal.class);
      assertThat(run.received()).isEqualTo(2);
    }
  }

  @Test
  void what_changes_something_is_sent_once_and_never_taken_for_a_question() {
    try (Run run = run(OK, GONE)) {
      run.server.once(OrganisationCalls.company());

      assertThat(run.server.once(CREATE)).isInstanceOf(Reply.Unclear.class);
      assertThat(run.received()).isEqualTo(2);
      assertThatThrownBy(() -> run.server.ask(CREATE)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run.server.ask(PeopleCalls.deleteUser(7)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(run.received()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "120, 120", "100000, 300"})
  void a_server_that_wants_to_be_left_alone_is_but_not_for_ever(int asked, int seconds) {
    ScriptedServer.Answer later =
        ScriptedServer.http(429, "text/html", "", "Retry-After: " + asked);
    try (Run run = run(OK, later, OK)) {
      run.server.once(OrganisationCalls.company());
      run.server.ask(LOOK_UP);

      assertThat(time.passed()).isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @Test
  void before_the_first_answer_the_server_is_tried_for_ten_seconds_only() {
    try (Run run = run(GONE)) {
      Reply<?> reply = run.server.ask(OrganisationCalls.company());

      assertThat(reply).isInstanceOf(Reply.Unclear.class);
      assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
      assertThat(run.server.stopCause())
          .extracting(StopCause::kind)
          .isEqualTo(StopCause.Kind.OUTAGE);
      assertThat(run.server.stopCause().words())
          .matches(
              "the server http://\\S+ has not been reachable since 16:00:00: read the company:(?s:.*)");
      assertThat(run.server.once(OrganisationCalls.company())).isInstanceOf(Reply.Halted.class);
    }
  }

  @Test
  @ExtendWith(InChinese.class)
  void why_it_gave_up_is_said_in_chinese_too() {
    try (Run run = run(GONE)) {
      Reply<?> reply = run.server.ask(OrganisationCalls.company());

      assertThat(reply.words()).isEqualTo("读取公司信息：应答还没有收完，连接就断开了");
      assertThat(told)
          .singleElement()
          .asString()
          .matches("从 16:00:00 起一直在等待服务器 http://\\S+（读取公司信息：应答还没有收完，连接就断开了）");
      assertThat(run.server.stopCause().words())
          .matches("从 16:00:00 起服务器 http://\\S+ 一直无法访问：读取公司信息：应答还没有收完，连接就断开了");
    }
  }

  @Test
  void a_server_that_comes_up_within_these_ten_seconds_will_do() {
    try (Run run = run(GONE, GONE, GONE, OK)) {
      assertThat(run.server.ask(OrganisationCalls.company())).isInstanceOf(Reply.Answer.class);
      assertThat(told).hasSize(2);
      assertThat(told.get(0))
          .matches("waiting for the server http://\\S+ since 16:00:00 \\((?s:.*)");
      assertThat(told.get(1)).isEqualTo("the server answers again");
    }
  }

  @Test
  void an_outage_is_ridden_out_by_probes_alone_and_its_tries_do_not_count() {
    AtomicInteger lookUps = new AtomicInteger();
    Function<Received, ScriptedServer.Answer> script =
        request -> {
          boolean down = time.passed().toSeconds() < 200;
          if (!request.pathOnly().endsWith("company")) {
            lookUps.incrementAndGet();
          }
          return down && (lookUps.get() > 0) ? GONE : OK;
        };
    try (Run run = new Run(ScriptedServer.start(script), patience().withTries(10))) {
      run.server.once(OrganisationCalls.company());

      assertThat(run.server.ask(LOOK_UP)).isInstanceOf(Reply.Answer.class);

      assertThat(lookUps).hasValue(11);
      assertThat(toldBesidesPauses()).hasSize(2);
      assertThat(run.server.stopCause()).isNull();
    }
  }

  /** Before a long pause that is said, too. */
  private List<String> toldBesidesPauses() {
    return told.stream().filter(words -> !words.contains("Trying again in")).toList();
  }

  @Test
  void an_outage_that_lasts_too_long_stops_the_run() {
    try (Run run = new Run(serving(OK, GONE), patience().withTries(20))) {
      run.server.once(OrganisationCalls.company());

      assertThat(run.server.ask(LOOK_UP)).isInstanceOf(Reply.Unclear.class);

      assertThat(run.server.stopCause())
          .extracting(StopCause::kind)
          .isEqualTo(StopCause.Kind.OUTAGE);
      assertThat(time.passed()).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(600));
      assertThat(run.server.once(CREATE)).isInstanceOf(Reply.Halted.class);
    }
  }

  @Test
  void one_endpoint_that_fails_while_the_server_is_there_is_no_outage() {
    try (Run run =
        new Run(
            ScriptedServer.start(request -> request.pathOnly().endsWith("company") ? OK : BUSY),
            patience().withTries(15))) {
      run.server.once(OrganisationCalls.company());

      assertThat(run.server.ask(LOOK_UP)).isInstanceOf(Reply.Unclear.class);

      long lookUps = run.count("/user/list");
      assertThat(lookUps).isEqualTo(15);
      // Once at first, and after the tenth, twelfth and fourteenth failure, whether it is there.
      assertThat(run.count("/company")).isEqualTo(4);
      assertThat(toldBesidesPauses())
          .singleElement()
          .asString()
          .contains("has not succeeded since");
      assertThat(run.server.stopCause()).isNull();
    }
  }

  /** E15: look-ups work, creates never do. */
  @Test
  void a_kind_of_call_that_never_succeeds_stops_the_run_within_twenty_tries_and_says_why() {
    try (Run run =
        new Run(
            ScriptedServer.start(request -> request.method().equals("POST") ? BUSY : OK),
            patience())) {
      for (int i = 0; i < 60 && run.server.stopCause() == null; i++) {
        run.server.once(CREATE);
        time.pass(Duration.ofSeconds(2));
        run.server.ask(LOOK_UP);
      }

      assertThat(run.count("/user")).isEqualTo(20);
      assertThat(told)
          .as("soon after the first")
          .singleElement()
          .asString()
          .contains("has not succeeded since", "create a person: code 50002");
      StopCause cause = run.server.stopCause();
      assertThat(cause == null ? null : cause.kind()).isEqualTo(StopCause.Kind.NEVER_WORKS);
      assertThat(cause == null ? "" : cause.words())
          .contains("tried 20 times", "create a person: code 50002");
    }
  }

  /** E15: those that wait for a slot leave by what came of the call that had it before them. */
  @Test
  void many_at_once_try_such_a_kind_no_more_often_than_one_alone() {
    Function<Received, ScriptedServer.Answer> script =
        request -> request.method().equals("POST") ? BUSY : OK;
    ScriptedServer scripted = ScriptedServer.start(script);
    ServerSettings oneAtATime = Clients.settings(scripted.url()).withLimits(1, 0);
    try (Run run =
        new Run(
            scripted, patience(), SenseLinkClient.open(oneAtATime, time, ServerTransport.http()))) {
      run.server.once(OrganisationCalls.company());
      List<CompletableFuture<Void>> all =
          IntStream.range(0, 12).mapToObj(n -> inBackground(run)).toList();

      all.forEach(CompletableFuture::join);

      assertThat(run.count("/user")).isEqualTo(20);
    }
  }

  private static CompletableFuture<Void> inBackground(Run run) {
    return CompletableFuture.runAsync(
        () -> {
          while (run.server.stopCause() == null) {
            run.server.once(CREATE);
          }
        },
        work -> new Thread(work, "creates").start());
  }

  /** E15. */
  @Test
  void creates_with_a_photo_are_a_kind_of_their_own() {
    try (Run run =
        new Run(
            ScriptedServer.start(request -> request.body().contains("image/jpeg") ? BUSY : OK),
            patience())) {
      for (int i = 0; i < 60 && run.server.stopCause() == null; i++) {
        run.server.once(
            PeopleCalls.createUser(
                UserFields.named("Ana").jobNumber("A1").avatarJpeg(new byte[] {1}).build()));
        run.server.once(CREATE);
      }

      assertThat(run.server.stopCause()).isNotNull();
      assertThat(run.count("/user")).isBetween(39L, 40L);
    }
  }

  /** E15. */
  @Test
  void a_kind_that_has_succeeded_is_given_up_no_sooner_than_a_server_out_of_reach() {
    AtomicInteger creates = new AtomicInteger();
    try (Run run =
        new Run(
            ScriptedServer.start(
                request ->
                    request.method().equals("POST") && creates.incrementAndGet() > 1 ? BUSY : OK),
            patience())) {
      run.server.once(CREATE);
      for (int i = 0; i < 1_000 && run.server.stopCause() == null; i++) {
        run.server.once(CREATE);
        time.pass(Duration.ofSeconds(1));
        run.server.ask(LOOK_UP);
      }

      assertThat(run.server.stopCause()).isNotNull();
      assertThat(time.passed()).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(302));
    }
  }

  @Test
  void a_success_between_failures_is_no_outage() {
    AtomicInteger number = new AtomicInteger();
    try (Run run =
        new Run(
            ScriptedServer.start(request -> number.incrementAndGet() % 10 == 1 ? OK : BUSY),
            patience())) {
      for (int i = 0; i < 40; i++) {
        run.server.once(LOOK_UP);
      }

      assertThat(run.count("/company")).isZero();
      assertThat(run.received()).isEqualTo(40);
    }
  }

  @Test
  void in_an_outage_one_thread_probes_and_the_others_wait() throws Exception {
    AtomicInteger probing = new AtomicInteger();
    AtomicInteger mostProbing = new AtomicInteger();
    AtomicInteger probes = new AtomicInteger();
    Function<Received, ScriptedServer.Answer> script =
        request -> {
          if (!request.pathOnly().endsWith("company")) {
            return probes.get() > 30 ? OK : GONE;
          }
          return (out, socket, closed) -> {
            mostProbing.accumulateAndGet(probing.incrementAndGet(), Math::max);
            closed.await(5, TimeUnit.MILLISECONDS);
            probing.decrementAndGet();
            return (probes.incrementAndGet() > 30 ? OK : GONE).give(out, socket, closed);
          };
        };
    RetryingClient.Patience patient =
        patience().with(Duration.ofHours(20), Duration.ofHours(20)).withTries(100);
    try (Run run = new Run(ScriptedServer.start(script), patient)) {
      List<CompletableFuture<Reply<?>>> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        CompletableFuture<Reply<?>> thread = new CompletableFuture<>();
        new Thread(() -> thread.complete(run.server.ask(LOOK_UP))).start();
        threads.add(thread);
      }
      for (CompletableFuture<Reply<?>> thread : threads) {
        assertThat(thread.get(120, TimeUnit.SECONDS)).isInstanceOf(Reply.Answer.class);
      }
      assertThat(mostProbing).hasValue(1);
      assertThat(told).hasSize(2);
    }
  }

  @Test
  void an_interrupted_thread_leaves_an_outage_and_sends_nothing() throws Exception {
    try (Run run =
        new Run(serving(GONE), patience().with(Duration.ofHours(20), Duration.ofHours(20)))) {
      run.server.once(OrganisationCalls.company());
      CompletableFuture<Reply<?>> interrupted = new CompletableFuture<>();
      new Thread(
              () -> {
                Thread.currentThread().interrupt();
                interrupted.complete(run.server.once(CREATE));
              })
          .start();

      assertThat(interrupted.get(120, TimeUnit.SECONDS)).isInstanceOf(Reply.Halted.class);
      assertThat(run.received()).isEqualTo(1);
      assertThat(run.server.stopCause()).isNull();
    }
  }

  @Test
  void the_same_unknown_code_five_times_stops_the_run() {
    try (Run run = run(ScriptedServer.json("{\"code\":77777,\"message\":\"secret words\"}"))) {
      for (int i = 0; i < 4; i++) {
        assertThat(run.server.once(CREATE)).isInstanceOf(Reply.Refusal.class);
      }
      assertThat(run.server.stopCause()).isNull();
      run.server.once(CREATE);

      assertThat(run.server.stopCause())
          .extracting(StopCause::kind)
          .isEqualTo(StopCause.Kind.UNCATALOGUED);
      assertThat(run.server.stopCause().words()).contains("77777").doesNotContain("secret words");
      assertThat(run.server.once(CREATE)).isInstanceOf(Reply.Halted.class);
      assertThat(run.received()).isEqualTo(5);
    }
  }

  @Test
  void good_answers_of_another_operation_do_not_excuse_an_unknown_code() {
    try (Run run =
        new Run(
            ScriptedServer.start(
                request ->
                    request.pathOnly().endsWith("check")
                        ? ScriptedServer.json("{\"code\":200,\"face_number\":1}")
                        : ScriptedServer.json("{\"code\":77777}")),
            patience())) {
      for (int i = 0; i < 5; i++) {
        run.server.ask(PeopleCalls.countFaces(new byte[] {1}));
        run.server.once(CREATE);
      }

      assertThat(run.server.stopCause())
          .extracting(StopCause::kind)
          .isEqualTo(StopCause.Kind.UNCATALOGUED);
    }
  }

  @Test
  void unknown_codes_with_a_success_between_or_all_different_stop_nothing() {
    AtomicInteger number = new AtomicInteger();
    try (Run run =
        new Run(
            ScriptedServer.start(
                request -> {
                  int n = number.incrementAndGet();
                  int code = n <= 20 ? (n % 5 == 0 ? 200 : 77777) : 77000 + n;
                  return ScriptedServer.json("{\"code\":" + code + ",\"data\":{\"id\":7}}");
                }),
            patience())) {
      for (int i = 0; i < 40; i++) {
        run.server.once(CREATE);
      }

      assertThat(run.server.stopCause()).isNull();
      assertThat(run.received()).isEqualTo(40);
    }
  }

  @Test
  void a_fatal_code_is_given_in_words_as_the_cause() {
    try (Run run = run(ScriptedServer.json("{\"code\":10005,\"message\":\"Signature Failed\"}"))) {
      run.server.ask(OrganisationCalls.company());

      StopCause cause = run.server.stopCause();
      assertThat(cause).isNotNull();
      assertThat(cause.kind()).isEqualTo(StopCause.Kind.FATAL_CODE);
      assertThat(cause.words()).contains("10005", "signature", "app secret");
      assertThat(run.received()).isEqualTo(1);
    }
  }

  @Test
  void a_halt_by_hand_is_the_cause_when_nothing_else_is() {
    try (Run run = run(OK)) {
      run.server.halt();

      assertThat(run.server.stopCause())
          .extracting(StopCause::kind)
          .isEqualTo(StopCause.Kind.STOPPED);
      assertThat(run.server.ask(LOOK_UP)).isInstanceOf(Reply.Halted.class);
    }
  }

  @Test
  void after_a_halt_nothing_is_tried_again() {
    try (Run run = run(OK, BUSY)) {
      run.server.once(OrganisationCalls.company());
      RetryAttempts attempts = run.server.attempts();
      Reply<?> reply = run.server.once(CREATE);
      assertThat(attempts.again(reply)).isTrue();

      run.server.halt();

      assertThat(attempts.again(reply)).isFalse();
    }
  }

  @Test
  void a_halt_wakes_who_waits() throws Exception {
    try (ScriptedServer scripted = ScriptedServer.answering(OK);
        SenseLinkClient client = Clients.to(scripted)) {
      RetryingClient server = new RetryingClient(client, RetryingClient.Patience.standard());
      CompletableFuture<Boolean> waiting =
          CompletableFuture.supplyAsync(() -> server.waitFor(Duration.ofHours(1)));

      server.halt();

      assertThat(waiting.get(120, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void a_list_of_everybody_waits_for_the_end_of_an_outage_but_is_never_repeated() {
    try (Run run = run(OK, GONE)) {
      run.server.once(OrganisationCalls.company());

      Reply<Long> reply = run.server.streamPeople(person -> {}, Duration.ofSeconds(60));

      assertThat(reply).isInstanceOf(Reply.Unclear.class);
      assertThat(run.received()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"PT1M", "PT-1H", "P3D"})
  void an_outage_lasts_as_long_whatever_the_clock_on_the_wall_is_set_to(Duration step) {
    Function<Received, ScriptedServer.Answer> script =
        request -> {
          time.step(step);
          return GONE;
        };
    try (Run run = new Run(ScriptedServer.start(script), patience())) {
      run.server.ask(OrganisationCalls.company());

      assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
      assertThat(run.server.stopCause())
          .extracting(StopCause::kind)
          .isEqualTo(StopCause.Kind.OUTAGE);
    }
  }

  private Run run(ScriptedServer.Answer... answers) {
    return new Run(serving(answers), patience());
  }

  private static ScriptedServer serving(ScriptedServer.Answer... answers) {
    return ScriptedServer.answering(answers);
  }

  private RetryingClient.Patience patience() {
    return RetryingClient.Patience.standard();
  }

  /** A server, a client to it, and the patient side under test. */
  private final class Run implements AutoCloseable {
    private final ScriptedServer scripted;
    private final SenseLinkClient client;
    private final RetryingClient server;

    Run(ScriptedServer scripted, RetryingClient.Patience patience) {
      this(scripted, patience, Clients.to(scripted, time));
    }

    Run(ScriptedServer scripted, RetryingClient.Patience patience, SenseLinkClient client) {
      this.scripted = scripted;
      this.client = client;
      this.server =
          new RetryingClient(
              client, patience, this::hears, wait -> time.pass(wait) && !client.halted());
    }

    private void hears(String words) {
      told.add(words);
      toldAt.add(time.passed());
    }

    int received() {
      return scripted.received().size();
    }

    long count(String path) {
      return scripted.received().stream().filter(r -> r.pathOnly().endsWith(path)).count();
    }

    @Override
    public void close() {
      client.close();
      scripted.close();
    }
  }
}
