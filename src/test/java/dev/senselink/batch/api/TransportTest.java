package dev.senselink.batch.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One exchange over the network: never repeated, never followed, never endless. */
// In a thread of its own: a read from a socket cannot be interrupted.
@Tag("slow")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransportTest {
  private static final String OK = "{\"code\":200,\"data\":{\"id\":7}}";
  private static final Duration SHORT = Duration.ofMillis(300);

  /** A GET that changes nothing, a GET that deletes, and a create. */
  static Stream<Call<?>> calls() {
    return Stream.of(
        OrganisationCalls.company(),
        PeopleCalls.deleteUser(7),
        PeopleCalls.createUser(Clients.ana()),
        ListUsers.byId(7));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_pooled_connection_that_was_cut_while_idle_costs_no_second_request(Call<?> call)
      throws IOException {
    try (ScriptedServer server = ScriptedServer.answering(OK);
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());
      server.cutConnections();

      Reply<?> reply = client.send(call);

      assertThat(reply).isInstanceOfAny(Reply.Answer.class, Reply.Unclear.class);
      assertThat(server.received()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_pooled_connection_that_is_cut_under_the_request_is_not_tried_again(Call<?> call) {
    try (ScriptedServer server =
            ScriptedServer.answering(ScriptedServer.json(OK), ScriptedServer.hangUp());
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());

      Reply<?> reply = client.send(call);

      assertIncomplete(reply);
      assertThat(server.received()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_reset_is_unclear_and_not_tried_again(Call<?> call) {
    try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.reset());
        SenseLinkClient client = Clients.to(server)) {
      assertIncomplete(client.send(call));
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_body_that_is_cut_is_unclear(Call<?> call) {
    String list = "{\"code\":200,\"data\":[{\"id\":7}]}";
    try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.cut(list, 20));
        SenseLinkClient client = Clients.to(server)) {
      assertIncomplete(client.send(call));
    }
  }

  @Test
  void a_body_that_is_cut_after_its_json_is_not_whole_either() {
    try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.cut(OK + "   ", 32));
        SenseLinkClient client = Clients.to(server)) {
      assertIncomplete(client.send(OrganisationCalls.company()));
    }
  }

  /** Found by the fuzzer: the library threw what is no failure of the network to it. */
  @ParameterizedTest
  @MethodSource("calls")
  void a_status_that_is_none_is_no_answer(Call<?> call) {
    byte[] odd = "HTTP/1.1 000 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(UTF_8);
    ScriptedServer.Answer answer =
        (out, socket, closed) -> {
          out.write(odd);
          out.flush();
          return true;
        };
    try (ScriptedServer server = ScriptedServer.answering(answer);
        SenseLinkClient client = Clients.to(server)) {
      Reply<?> reply = client.send(call);

      assertThat(reply).isInstanceOf(Reply.Unclear.class);
      assertThat(reply.isTransient()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_redirect_is_not_followed(Call<?> call) {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.http(307, "text/html", "", "Location: /elsewhere"),
                ScriptedServer.json(OK));
        SenseLinkClient client = Clients.to(server)) {
      Reply.Unclear<?> reply = (Reply.Unclear<?>) client.send(call);

      assertThat(reply.code()).isEqualTo(307);
      assertThat(reply.why()).contains("redirect");
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void a_demand_for_a_login_is_not_answered_with_a_second_request() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.http(401, "text/html", "", "WWW-Authenticate: Basic realm=x"));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Refusal.class);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void cookies_are_forgotten() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.http(200, "application/json", OK, "Set-Cookie: a=b"));
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());
      client.send(OrganisationCalls.company());

      assertThat(server.received().get(1).headers()).doesNotContainKey("cookie");
    }
  }

  @Test
  void no_upgrade_of_the_protocol_is_asked_for() {
    try (ScriptedServer server = ScriptedServer.answering(OK);
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());

      assertThat(server.received().get(0).headers())
          .doesNotContainKeys("upgrade", "expect", "accept-encoding");
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_server_that_never_answers_is_left_after_the_time_out(Call<?> call) {
    try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.silence());
        SenseLinkClient client = Clients.to(server, SHORT)) {
      assertIncomplete(client.send(call));
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_server_that_keeps_dripping_is_left_after_the_time_out_too(Call<?> call) {
    try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.drip());
        SenseLinkClient client = Clients.to(server, SHORT)) {
      Reply<?> reply = client.send(call);

      assertIncomplete(reply);
      assertThat(reply.words()).contains("within 300 ms");
    }
  }

  @Test
  void a_refused_connection_means_that_nothing_was_sent() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (SenseLinkClient client = SenseLinkClient.open(Clients.settings(nobody))) {
      Reply<?> reply = client.send(PeopleCalls.createUser(Clients.ana()));

      assertThat(reply).isInstanceOf(Reply.NeverSent.class);
      assertThat(reply.words()).startsWith("create a person: ").contains("refuses");
    }
  }

  @Test
  void a_name_that_cannot_be_resolved_means_that_nothing_was_sent() {
    URI nowhere = URI.create("http://senselink.invalid:1");
    try (SenseLinkClient client = SenseLinkClient.open(Clients.settings(nowhere))) {
      Reply<?> reply = client.send(OrganisationCalls.company());

      assertThat(reply).isInstanceOf(Reply.NeverSent.class);
      assertThat(reply.words()).contains("cannot be resolved", "--server");
    }
  }

  @Test
  void what_talks_plain_http_at_a_tls_port_means_that_nothing_was_sent() {
    try (ScriptedServer server = ScriptedServer.answering(OK);
        SenseLinkClient client =
            SenseLinkClient.open(
                Clients.settings(URI.create(server.url().toString().replace("http", "https"))))) {
      assertThat(client.send(PeopleCalls.deleteUser(7))).isInstanceOf(Reply.NeverSent.class);
    }
  }

  @Test
  void what_is_not_http_is_unclear() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                (out, socket, closed) -> {
                  out.write("SSH-2.0-OpenSSH\r\n\r\n".repeat(50).getBytes("US-ASCII"));
                  return false;
                });
        SenseLinkClient client = Clients.to(server, Duration.ofSeconds(2))) {
      assertIncomplete(client.send(OrganisationCalls.company()));
    }
  }

  @Test
  void an_endless_answer_is_not_read_to_its_end() {
    AtomicBoolean leftAlone = new AtomicBoolean();
    byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    AtomicReference<Integer> megabytes = new AtomicReference<>(0);
    try (ScriptedServer server =
            ScriptedServer.answering(
                (out, socket, closed) -> {
                  out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes("US-ASCII"));
                  while (megabytes.getAndUpdate(n -> n + 1) < 10_000) {
                    out.write(megabyte);
                  }
                  leftAlone.set(true);
                  return false;
                });
        SenseLinkClient client = Clients.to(server)) {
      Reply<?> reply = client.send(OrganisationCalls.company());

      assertThat(reply).isInstanceOf(Reply.Unclear.class);
      assertThat(megabytes.get()).isBetween(64, 200);
      assertThat(leftAlone).isFalse();
    }
  }

  @Test
  void the_jvms_proxy_is_obeyed_and_its_refusal_is_no_answer_of_the_server() {
    try (ScriptedServer proxy =
            ScriptedServer.answering(ScriptedServer.http(403, "text/html", "no"));
        Proxied proxied = new Proxied(proxy.url());
        SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(URI.create("https://senselink.invalid:8443")))) {
      Reply<?> reply = client.send(PeopleCalls.createUser(Clients.ana()));

      assertThat(reply).isInstanceOf(Reply.NeverSent.class);
      assertThat(reply.words()).contains("proxy refuses");
      assertThat(client.halted()).isFalse();
      assertThat(proxy.received())
          .singleElement()
          .extracting(Received::method)
          .isEqualTo("CONNECT");
      assertThat(proxied.asked()).isNotEmpty();
    }
  }

  @Test
  void a_connection_is_used_again() {
    List<Integer> ports = new CopyOnWriteArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.answering(
                (out, socket, closed) -> {
                  ports.add(socket.getPort());
                  return ScriptedServer.json(OK).give(out, socket, closed);
                });
        SenseLinkClient client = Clients.to(server)) {
      calls().forEach(client::send);

      assertThat(ports).hasSize(4).containsOnly(ports.get(0));
    }
  }

  private static void assertIncomplete(Reply<?> reply) {
    assertThat(reply).isInstanceOf(Reply.Unclear.class);
    assertThat(((Reply.Unclear<?>) reply).complete()).isFalse();
  }
}
