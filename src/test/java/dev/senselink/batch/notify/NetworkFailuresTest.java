package dev.senselink.batch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What will be better in a minute, and what will not. */
class NetworkFailuresTest {
  private static IOException cut(IOException how) {
    IOException handshake = new SSLHandshakeException("Remote host terminated the handshake");
    handshake.initCause(how);
    return handshake;
  }

  @Test
  void a_proxy_that_restarts_hangs_up_within_the_handshake() {
    assertThat(List.of(new EOFException("SSL peer shut down"), new SocketException("reset")))
        .allSatisfy(how -> assertThat(NetworkFailures.of(cut(how))).isInstanceOf(Failed.class));
  }

  @Test
  void who_speaks_no_tls_will_not_learn_it() {
    assertThat(NetworkFailures.of(new SSLException("Unsupported or unrecognized SSL message")))
        .isInstanceOf(Refused.class);
  }
}
