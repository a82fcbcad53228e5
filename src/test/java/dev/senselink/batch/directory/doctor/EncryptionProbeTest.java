package dev.senselink.batch.directory.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be wrong with a certificate has a line of its own, with what to do. */
@Tag("slow")
class EncryptionProbeTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  /** A self-made certificate, and a server that shows it. */
  private final class Shown implements AutoCloseable {
    final Path pem;
    private final ServerSocket listening;

    Shown(String... keytool) throws Exception {
      Path store = folder.resolve("server.p12");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-J-XX:TieredStopAtLevel=1", // half of the time it takes
                  "-genkeypair",
                  "-alias",
                  "a",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=door server",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  "changeit"));
      command.addAll(List.of(keytool));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keytool.log").toFile())
              .start();
      assertThat(process.waitFor()).as("keytool").isZero();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      pem = folder.resolve("ca.pem");
      String base64 = Base64.getMimeEncoder().encodeToString(keys.getCertificate("a").getEncoded());
      Files.writeString(
          pem, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
      listening = listen(sockets(keys));
    }

    private static ServerSocketFactory sockets(KeyStore keys) throws Exception {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context.getServerSocketFactory();
    }

    private static ServerSocket listen(ServerSocketFactory sockets) throws IOException {
      ServerSocket listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread accepting =
          new Thread(
              () -> {
                while (!listening.isClosed()) {
                  try (SSLSocket socket = (SSLSocket) listening.accept()) {
                    socket.startHandshake();
                  } catch (IOException e) {
                    // The test is over, or the client did not like what it saw.
                  }
                }
              });
      accepting.setDaemon(true);
      accepting.start();
      return listening;
    }

    Map<String, Diagnosis> look(String host, @Nullable Path caFile, boolean insecure) {
      URI server = URI.create("https://" + host + ":" + listening.getLocalPort());
      return EncryptionProbeTest.look(server, caFile, insecure);
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  private static Map<String, Diagnosis> look(URI server, @Nullable Path caFile, boolean insecure) {
    DoctorTarget target =
        new DoctorTarget(server, null, caFile, insecure, Duration.ofSeconds(10), ZoneOffset.UTC);
    Map<String, Diagnosis> lines = new TreeMap<>();
    new EncryptionProbe(target, Proxy.NO_PROXY, Clock.systemUTC())
        .look()
        .forEach(line -> lines.put(line.check(), line));
    return lines;
  }

  private static void is(Diagnosis line, Level level, String... words) {
    assertThat(line.level()).as(line.toString()).isEqualTo(level);
    List.of(words).forEach(word -> assertThat(line.found() + " " + line.remedy()).contains(word));
  }

  @Test
  void a_certificate_of_an_own_authority_that_is_named_is_well() throws Exception {
    try (Shown shown = new Shown("-ext", "san=ip:127.0.0.1", "-validity", "400")) {
      Map<String, Diagnosis> lines = shown.look("127.0.0.1", shown.pem, false);

      is(lines.get("tls"), Level.OK, "TLS", "--ca-file");
      is(lines.get("certificate-name"), Level.OK);
      is(lines.get("certificate-dates"), Level.OK, "399 days");
    }
  }

  @Test
  void a_certificate_nobody_vouches_for_is_told_with_the_option_that_helps() throws Exception {
    try (Shown shown = new Shown("-ext", "san=ip:127.0.0.1", "-validity", "400")) {
      Map<String, Diagnosis> lines = shown.look("127.0.0.1", null, false);

      is(lines.get("tls"), Level.BAD, "self-signed", "--ca-file");
      is(lines.get("certificate-name"), Level.OK);
      is(lines.get("certificate-dates"), Level.OK);
    }
  }

  @Test
  void a_certificate_of_another_host_is_told_even_if_it_is_trusted() throws Exception {
    try (Shown shown = new Shown("-ext", "san=dns:doors.example", "-validity", "400")) {
      Map<String, Diagnosis> lines = shown.look("127.0.0.1", shown.pem, false);

      is(lines.get("tls"), Level.OK);
      is(lines.get("certificate-name"), Level.BAD, "another host", "door server", "--server");
    }
  }

  @Test
  void a_certificate_that_has_ended_or_ends_soon_is_told_with_its_day() throws Exception {
    try (Shown ended =
        new Shown("-ext", "san=ip:127.0.0.1", "-startdate", "-100d", "-validity", "30")) {
      is(
          ended.look("127.0.0.1", ended.pem, false).get("certificate-dates"),
          Level.BAD,
          "expired on 20",
          "renewed");
    }
    Files.delete(folder.resolve("server.p12"));
    try (Shown ending = new Shown("-ext", "san=ip:127.0.0.1", "-validity", "10")) {
      is(
          ending.look("127.0.0.1", ending.pem, false).get("certificate-dates"),
          Level.WARN,
          "9 days");
    }
    Files.delete(folder.resolve("server.p12"));
    try (Shown early = new Shown("-ext", "san=ip:127.0.0.1", "-startdate", "+5d")) {
      is(
          early.look("127.0.0.1", early.pem, false).get("certificate-dates"),
          Level.BAD,
          "not valid yet",
          "clock");
    }
  }

  @Test
  void without_verification_all_of_it_is_still_told_but_stops_nobody() throws Exception {
    try (Shown shown = new Shown("-ext", "san=dns:doors.example", "-validity", "400")) {
      Map<String, Diagnosis> lines = shown.look("127.0.0.1", null, true);

      is(lines.get("tls"), Level.WARN, "--insecure", "--ca-file");
      is(lines.get("certificate-name"), Level.WARN, "another host");
    }
  }

  @Test
  void a_ca_file_that_is_none_is_named() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "hello");
    try (Shown shown = new Shown("-ext", "san=ip:127.0.0.1")) {
      is(shown.look("127.0.0.1", wrong, false).get("tls"), Level.BAD, "wrong.pem", "--ca-file");
    }
  }

  @Test
  void https_to_a_server_of_http_and_http_to_another_machine_are_told() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                try (var socket = plain.accept()) {
                  socket.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes());
                  socket.getOutputStream().flush();
                  socket.getInputStream().read();
                } catch (IOException e) {
                  // The test is over.
                }
              });
      answering.setDaemon(true);
      answering.start();
      URI server = URI.create("https://127.0.0.1:" + plain.getLocalPort());

      is(look(server, null, false).get("tls"), Level.BAD, "does not use TLS", "--server");
    }
    is(look(URI.create("http://10.0.0.5"), null, false).get("tls"), Level.WARN, "unencrypted");
    is(look(URI.create("http://127.0.0.1"), null, false).get("tls"), Level.OK);
  }
}
