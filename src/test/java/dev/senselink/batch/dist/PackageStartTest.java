package dev.senselink.batch.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.senselink.batch.dist.Packages.Ended;
import dev.senselink.batch.fixture.OtherUser;
import dev.senselink.batch.table.TableLine;
import dev.senselink.batch.table.XlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The archive with its own Java, as somebody starts it who has nothing else: as another user, in a
 * folder with blanks and Chinese letters that is root's, with an empty {@code PATH} and without a
 * network.
 */
@Tag("dist")
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackageStartTest {
  @TempDir static Path tmp;
  private Path home;
  private Path work;
  private Path program;

  @BeforeAll
  void unpack() throws Exception {
    Packages packages = Packages.given();
    OtherUser.mustExist();
    Packages.mustHave("tar", "unshare", "ip", "runuser");
    Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path place = Files.createDirectory(tmp.resolve("门禁 tools"));
    program = packages.unpack(place).resolve("senselink");
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
      }
    }
    home = Files.createDirectory(tmp.resolve("home"));
    work = Files.createDirectory(tmp.resolve("work"));
    for (Path own : List.of(home, work)) {
      OtherUser.owns(own);
    }
  }

  /** Within a network that has nothing but this machine's own address. */
  private Ended start(String... args) throws Exception {
    return started(true, args);
  }

  private Ended started(boolean alone, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    if (alone) {
      command.addAll(
          List.of("unshare", "-n", "sh", "-c", "ip link set lo up; exec \"$@\"", "alone"));
    }
    command.addAll(List.of("runuser", "-u", OtherUser.NAME, "--", "/usr/bin/env", "-i", "PATH="));
    command.addAll(List.of("HOME=" + home, "LANG=C.UTF-8", program.toString()));
    command.addAll(List.of(args));
    return Packages.run(work, command.toArray(String[]::new));
  }

  private Path given(String name, byte[] content) throws IOException {
    Path file = Files.write(work.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }

  @Test
  void the_demo_runs_in_less_than_a_minute_and_the_package_stays_as_it_is() throws Exception {
    List<Path> before = all();

    Ended first = start("demo", "--report", "first");
    Ended second = start("demo", "--report", "second");

    assertThat(first.exit()).as(first.said()).isZero();
    assertThat(second.exit()).as(second.said()).isZero();
    assertThat(all()).isEqualTo(before);
    System.out.printf("packages: demo %.1f s, then %.1f s%n", first.seconds(), second.seconds());
    assertThat(second.seconds()).isLessThan(60);
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> all = Files.walk(program.getParent())) {
      return all.sorted().toList();
    }
  }

  @Test
  void it_says_its_version_commit_and_time() throws Exception {
    assertThat(start("--version").said())
        .matches(
            "(?s)(.*\n)?SenseLink Batch \\d+\\.\\d+\\S* \\(commit [0-9a-f]{10}, \\d{4}-.*Z.*\\)\n");
  }

  @ParameterizedTest
  @CsvSource({"GB18030,张伟", "Big5,張偉", "Shift_JIS,山田"})
  void lists_in_the_encodings_of_spreadsheets_are_read(String encoding, String name)
      throws Exception {
    Path roster =
        given(
            encoding + ".csv",
            ("jobNumber,name\n1," + name + "\n").getBytes(Charset.forName(encoding)));

    Ended ended =
        start(
            "validate",
            "users",
            roster.toString(),
            "--encoding",
            encoding,
            "--allow-no-photo",
            "--report",
            "report-" + encoding);

    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(Files.readString(work.resolve("report-" + encoding + "/results.csv")))
        .contains(name);
  }

  @Test
  void an_old_workbook_is_read() throws Exception {
    Path book =
        XlsFiles.write(
            work.resolve("old.xls"),
            List.of(
                new TableLine(1, List.of("jobNumber", "name")),
                new TableLine(2, List.of("1", "Ana"))));
    Files.setPosixFilePermissions(book, PosixFilePermissions.fromString("rw-r--r--"));

    Ended ended =
        start("validate", "users", book.toString(), "--allow-no-photo", "--report", "report-xls");

    assertThat(ended.exit()).as(ended.said()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opencv", "thumbnailator"})
  void both_photo_engines_work(String engine) throws Exception {
    Path sample = program.resolveSibling("samples/first");

    Ended ended =
        start(
            "validate",
            "users",
            sample.resolve("roster.csv").toString(),
            "--photo-engine",
            engine,
            "--face-check",
            engine.equals("opencv") ? "warn" : "off",
            "--report",
            "report-" + engine);

    assertThat(ended.exit()).as(ended.said()).isIn(0, 3);
    assertThat(ended.said()).doesNotContain("does not load", "cannot be loaded");
    assertThat(Files.readString(work.resolve("report-" + engine + "/results.csv")))
        .contains("VALID");
  }

  @Test
  void an_encrypted_backup_is_written_and_verified() throws Exception {
    Path password = given("password", "a password of a test\n".getBytes());
    OtherUser.owns(password);
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));

    Ended export =
        start(
            "export", "--encrypt-to-zip", "backup.zip", "--sandbox", "--password-file", "password");
    Ended verify = start("verify", "backup.zip", "--password-file", "password");

    assertThat(export.exit()).as(export.said()).isZero();
    assertThat(verify.exit()).as(verify.said()).isZero();
  }

  @Test
  void a_server_with_an_elliptic_key_and_a_certificate_of_its_own_is_trusted() throws Exception {
    Packages.mustHave("keytool");
    Path store = tmp.resolve("server.p12");
    Path certificate = tmp.resolve("server.pem");
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=ip:127.0.0.1",
        "-keystore",
        store.toString());
    keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-file", certificate.toString());
    Files.setPosixFilePermissions(certificate, PosixFilePermissions.fromString("rw-r--r--"));
    Path secret = given("secret", "a secret of a test\n".getBytes());
    OtherUser.owns(secret);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keysOf(store)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      Ended ended =
          started(
              false,
              "company",
              "--server",
              "https://127.0.0.1:" + server.getAddress().getPort(),
              "--app-key",
              "key",
              "--app-secret-file",
              "secret",
              "--ca-file",
              certificate.toString(),
              "--tries",
              "1");

      // Answered, if with nothing of use: the handshake is over by then.
      assertThat(ended.said()).contains("404").doesNotContain("certificate");
    } finally {
      server.stop(0);
    }
  }

  private static void keytool(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("keytool", "-storepass", "changeit"));
    command.addAll(1, List.of(args[0], "-alias", "server"));
    command.addAll(List.of(args).subList(1, args.length));
    Ended ended = Packages.run(Path.of("."), command.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.said()).isZero();
  }

  private static SSLContext keysOf(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream is = Files.newInputStream(store)) {
      keys.load(is, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
