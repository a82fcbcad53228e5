package dev.senselink.batch.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.stream.PushListener;
import dev.senselink.batch.api.stream.PushSettings;
import dev.senselink.batch.api.stream.RecordPush;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTrustTest {
  private static final String OK = "{\"code\":200,\"data\":{\"id\":7}}";
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path folder;
  private static Path pem;
  private static ServerSocketFactory sockets;

  @BeforeAll
  static void makeCertificate() throws Exception {
    KeyStore keys = certificate("server");
    pem = folder.resolve("ca.pem");
    String base64 = Base64.getMimeEncoder().encodeToString(keys.getCertificate("a").getEncoded());
    Files.writeString(
        pem, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    sockets = context(keys).getServerSocketFactory();
  }

  private static KeyStore certificate(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1", // half of the time it takes
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).as("keytool").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void for_telling_people_an_authority_of_ones_own_stands_beside_those_of_java() throws Exception {
    List<X509Certificate> own = List.of(TlsTrust.trusted(pem).getAcceptedIssuers());
    List<X509Certificate> ofJava = List.of(TlsTrust.trusted(null).getAcceptedIssuers());
    assertThat(own).hasSize(1).doesNotContainAnyElementsOf(ofJava);
    assertThat(ofJava).isNotEmpty();

    assertThat(TlsTrust.trustedToo(pem).getAcceptedIssuers()).containsAll(own).containsAll(ofJava);
  }

  @Test
  void a_certificate_nobody_vouches_for_means_that_nothing_was_sent() {
    Reply<?> reply = get("127.0.0.1", null, false);

    assertThat(reply).isInstanceOf(Reply.NeverSent.class);
    assertThat(reply.words()).contains("not trusted", "--ca-file");
  }

  @Test
  void an_authority_of_ones_own_is_trusted() {
    assertThat(get("127.0.0.1", pem, false)).isInstanceOf(Reply.Answer.class);
  }

  @Test
  void even_then_the_name_must_be_the_certificates() {
    Reply<?> reply = get("localhost", pem, false);

    assertThat(reply).isInstanceOf(Reply.NeverSent.class);
    assertThat(reply.words()).contains("another host", "--server");
  }

  /** Nothing is trusted because it was yesterday: the authority has to vouch each time. */
  @Test
  void a_server_whose_certificate_is_another_one_by_now_gets_no_request() throws Exception {
    assertThat(get("127.0.0.1", pem, false)).isInstanceOf(Reply.Answer.class);
    ServerSocketFactory others = context(certificate("other")).getServerSocketFactory();
    try (ScriptedServer other =
        ScriptedServer.startTls(others, request -> ScriptedServer.json(OK))) {
      Reply<?> reply = get(URI.create("https://127.0.0.1:" + other.url().getPort()), pem, false);

      assertThat(reply).isInstanceOf(Reply.NeverSent.class);
      assertThat(reply.words()).contains("not trusted");
      assertThat(other.received()).isEmpty();
    }
  }

  @Test
  void without_verification_neither_authority_nor_name_matters() {
    assertThat(get("localhost", null, true)).isInstanceOf(Reply.Answer.class);
  }

  @Test
  void a_ca_file_that_cannot_be_used_is_named_before_anything_is_sent() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path wrong =
        Files.write(folder.resolve("wrong.pem"), "hello".getBytes(StandardCharsets.US_ASCII));
    Path missing = folder.resolve("missing.pem");

    for (Path file : new Path[] {empty, wrong, missing}) {
      assertThatThrownBy(() -> get("127.0.0.1", file, false))
          .isInstanceOf(UnusableSettingsException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @Test
  void the_push_trusts_whom_the_calls_trust() {
    assertThat(push("127.0.0.1", null, false)).contains("not trusted", "--ca-file", "--ws-plain");
    assertThat(push("127.0.0.1", pem, false)).contains("404");
    assertThat(push("localhost", pem, false)).contains("another host", "--server");
    assertThat(push("localhost", null, true)).contains("404");
  }

  private static String push(String host, @Nullable Path authorities, boolean insecure) {
    try (ScriptedServer server =
        ScriptedServer.startTls(
            sockets, request -> ScriptedServer.http(404, "text/html", "not the record push"))) {
      int port = server.url().getPort();
      URI url = URI.create("https://" + host + ":" + port);
      try (SenseLinkClient client =
          SenseLinkClient.open(Clients.settings(url).withTls(authorities, insecure))) {
        return RecordPush.of(
                client, PushSettings.at(port).withPatience(Duration.ZERO, Duration.ZERO))
            .listen(new Deaf())
            .words();
      }
    }
  }

  /** Listens to nothing. */
  private static final class Deaf implements PushListener {
    @Override
    public void connected() {}

    @Override
    public void record(AccessRecord record) {}

    @Override
    public void unread() {}

    @Override
    public void cut(String why) {}
  }

  private static Reply<?> get(String host, @Nullable Path authorities, boolean insecure) {
    try (ScriptedServer server =
        ScriptedServer.startTls(sockets, request -> ScriptedServer.json(OK))) {
      URI url = URI.create("https://" + host + ":" + server.url().getPort());
      return get(url, authorities, insecure);
    }
  }

  private static Reply<?> get(URI url, @Nullable Path authorities, boolean insecure) {
    try (SenseLinkClient client =
        SenseLinkClient.open(Clients.settings(url).withTls(authorities, insecure))) {
      return client.send(OrganisationCalls.company());
    }
  }
}
