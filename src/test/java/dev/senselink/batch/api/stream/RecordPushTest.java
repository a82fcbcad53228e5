package dev.senselink.batch.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.senselink.batch.api.Heard;
import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.call.PushSpelling;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The push as the sandbox gives it, right and wrong. */
@Tag("slow")
@Timeout(600)
class RecordPushTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  private Sandbox sandbox;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.standard().withHeartbeat(Duration.ofMillis(50)));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private SenseLinkClient client(String secret) {
    return SenseLinkClient.open(settings(secret));
  }

  private ServerSettings settings(String secret) {
    return ServerSettings.of(sandbox.url(), sandbox.appKey(), SecretText.of(secret))
        .withTimeout(Duration.ofSeconds(10));
  }

  private Heard listen() {
    return listen(hurried());
  }

  private Heard listen(PushSettings settings) {
    return new Heard(client(sandbox.appSecret()), settings);
  }

  private PushSettings hurried() {
    return PushSettings.at(sandbox.wsPort())
        .withBackoff(Duration.ofMillis(10), Duration.ofMillis(100));
  }

  @ParameterizedTest
  @EnumSource(PushSpelling.class)
  void a_record_is_the_same_under_either_spelling(PushSpelling spelling) throws Exception {
    long ana = sandbox.addPerson(1, Map.of("name", "Ana", "jobNumber", "A1"), null);
    sandbox.push().spell(spelling);
    try (Heard heard = listen()) {
      assertThat(heard.next()).isEqualTo("connected");
      long id = sandbox.addRecord(ana, NOON);

      assertThat(heard.next()).isEqualTo("record " + id);
      AccessRecord record = heard.records().get(0);
      assertThat(record.name()).isEqualTo("Ana");
      assertThat(record.userId()).isEqualTo(ana);
      assertThat(record.type()).isEqualTo(1);
      assertThat(record.sn()).startsWith("SKP-");
      assertThat(record.signTime()).isEqualTo(NOON.getEpochSecond());
    }
  }

  @Test
  void a_cut_connection_comes_back_as_often_as_it_is_cut() throws Exception {
    try (Heard heard = listen()) {
      for (int n = 1; n <= 5; n++) {
        assertThat(heard.next()).isEqualTo("connected");
        long id = sandbox.addRecord(0, NOON);
        assertThat(heard.next()).isEqualTo("record " + id);
        sandbox.push().cut();
        assertThat(heard.next()).startsWith("cut: the connection of the record push was lost");
      }
      assertThat(heard.next()).isEqualTo("connected");
      assertThat(sandbox.push().connectionsSoFar()).isEqualTo(6);
    }
  }

  @Test
  void silence_without_a_heartbeat_is_a_cut_and_the_heartbeat_alone_is_none() throws Exception {
    try (Heard heard = listen(hurried().withSilence(Duration.ofSeconds(1)))) {
      assertThat(heard.next()).isEqualTo("connected");
      assertThat(heard.nothing(Duration.ofMillis(1_300))).isTrue();
      assertThat(sandbox.push().connectionsSoFar()).isEqualTo(1);
      sandbox.push().silence(true);
      assertThat(heard.next()).startsWith("cut: the record push sent nothing for 1 s");
      sandbox.push().silence(false);
      String next = heard.next();
      assertThat(next.startsWith("cut: ") ? heard.next() : next).isEqualTo("connected");
    }
  }

  @Test
  void a_wrong_secret_is_told_by_the_calls_and_ends_it() throws Exception {
    try (Heard heard = new Heard(client("wrong"), hurried())) {
      StopCause end = heard.end();

      assertThat(end.kind()).isEqualTo(StopCause.Kind.FATAL_CODE);
      assertThat(end.words()).contains("10005", "app secret");
    }
  }

  @Test
  void a_key_that_only_the_push_refuses_ends_it_with_words() throws Exception {
    sandbox.push().deny(20002);
    try (Heard heard = listen()) {
      StopCause end = heard.end();

      assertThat(end.kind()).isEqualTo(StopCause.Kind.FATAL_CODE);
      assertThat(end.words()).contains("the record push refuses this app key");
    }
  }

  @Test
  void a_clock_that_is_wrong_by_an_hour_is_no_hindrance() throws Exception {
    sandbox.skewClock(Duration.ofHours(1));
    try (Heard heard = listen()) {
      assertThat(heard.next()).startsWith("cut: ");
      assertThat(heard.next()).isEqualTo("connected");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {498, 503})
  void failure_is_tried_again(int code) throws Exception {
    if (code == 498) {
      sandbox.push().deny(code);
    } else {
      sandbox.push().refuse(code);
    }
    try (Heard heard = listen()) {
      assertThat(heard.next()).startsWith("cut: ").contains(String.valueOf(code));
      sandbox.push().deny(0);
      sandbox.push().refuse(0);
      String next = heard.next();
      while (next.startsWith("cut: ")) {
        next = heard.next();
      }
      assertThat(next).isEqualTo("connected");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405})
  void a_port_without_a_push_ends_it_with_words(int status) throws Exception {
    sandbox.push().refuse(status);
    try (Heard heard = listen()) {
      StopCause end = heard.end();

      assertThat(end.kind()).isEqualTo(StopCause.Kind.FATAL_CODE);
      assertThat(end.words()).contains(String.valueOf(status), "--ws-port");
    }
  }

  @Test
  void once_it_was_there_a_404_is_a_restart() throws Exception {
    try (Heard heard = listen()) {
      assertThat(heard.next()).isEqualTo("connected");
      sandbox.push().refuse(404);
      sandbox.push().cut();
      assertThat(heard.next()).startsWith("cut: the connection");
      assertThat(heard.next()).startsWith("cut: ").contains("404");
      sandbox.push().refuse(0);
      String next = heard.next();
      while (next.startsWith("cut: ")) {
        next = heard.next();
      }
      assertThat(next).isEqualTo("connected");
    }
  }

  @Test
  void nobody_at_the_port_is_waited_for_only_so_long() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    PushSettings settings =
        PushSettings.at(free)
            .withBackoff(Duration.ofMillis(10), Duration.ofMillis(100))
            .withPatience(Duration.ofMillis(300), null);
    try (Heard heard = listen(settings)) {
      assertThat(heard.next()).startsWith("cut: nothing listens at port " + free);
      StopCause end = heard.end();
      assertThat(end.kind()).isEqualTo(StopCause.Kind.OUTAGE);
      assertThat(end.words()).contains("--ws-port", "--outage-wait");
    }
  }

  @Test
  void somebody_who_takes_the_connection_and_says_nothing_is_no_push() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Heard heard =
            new Heard(
                SenseLinkClient.open(
                    ServerSettings.of(
                            sandbox.url(), sandbox.appKey(), SecretText.of(sandbox.appSecret()))
                        .withTimeout(Duration.ofMillis(300))),
                PushSettings.at(mute.getLocalPort()).withPatience(Duration.ofMillis(400), null))) {
      assertThat(heard.next()).startsWith("cut: no connection to the record push at port");
      assertThat(heard.end().kind()).isEqualTo(StopCause.Kind.OUTAGE);
    }
  }

  @Test
  void what_is_odd_is_passed_over_and_what_may_be_a_record_is_told() throws Exception {
    try (Heard heard = listen()) {
      assertThat(heard.next()).isEqualTo("connected");
      sandbox.push().send("{\"code\":77777,\"data\":{\"id\":1}}");
      sandbox.push().send("{\"code\":200}");
      sandbox.push().send("no json");
      assertThat(heard.next()).isEqualTo("unread");
      sandbox.push().send("{\"code\":30000,\"data\":{\"name\":\"nobody\"}}");
      assertThat(heard.next()).isEqualTo("unread");
      sandbox.push().send("[".repeat(100_000));
      assertThat(heard.next()).isEqualTo("unread");
      sandbox
          .push()
          .send("{\"code\":\"30000\",\"data\":{\"id\":\"7\",\"signTime\":1551944533000}}");
      assertThat(heard.next()).isEqualTo("record 7");
      assertThat(heard.records().get(0).signTime()).isEqualTo(1551944533);
      assertThat(sandbox.push().connectionsSoFar()).isEqualTo(1);
    }
  }

  @Test
  void a_message_without_end_is_a_cut() throws Exception {
    try (Heard heard = listen()) {
      assertThat(heard.next()).isEqualTo("connected");
      sandbox.push().send("x".repeat(PushConnection.LONGEST_MESSAGE * 3));
      assertThat(heard.next()).startsWith("cut: ");
      assertThat(heard.next()).isEqualTo("connected");
    }
  }

  @Test
  void neither_key_nor_signature_is_ever_logged() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.setLevel(Level.TRACE);
    Logger jetty = (Logger) LoggerFactory.getLogger("org.eclipse.jetty");
    jetty.setLevel(Level.OFF);
    root.addAppender(log);
    try (Heard heard = listen()) {
      assertThat(heard.next()).isEqualTo("connected");
      sandbox.push().refuse(404);
      sandbox.push().cut();
      assertThat(heard.next()).startsWith("cut: ").doesNotContain(sandbox.appKey());
      assertThat(heard.next()).startsWith("cut: ").doesNotContain("websocket");
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
      jetty.setLevel(null);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(log.list)
        .allSatisfy(
            event ->
                assertThat(event.getFormattedMessage())
                    .doesNotContain("websocket/record", "/" + sandbox.appKey() + "/"));
  }

  @Test
  void ports_that_cannot_be_are_refused() {
    for (int port : new int[] {0, -1, 65_536}) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> PushSettings.at(port))
          .isInstanceOf(UnusableSettingsException.class)
          .hasMessageContaining("--ws-port");
    }
  }

  @Test
  void it_waits_longer_after_each_failure_and_begins_anew_after_a_connection() throws Exception {
    List<Long> waits = new CopyOnWriteArrayList<>();
    sandbox.push().refuse(503);
    SenseLinkClient client = client(sandbox.appSecret());
    RecordPush push =
        new RecordPush(
            client,
            settings(sandbox.appSecret()),
            PushSettings.at(sandbox.wsPort()).withPatience(Duration.ofHours(1), null),
            wait -> {
              waits.add(wait.toMillis());
              sandbox.push().refuse(waits.size() < 3 ? 503 : 0);
              return true;
            });
    try (Heard heard = new Heard(client, push)) {
      for (int n = 1; n <= 3; n++) {
        assertThat(heard.next()).startsWith("cut: ");
      }
      assertThat(heard.next()).isEqualTo("connected");
      sandbox.push().cut();
      assertThat(heard.next()).startsWith("cut: ");
      assertThat(heard.next()).isEqualTo("connected");
    }

    assertThat(waits).startsWith(500L, 1_000L, 2_000L, 500L);
  }

  @Test
  void the_wait_doubles_to_its_longest() {
    PushSettings settings = PushSettings.at(9000);

    assertThat(java.util.stream.IntStream.rangeClosed(1, 9).mapToObj(settings::backoff))
        .extracting(Duration::toMillis)
        .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L);
  }
}
