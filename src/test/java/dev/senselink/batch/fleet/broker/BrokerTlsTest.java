package dev.senselink.batch.fleet.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that does not prove who it is gets neither password nor names of sites. */
class BrokerTlsTest {
  private static final String DATABASE = "0123456789abcdef";

  @TempDir static Path folder;
  private static ActiveMQServer server;
  private static Path pem;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    pem = TestCertificate.in(folder).pem();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setBrokerInstance(folder.toFile());
    configuration
        .setPersistenceEnabled(false)
        .setJournalType(JournalType.NIO)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setMaxDiskUsage(-1)
        .addAcceptorConfiguration(
            "tls",
            "tcp://127.0.0.1:"
                + port
                + "?protocols=CORE&useEpoll=false&useKQueue=false&sslEnabled=true&keyStoreType=PKCS12"
                + "&keyStorePassword=changeit&keyStorePath="
                + folder.resolve("server.p12"));
    server = new ActiveMQServerImpl(configuration, null, null);
    server.start();
    assertThat(server.waitForActivation(1, TimeUnit.MINUTES)).isTrue();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  private static BrokerPlace at(String host, Path authorities) {
    return BrokerPlace.of("tcp://" + host + ":" + port)
        .orElseThrow()
        .protectedBy(authorities, false);
  }

  @Test
  void one_that_an_authority_of_ours_vouches_for_is_spoken_to() {
    try (SitePost post = SitePost.open(at("127.0.0.1", pem), DATABASE)) {
      post.send("text", Instant.now().plusSeconds(60));
      SitePost.Delivery delivery = post.receive(Duration.ofSeconds(10));
      assertThat(delivery).isNotNull();
      assertThat(delivery.text()).isEqualTo("text");
      delivery.done();
    }
  }

  @Test
  void one_that_another_authority_vouches_for_is_not() throws IOException {
    Path other = TestCertificate.in(Files.createDirectory(folder.resolve("other"))).pem();

    assertThatThrownBy(() -> SitePost.open(at("127.0.0.1", other), DATABASE))
        .isInstanceOf(BrokerException.class);
  }

  @Test
  void one_of_another_name_is_not() {
    assertThatThrownBy(() -> SitePost.open(at("localhost", pem), DATABASE))
        .isInstanceOf(BrokerException.class);
  }
}
