package dev.senselink.batch.notify.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.HttpReceiver;
import dev.senselink.batch.fixture.TestCertificate;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.EndedJobs;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Delivered;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import dev.senselink.batch.notify.NoticeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages to chat rooms: each in the form its receiver wants, and what is made of its answer. */
class WebhookChannelTest {
  private static final EndedJob END = EndedJobs.job(null);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final HttpReceiver receiver = HttpReceiver.start();

  @AfterEach
  void close() {
    receiver.close();
  }

  private static Attempt send(String url, WebhookFormat format, Duration patience) {
    return send(url, format, patience, null);
  }

  private static Attempt send(
      String url, WebhookFormat format, Duration patience, @Nullable Path caFile) {
    SecretAddress address = SecretAddress.of(url).orElseThrow();
    WebhookChannel channel = new WebhookChannel(address, format, new WebSender(caFile, patience));
    assertThat(channel.name() + address).doesNotContain(HttpReceiver.TOKEN);
    Attempt attempt = channel.send(END);
    assertThat(attempt.toString()).doesNotContain(HttpReceiver.TOKEN, url);
    return attempt;
  }

  private Attempt send(WebhookFormat format) {
    return send(receiver.url("hook"), format, PATIENCE);
  }

  private JsonNode sent() {
    assertThat(receiver.received()).hasSize(1);
    HttpReceiver.Received got = receiver.received().get(0);
    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.type()).isEqualTo("application/json; charset=utf-8");
    return JsonMapper.shared().readTree(got.body());
  }

  @Test
  void a_program_gets_everything_by_name() {
    assertThat(send(WebhookFormat.JSON)).isEqualTo(new Delivered());

    JsonNode sent = sent();
    assertThat(sent.path("command").asString()).isEqualTo("import-users");
    assertThat(sent.path("jobFile").asString()).isEqualTo("staff-sync");
    assertThat(sent.path("level").asString()).isEqualTo("attention");
    assertThat(sent.path("exitCode").asInt()).isEqualTo(3);
    assertThat(sent.path("title").asString()).contains("staff-sync", "needs attention");
    assertThat(sent.path("runs").path(0).path("counts").path("created").asLong()).isEqualTo(118);
    assertThat(sent.path("runs").path(0).path("next").asString()).startsWith("senselink import");
  }

  @Test
  void slack_gets_text_in_which_nothing_calls_people() {
    assertThat(send(WebhookFormat.SLACK)).isEqualTo(new Delivered());

    assertThat(sent().path("text").asString())
        .startsWith("SenseLink: staff-sync (import users): needs attention")
        .contains("created 118", "--photos &lt;photos&gt;")
        .doesNotContain("<");
    assertThat(sent().path("mrkdwn").isBoolean()).isTrue();
    assertThat(sent().path("mrkdwn").asBoolean()).isFalse();
  }

  @Test
  void what_takes_the_same_as_slack_calls_nobody_either() {
    EndedRun run = new EndedRun("@all [x](http://x).csv", 3, "Done.", Map.of(), "", null, false);

    String body = WebhookFormat.SLACK.body(EndedJobs.job(3, run));

    assertThat(body).contains("all").doesNotContain("@all", "](");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u202e", "\u2066", "\u2028", "\u0085", "\r\n", "\u001b", "\u200f"})
  void a_lists_name_turns_and_breaks_no_line(String mark) {
    String name = "staff" + mark + "To: all.csv";
    EndedRun run = new EndedRun(name, 3, name, Map.of(), name, null, false);

    NoticeText text = new NoticeText(EndedJobs.job(3, run));

    assertThat(text.title() + text.body()).contains("staff To: all.csv").doesNotContain(mark);
  }

  @ParameterizedTest
  @CsvSource({"WECOM", "DINGTALK"})
  void wecom_and_dingtalk_get_text(WebhookFormat format) {
    receiver.answering(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");

    assertThat(send(format)).isEqualTo(new Delivered());

    assertThat(sent().path("msgtype").asString()).isEqualTo("text");
    assertThat(sent().path("text").path("content").asString())
        .startsWith("SenseLink:")
        .contains("created 118");
  }

  @Test
  void feishu_gets_text_in_which_nothing_calls_people() {
    receiver.answering(200, "{\"code\":0,\"msg\":\"success\"}");

    assertThat(send(WebhookFormat.FEISHU)).isEqualTo(new Delivered());

    assertThat(sent().path("msg_type").asString()).isEqualTo("text");
    assertThat(sent().path("content").path("text").asString())
        .contains("created 118", "＜photos＞")
        .doesNotContain("<");
  }

  /** They refuse with HTTP 200. */
  @ParameterizedTest
  @CsvSource({
    "WECOM,{\"errcode\":93000},false",
    "WECOM,{\"errcode\":45009},true",
    "DINGTALK,{\"errcode\":310000},false",
    "DINGTALK,{\"errcode\":-1},true",
    "FEISHU,{\"code\":19001},false",
    "FEISHU,{\"code\":11232},true"
  })
  void a_refusal_in_the_answer_is_none_of_success(
      WebhookFormat format, String answer, boolean later) {
    receiver.answering(200, answer);

    Attempt attempt = send(format);

    String code = answer.replaceAll("[^-0-9]", "");
    assertThat(attempt).isInstanceOf(later ? Failed.class : Refused.class);
    assertThat(attempt.toString()).contains("code " + code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "<html>sign in</html>", "{\"errmsg\":\"ok\"}", "[0]"})
  void an_answer_that_is_none_of_theirs_is_refused(String answer) {
    receiver.answering(200, answer);

    assertThat(send(WebhookFormat.WECOM)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "302,false",
    "307,false",
    "400,false",
    "401,false",
    "404,false",
    "410,false",
    "408,true",
    "429,true",
    "500,true",
    "502,true",
    "503,true"
  })
  void http_says_whether_another_try_makes_sense(int status, boolean later) {
    receiver.answering(status, "");

    Attempt attempt = send(WebhookFormat.JSON);

    assertThat(attempt).isInstanceOf(later ? Failed.class : Refused.class);
    assertThat(attempt.toString()).contains(String.valueOf(status));
    assertThat(receiver.received()).as("nothing is followed or repeated").hasSize(1);
  }

  /** Who has all of it may have told it: a chat room is not to read it nine times. */
  @Test
  void silence_ends_and_what_was_sent_whole_is_not_sent_again() {
    receiver.answering(-1, "");

    assertThat(send(receiver.url("hook"), WebhookFormat.JSON, Duration.ofMillis(300)))
        .isInstanceOf(Refused.class)
        .satisfies(
            attempt -> assertThat(attempt.toString()).contains("no answer", "not sent again"));
  }

  @Test
  void a_watchdog_that_is_silent_is_asked_again() {
    receiver.answering(-1, "");
    SecretAddress address = SecretAddress.of(receiver.url("ping")).orElseThrow();

    assertThat(new WebSender(null, Duration.ofMillis(300)).get(address)).isInstanceOf(Failed.class);
  }

  /** It would hold up the run that begins. */
  @Test
  void of_a_watchdog_nothing_is_read_but_its_status() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread thread = new Thread(() -> promise(dripping));
      thread.start();
      SecretAddress address =
          SecretAddress.of("http://127.0.0.1:" + dripping.getLocalPort() + "/ping").orElseThrow();

      assertThat(new WebSender(null, Duration.ofSeconds(3)).get(address))
          .isEqualTo(new Delivered());

      thread.join();
    }
  }

  /** Answers, and never sends the text it promises; ends when the other side hangs up. */
  private static void promise(ServerSocket server) {
    try (Socket one = server.accept()) {
      InputStream in = one.getInputStream();
      in.read(new byte[1 << 12]);
      one.getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      one.getOutputStream().flush();
      while (in.read() >= 0) {
        // the rest of what it asks
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_receiver_that_is_not_there_may_come_back() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThat(send("http://127.0.0.1:" + port + "/x", WebhookFormat.JSON, PATIENCE))
        .isInstanceOf(Failed.class)
        .satisfies(attempt -> assertThat(attempt.toString()).contains("no connection"));
    assertThat(send("http://nowhere.invalid/x", WebhookFormat.JSON, PATIENCE))
        .isInstanceOf(Failed.class)
        .satisfies(attempt -> assertThat(attempt.toString()).contains("unknown"));
  }

  @Test
  void a_certificate_must_be_vouched_for_and_be_the_hosts() {
    TestCertificate certificate = TestCertificate.in(folder);
    try (HttpReceiver secure = HttpReceiver.start(certificate.server())) {
      String url = secure.url("hook");

      assertThat(send(url, WebhookFormat.JSON, PATIENCE))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("notify-ca-file"));
      assertThat(
              send(
                  url.replace("127.0.0.1", "localhost"),
                  WebhookFormat.JSON,
                  PATIENCE,
                  certificate.pem()))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("another host"));
      assertThat(secure.received()).isEmpty();

      assertThat(send(url, WebhookFormat.JSON, PATIENCE, certificate.pem()))
          .isEqualTo(new Delivered());
      assertThat(secure.received()).hasSize(1);
    }
  }

  /** One that answers whatever it hears: some servers wait for the end of a line first. */
  @Test
  void a_receiver_that_speaks_no_tls_is_refused() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread thread = new Thread(() -> promise(plain));
      thread.start();

      assertThat(
              send(
                  "https://127.0.0.1:" + plain.getLocalPort() + "/hook",
                  WebhookFormat.JSON,
                  PATIENCE))
          .isInstanceOf(Refused.class);

      thread.join();
    }
  }

  @ParameterizedTest
  @EnumSource(WebhookFormat.class)
  void a_long_message_is_no_longer_than_its_receiver_takes(WebhookFormat format) {
    EndedRun[] many = new EndedRun[200];
    for (int n = 0; n < many.length; n++) {
      many[n] = new EndedRun("名单" + n, 3, "完成 🙂".repeat(100), Map.of(), "", null, false);
    }

    JsonNode body = JsonMapper.shared().readTree(format.body(EndedJobs.job(3, many)));

    String text =
        Optional.of(body.path("text"))
            .map(node -> node.isString() ? node : node.path("content"))
            .filter(JsonNode::isString)
            .orElse(body.path("content").path("text"))
            .asString();
    assertThat(text).contains("名单0");
    int most = format == WebhookFormat.WECOM ? 2_048 : 18_000;
    if (format == WebhookFormat.JSON || format == WebhookFormat.SLACK) {
      assertThat(text)
          .as("of what takes all, all that is told")
          .contains("名单19")
          .endsWith("180 more runs");
    } else {
      assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(most - 50, most);
      assertThat(text).endsWith("\n…");
    }
  }

  @Test
  void a_cut_never_halves_a_character() {
    for (int bytes = 5; bytes < 40; bytes++) {
      String cut = WebhookFormat.cut("a🙂é字".repeat(10), bytes);
      assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(bytes);
      assertThat(new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(cut)
          .doesNotContain("?");
    }
  }

  @Test
  void an_address_is_one_of_http() {
    assertThat(
            List.of("ftp://x/y", "hook", "https://", "http//x", "https://a b/", "http://x:65536/"))
        .allSatisfy(text -> assertThat(SecretAddress.of(text)).isEmpty());
    assertThat(SecretAddress.of(" https://hooks.example.com/x?y=z ").orElseThrow().host())
        .isEqualTo("hooks.example.com");
  }

  /** A watchdog that hears of the end before the start waits for an end that was. */
  @Test
  void a_start_that_is_slow_arrives_before_the_end() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    receiver.answering(
        got -> {
          if (got.path().equals("start")) {
            asked.countDown();
            await(free);
          }
          return new HttpReceiver.Answer(200, "");
        });
    HeartbeatChannel watchdog =
        new HeartbeatChannel(
            List.of("start", "end").stream()
                .map(path -> SecretAddress.of(receiver.url(path)).orElseThrow())
                .toList(),
            new WebSender(null, Duration.ofMinutes(2)),
            new WebSender(null, Duration.ofMinutes(2)));
    Thread begins = new Thread(watchdog::begin);
    Thread ends = new Thread(() -> watchdog.send(EndedJobs.job(0)));

    begins.start();
    await(asked);
    ends.start();
    while (ends.getState() != Thread.State.WAITING && ends.isAlive()) {
      Thread.onSpinWait(); // it waits for its turn, or for an answer, or has been and gone
    }
    boolean waits =
        ends.isAlive()
            && Arrays.stream(ends.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(WebSender.class.getName()));
    free.countDown();
    begins.join();
    ends.join();

    assertThat(waits).as("nothing of the end is sent yet").isTrue();
    assertThat(receiver.received())
        .extracting(HttpReceiver.Received::path)
        .containsExactly("start", "end");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_watchdog_is_asked_what_it_wants_to_be_asked() {
    List<SecretAddress> three =
        List.of("start", "end", "fail").stream()
            .map(path -> SecretAddress.of(receiver.url(path)).orElseThrow())
            .toList();
    HeartbeatChannel all = new HeartbeatChannel(three, null);
    HeartbeatChannel one = new HeartbeatChannel(three.subList(0, 1), null);

    assertThat(all.begin()).isEqualTo(new Delivered());
    for (int exitCode : new int[] {0, 3, 4}) {
      assertThat(all.send(EndedJobs.job(exitCode))).isEqualTo(new Delivered());
    }
    one.begin();
    one.send(EndedJobs.job(1));
    HeartbeatChannel two = new HeartbeatChannel(three.subList(0, 2), null);
    for (EndedJob.Level level : EndedJob.Level.values()) {
      assertThat(List.of(all, one)).allMatch(watchdog -> watchdog.isToldOf(level));
      assertThat(two.isToldOf(level))
          .as("the end's address means that all went well")
          .isEqualTo(level != EndedJob.Level.FAILURE);
    }

    assertThat(receiver.received())
        .extracting(HttpReceiver.Received::path)
        .containsExactly("start", "end", "end", "fail", "start", "start");
    assertThat(receiver.received()).extracting(HttpReceiver.Received::method).containsOnly("GET");
  }
}
