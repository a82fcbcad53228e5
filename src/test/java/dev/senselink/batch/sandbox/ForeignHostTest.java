package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A roster that is practised with has faces, and the practice server asks no key for a picture. */
class ForeignHostTest {
  private final Sandbox sandbox = Sandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  /** As a page of the attacker's asks whose name was made to lead here. */
  @ParameterizedTest
  @ValueSource(
      strings = {"attacker.example", "attacker.example:PORT", "localhost.attacker.example"})
  void a_request_for_another_host_is_refused(String host) throws IOException {
    assertThat(firstLine(sandbox.url(), host)).contains(" 421 ");
    assertThat(firstLine(push(), host)).contains(" 421 ");
    assertThat(sandbox.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST", "[::1]:PORT"})
  void one_for_this_machine_is_answered(String host) throws IOException {
    assertThat(firstLine(sandbox.url(), host)).contains(" 200 ");
    assertThat(firstLine(push(), host)).doesNotContain(" 421 ");
  }

  /** Whoever has run the same practice before knows nothing of this one. */
  @Test
  void nobody_can_guess_where_a_picture_is() {
    try (Sandbox other = Sandbox.start()) {
      assertThat(avatar(sandbox)).isNotEqualTo(avatar(other));
    }
  }

  private static String avatar(Sandbox sandbox) {
    sandbox.addPerson(1, Map.of("name", "Ana"), Portraits.person(1, 160));
    return sandbox.people().get(0).avatarId();
  }

  private URI push() {
    return URI.create("http://127.0.0.1:" + sandbox.wsPort());
  }

  private static String firstLine(URI server, String host) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String request =
          "GET /sandbox/service-times HTTP/1.1\r\nHost: "
              + host.replace("PORT", String.valueOf(server.getPort()))
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.lines().findFirst().orElse("");
    }
  }
}
