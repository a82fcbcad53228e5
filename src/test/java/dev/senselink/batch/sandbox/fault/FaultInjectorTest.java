package dev.senselink.batch.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.sandbox.Caller;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.http.CallRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of fault, before and after the call took effect; seen from a bare socket. */
@Timeout(600)
class FaultInjectorTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** What a client that knows no HTTP library sees. */
  private record Seen(String text, boolean reset) {
    String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    int contentLength() {
      String head = text.substring(0, text.indexOf("\r\n\r\n"));
      return head.lines()
          .filter(line -> line.startsWith("Content-Length: "))
          .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
          .findFirst()
          .orElse(-1);
    }
  }

  private Socket connect() throws IOException {
    return new Socket("127.0.0.1", sandbox.url().getPort());
  }

  private void sendCreate(Socket socket, String name) throws IOException {
    StringBuilder form = new StringBuilder();
    caller
        .signed(Caller.staff(name))
        .forEach((field, value) -> form.append('&').append(field).append('=').append(value));
    String body = form.substring(1);
    String request =
        "POST /api/v1/user HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
  }

  private static Seen readAll(Socket socket) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    boolean reset = false;
    try {
      for (int read = in.read(); read >= 0; read = in.read()) {
        seen.write(read);
      }
    } catch (SocketException e) {
      reset = true;
    }
    return new Seen(seen.toString(StandardCharsets.UTF_8), reset);
  }

  private Seen create(String name) throws IOException {
    try (Socket socket = connect()) {
      sendCreate(socket, name);
      return readAll(socket);
    }
  }

  private static FaultRule.Builder in(FaultPhase phase) {
    FaultRule.Builder rule = FaultRule.on("createUser");
    return phase == FaultPhase.BEFORE ? rule.before() : rule.after();
  }

  private void assertCommitted(FaultPhase phase) {
    assertThat(sandbox.commits()).hasSize(phase == FaultPhase.AFTER ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void an_http_status_with_its_retry_after(FaultPhase phase) throws IOException {
    sandbox.script(in(phase).status(503).retryAfter(7).build());

    Seen seen = create("Ana");

    assertThat(seen.text()).startsWith("HTTP/1.1 503").contains("Retry-After: 7", "text/html");
    assertCommitted(phase);
    assertThat(sandbox.calls()).extracting(CallRecord::code).containsExactly(503);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502})
  void other_statuses_carry_no_retry_after(int status) throws IOException {
    sandbox.script(FaultRule.on("createUser").status(status).build());

    assertThat(create("Ana").text()).startsWith("HTTP/1.1 " + status).doesNotContain("Retry-After");
  }

  @ParameterizedTest
  @EnumSource
  void an_html_page_with_200(FaultPhase phase) throws IOException {
    sandbox.script(in(phase).htmlPage().build());

    Seen seen = create("Ana");

    assertThat(seen.text()).startsWith("HTTP/1.1 200").contains("<html>");
    assertCommitted(phase);
  }

  @ParameterizedTest
  @EnumSource
  void an_error_code_in_an_envelope(FaultPhase phase) throws IOException {
    sandbox.script(in(phase).apiCode(50001).build());

    Seen seen = create("Ana");

    assertThat(seen.body()).contains("\"code\":50001", "RPC Failed");
    assertCommitted(phase);
  }

  @ParameterizedTest
  @EnumSource
  void a_reset_without_a_byte(FaultPhase phase) throws IOException {
    sandbox.script(in(phase).reset().build());

    Seen seen = create("Ana");

    assertThat(seen.reset()).as("a real TCP reset, no orderly close").isTrue();
    assertThat(seen.text()).isEmpty();
    assertCommitted(phase);
    assertThat(sandbox.calls().get(0).fault()).isEqualTo("RESET");
    assertThat(sandbox.calls().get(0).code()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void a_body_that_breaks_off(FaultPhase phase) throws IOException {
    sandbox.script(in(phase).truncated().build());

    Seen seen = create("Ana");

    assertThat(seen.body()).startsWith("{\"code\":").doesNotEndWith("}");
    assertThat(seen.body().getBytes(StandardCharsets.UTF_8).length)
        .isEqualTo(seen.contentLength() / 2);
    assertCommitted(phase);
  }

  @Test
  void a_list_of_everybody_breaks_off_in_the_middle() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      sandbox.addPerson(1, Map.of("name", "P" + i), null);
    }
    sandbox.script(FaultRule.on("listUsers").after().truncated().build());
    StringBuilder query = new StringBuilder();
    caller.signed(Map.of()).forEach((k, v) -> query.append(k).append('=').append(v).append('&'));

    try (Socket socket = connect()) {
      String target = "/api/v1/user/list?" + query.substring(0, query.length() - 1);
      String request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      Seen seen = readAll(socket);

      assertThat(seen.body()).contains("\"P499\"").doesNotContain("\"P500\"");
      assertThat(seen.body()).doesNotEndWith("0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void silence_until_the_client_goes(FaultPhase phase) throws IOException {
    sandbox.script(in(phase).noAnswer().build());

    try (Socket socket = connect()) {
      sendCreate(socket, "Ana");
      await(() -> sandbox.heldConnections() == 1);
      assertThat(socket.getInputStream().available()).isZero();
      assertCommitted(phase);
    }
    await(() -> sandbox.heldConnections() == 0);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
      Thread.yield();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_delay_after_which_all_is_well(FaultPhase phase) throws IOException {
    sandbox.script(in(phase).delay(Duration.ofMillis(300)).build());
    long began = System.nanoTime();

    try (Socket socket = connect()) {
      sendCreate(socket, "Ana");
      if (phase == FaultPhase.AFTER) {
        await(() -> sandbox.commits().size() == 1);
        assertThat(sandbox.calls()).as("committed, not answered yet").isEmpty();
      }
      Seen seen = readAll(socket);
      assertThat(seen.body()).startsWith("{\"code\":200");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    assertThat(sandbox.commits()).hasSize(1);
  }

  @Test
  void a_body_that_dribbles_is_whole_in_the_end() throws IOException {
    sandbox.script(FaultRule.on("createUser").dribble(Duration.ofMillis(10)).build());
    long began = System.nanoTime();

    Seen seen = create("Ana");

    assertThat(seen.body()).startsWith("{\"code\":200").endsWith("}");
    int pauses = seen.contentLength() / 16;
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(10L * pauses));
  }

  @Test
  void an_idle_connection_is_closed_after_the_idle_time() throws IOException {
    SandboxSettings impatient =
        SandboxSettings.standard()
            .withIdleTimeout(Duration.ofMillis(100))
            .withLatency(CallLatency.fixed(Duration.ofMillis(400)));
    try (Sandbox closing = Sandbox.start(impatient);
        Socket socket = new Socket("127.0.0.1", closing.url().getPort())) {
      String request = "GET /api/v1/company?app_key=x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));

      Seen seen = readAll(socket);

      assertThat(seen.body()).as("a slow call is no idle connection").contains("30004");
      assertThat(seen.reset()).isFalse();
    }
  }

  @Test
  void silence_outlasts_the_idle_time() throws IOException {
    SandboxSettings impatient =
        SandboxSettings.standard()
            .withIdleTimeout(Duration.ofMillis(50))
            .withFaults(List.of(FaultRule.on("getCompany").noAnswer().build()));
    try (Sandbox silent = Sandbox.start(impatient);
        Socket socket = new Socket("127.0.0.1", silent.url().getPort())) {
      String request = "GET /api/v1/company?app_key=x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(500);

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(silent.heldConnections()).isEqualTo(1);
    }
  }

  @Test
  void idle_connections_can_be_cut_while_busy_ones_live() throws IOException {
    sandbox.script(FaultRule.on("createUser").after().delay(Duration.ofMillis(300)).build());
    try (Socket idle = connect();
        Socket busy = connect()) {
      String request = "GET /api/v1/company?app_key=x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      idle.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      await(() -> sandbox.calls().size() == 1);
      sendCreate(busy, "Ana");
      await(() -> sandbox.commits().size() == 1);

      sandbox.cutIdleConnections();

      assertThat(readAll(idle).body()).contains("30004");
      assertThat(readAll(busy).body()).startsWith("{\"code\":200");
    }
  }
}
