package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.HttpReceiver;
import dev.senselink.batch.fixture.TestCertificate;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Which server the console works with is said by whoever may, tried, and written where it is safe.
 */
class SetUpSafetyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "correct horse battery";
  private static final String CANARY = "c4nary-0f-a-secret-that-nobody-sees";
  private static Sandbox server;

  /** Nobody's but the tests'. */
  private static TestCertificate certificate;

  @TempDir static Path shared;
  @TempDir Path folder;
  private HeldCommands commands;
  private OpenConsole console;

  @BeforeAll
  static void start() {
    server = Sandbox.start();
    certificate = TestCertificate.in(shared);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    PrivateFiles.folder(data());
    open(Map.of());
  }

  private void open(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HOME", folder.resolve("home").toString());
    commands = new HeldCommands(CommandsOfConsole.with(List.of("--data=" + data()), environment));
    console = OpenConsole.on(data(), commands).signedIn();
  }

  @AfterEach
  void close() {
    commands.letGo();
    console.close();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path settings() {
    return folder.resolve("home/.config/senselink-batch/senselink.yml");
  }

  private Path secret() {
    return settings().resolveSibling("senselink.secret");
  }

  private static String form(String address, String key, String secret) {
    return "address=" + coded(address) + "&key=" + coded(key) + "&secret=" + coded(secret);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String right() {
    return form(server.url().toString(), server.appKey(), server.appSecret());
  }

  private HttpResponse<String> use(String form) {
    return console.submit("/set-up", form);
  }

  private void idle() {
    assertThat(
            Until.within(
                PATIENCE, () -> !console.get("/checks").headers().map().containsKey("refresh")))
        .isTrue();
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void an_empty_console_asks_for_the_server_first_and_then_shows_today() throws IOException {
    HttpResponse<String> first = console.get("/");
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.headers().firstValue("Location")).contains("/set-up");
    assertThat(console.get("/set-up").body())
        .contains("Which SenseLink server", "name=\"secret\"", "senselink console --sandbox");

    assertThat(console.get("/set-up?address=https://elsewhere.example:8443").body())
        .as("a link fills nothing in")
        .doesNotContain("elsewhere.example");

    HttpResponse<String> used = use(right());

    assertThat(used.statusCode()).as(used.body()).isEqualTo(303);
    assertThat(used.headers().firstValue("Location")).contains("/");
    assertThat(console.get("/").statusCode()).isEqualTo(200);
    assertThat(settings())
        .content()
        .contains("server: '" + server.url() + "'", "app-key: '" + server.appKey() + "'")
        .contains("app-secret-file: 'senselink.secret'")
        .doesNotContain(server.appSecret());
    assertThat(secret()).hasContent(server.appSecret());
    assertThat(List.of(mode(settings()), mode(secret()))).containsExactly("rw-------", "rw-------");
    assertThat(mode(settings().resolveSibling(""))).isEqualTo("rwx------");
    assertThat(Path.of("senselink.yml")).as("the working folder").doesNotExist();
    idle();
    assertThat(console.get("/checks").body()).contains(server.url().toString());
    assertThat(commands.run(List.of("company", "--json"), NobodyWatches.HERE).exit()).isZero();
  }

  @Test
  void the_secret_is_in_its_file_and_nowhere_else() throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    logs("trace");
    log.start();
    root.addAppender(log);
    List<String> seen = new ArrayList<>();
    try {
      seen.add(all(use(form(server.url().toString(), server.appKey(), CANARY))));
      seen.add(all(use(form("ftp://x", server.appKey(), CANARY))));
      seen.add(all(use(form(server.url().toString(), "${HOME}", CANARY))));
      seen.add(all(use(right())));
      idle();
      for (String page : List.of("/", "/set-up", "/checks", "/audit", "/runs")) {
        seen.add(all(console.get(page)));
      }
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
    }
    log.list.forEach(event -> seen.add(event.getFormattedMessage() + event.getThrowableProxy()));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.equals(secret())) {
          seen.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }

    assertThat(seen).hasSizeGreaterThan(12).noneMatch(text -> text.contains(CANARY));
    assertThat(seen).noneMatch(text -> text.contains(server.appSecret()));
    assertThat(seen).as("that it was done").anyMatch(text -> text.contains("\"what\":\"set-up\""));
  }

  /** From now on the program's log is as it was asked for with the console. */
  private void logs(String level) {
    ByteArrayOutputStream nobody = new ByteArrayOutputStream();
    Typing.run(
        List.of("lists", "--log-level", level, "--data", folder.resolve("other").toString()),
        nobody,
        nobody);
  }

  private static String all(HttpResponse<String> answer) {
    return answer.uri() + "\n" + answer.headers().map() + "\n" + answer.body();
  }

  @Test
  void what_does_not_work_is_told_with_what_to_do_and_not_written() {
    HttpResponse<String> wrong = use(form(server.url().toString(), server.appKey(), CANARY));

    assertThat(wrong.statusCode()).isEqualTo(409);
    assertThat(wrong.body())
        .contains("Not everything is well", "state bad", "state good")
        .contains("value=\"" + server.url() + "\"") // the address need not be typed again
        .doesNotContain("value=\"" + server.appKey(), CANARY);
    assertThat(settings()).doesNotExist();
    assertThat(secret()).doesNotExist();
    assertThat(console.get("/").statusCode()).isEqualTo(303);
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_told_in_words() throws IOException {
    try (HttpReceiver other = HttpReceiver.start(certificate.server())) {
      String address = other.url("").replaceFirst("/\\?.*", "");
      HttpResponse<String> answer = use(form(address, "key", CANARY));

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("certificate", "state bad");
      assertThat(other.received()).as("what was sent to it").isEmpty();
      assertThat(settings()).doesNotExist();
    }
  }

  @Test
  void what_is_no_address_is_refused() {
    for (String address :
        List.of(
            "ftp://10.0.0.5",
            "file:///etc/passwd",
            "10.0.0.5:8443",
            "http://",
            "http://user:word@10.0.0.5",
            "http://10.0.0.5/?a=b",
            "http://10.0.0.5/#a",
            "http://10.0.0.5:99999",
            "http://10.0.0.5 and more",
            "http://${HOME}",
            "http://10.0.0.5\nheic-converter: rm",
            "http://10.0.0.5' #")) {
      HttpResponse<String> answer = use(form(address, "key", CANARY));

      assertThat(answer.statusCode()).as(address).isEqualTo(409);
      assertThat(answer.body()).contains("data-test=\"failed\"").doesNotContain(CANARY);
      assertThat(settings()).doesNotExist();
    }
  }

  @Test
  void nothing_else_is_set_there() {
    for (String more :
        List.of(
            "heic-converter=rm",
            "ca-file=/etc/passwd",
            "insecure=true",
            "app-secret-file=/etc/passwd",
            "secret-file=/etc/passwd",
            "config=/tmp/x",
            "data=/tmp/x",
            "folder=/tmp/x",
            "reports=/tmp/x",
            "log-file=/tmp/x",
            "metrics-file=/tmp/x",
            "password-file=/tmp/x",
            "notify-webhook-file=/tmp/x",
            "same-server-as=http://x",
            "sandbox=true",
            "groups=A",
            "path=/tmp/x")) {
      HttpResponse<String> answer = use(right() + "&" + more);

      assertThat(answer.statusCode()).as(more).isEqualTo(400);
      assertThat(answer.body()).contains("Only address, app key and app secret");
      assertThat(settings()).doesNotExist();
    }
  }

  @Test
  void what_no_key_or_secret_can_be_is_refused_unasked() {
    for (String unfit : List.of("${HOME}", "a${x}b", "a\nb", "a\u0000b", "501")) {
      String word = unfit.equals("501") ? "a".repeat(501) : unfit;
      String address = server.url().toString();
      for (String form :
          List.of(form(address, word, server.appSecret()), form(address, server.appKey(), word))) {
        HttpResponse<String> answer = use(form);
        assertThat(answer.statusCode()).as(unfit).isEqualTo(409);
        assertThat(answer.body()).contains("characters that none of them can have");
      }
      assertThat(settings()).doesNotExist();
    }
  }

  @Test
  void while_another_command_has_the_data_folder_its_server_stays() {
    try (DataFolder busy = DataFolder.lock(data(), "import users")) {
      assertThat(busy.path()).exists();

      HttpResponse<String> answer = use(right());

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("Another command uses the data folder");
    }
    assertThat(settings()).doesNotExist();
  }

  @Test
  void what_stands_in_an_address_is_not_taken() {
    String token = console.formToken();
    String[] ours = {"Origin", console.address()};

    HttpResponse<String> answer =
        console.post("/set-up?secret=" + CANARY, "_csrf=" + token + "&" + right(), ours);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(settings()).doesNotExist();
  }

  @Test
  void nothing_is_changed_without_the_forms_token_and_our_origin() {
    String token = console.formToken();

    assertThat(console.post("/set-up", right(), "Origin", console.address()).statusCode())
        .isEqualTo(403);
    assertThat(
            console
                .post("/set-up", right() + "&_csrf=" + token, "Origin", "http://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(settings()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void a_stored_secret_goes_to_no_other_address(String blank) throws IOException {
    use(right());
    idle();
    String before = Files.readString(settings());
    try (HttpReceiver other = HttpReceiver.start()) {
      String address = other.url("").replaceFirst("/\\?.*", "");
      HttpResponse<String> answer = use(form(address, server.appKey(), blank));

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("are all needed").doesNotContain(server.appSecret());
      assertThat(other.received()).isEmpty();
    }
    assertThat(settings()).hasContent(before.strip());
    assertThat(console.get("/set-up").body())
        .doesNotContain("value=\"" + server.appKey(), server.appSecret());
  }

  @Test
  void once_there_is_a_server_only_an_admin_says_another() throws Exception {
    Accounts accounts = QuickAccounts.in(data());
    for (Role role : Role.values()) {
      accounts.add(role.word(), role, PASSWORD);
    }
    as(Role.VIEWER);
    assertThat(console.get("/").statusCode()).as("a viewer's Today").isEqualTo(200);
    assertThat(console.get("/set-up").statusCode()).isEqualTo(403);
    assertThat(use(right()).statusCode()).isEqualTo(403);
    assertThat(settings()).doesNotExist();

    as(Role.OPERATOR);
    assertThat(console.get("/").statusCode()).isEqualTo(303);
    assertThat(console.get("/set-up").statusCode()).isEqualTo(200);
    assertThat(use(right()).statusCode()).isEqualTo(303);
    idle();
    assertThat(console.get("/set-up").statusCode()).isEqualTo(403);
    assertThat(use(right()).statusCode()).isEqualTo(403);
    assertThat(console.get("/checks").body()).doesNotContain("href=\"/set-up\"");

    as(Role.ADMIN);
    assertThat(console.get("/checks").body()).contains("href=\"/set-up\"");
    assertThat(console.get("/set-up").body()).contains("Now in use", server.url().toString());
    assertThat(use(right()).statusCode()).isEqualTo(303);
  }

  private void as(Role role) {
    assertThat(console.somebodyElse().signIn(role.word(), PASSWORD, "/runs").statusCode())
        .isEqualTo(303);
  }

  @Test
  void what_runs_or_waits_keeps_its_server() {
    use(right());
    idle();
    String id = "ABCDEFGHJKLMNPQRSTUV";
    console.submit("/imports", "id=" + id + "&who=users");
    byte[] list = "name,jobNumber\nA,1\n".getBytes(StandardCharsets.UTF_8);
    console.upload(
        "/imports/" + id + "/list?at=0&size=" + list.length,
        "staff.csv",
        list,
        console.formToken());
    commands.hold();
    assertThat(console.submit("/imports/" + id + "/check", "").statusCode()).isEqualTo(303);
    assertThat(Until.within(PATIENCE, () -> !commands.begun().isEmpty())).isTrue();

    HttpResponse<String> answer = use(right());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("waits for its turn");
    commands.letGo();
  }

  @Test
  void a_check_that_is_made_holds_up_nobody_and_is_made_again() {
    commands.hold();
    console.submit("/checks", "");
    assertThat(Until.within(PATIENCE, () -> commands.begun().size() == 1)).isTrue();

    assertThat(use(right()).statusCode()).isEqualTo(303);

    commands.letGo();
    idle();
    assertThat(commands.begun()).hasSize(2);
    assertThat(console.get("/checks").body()).contains(server.url().toString());
  }

  @Test
  void what_the_environment_says_is_not_said_otherwise_here() throws IOException {
    console.close();
    Path file = folder.resolve("of-the-environment");
    PrivateFiles.write(file, server.appSecret());
    open(
        Map.of(
            "SENSELINK_SERVER", server.url().toString(),
            "SENSELINK_APP_KEY", server.appKey(),
            "SENSELINK_APP_SECRET_FILE", file.toString()));

    assertThat(console.get("/").statusCode()).isEqualTo(200);
    assertThat(console.get("/set-up").body())
        .contains("set by environment variable SENSELINK_SERVER", "start the console again")
        .doesNotContain("name=\"secret\"");
    assertThat(use(right()).statusCode()).isEqualTo(409);
    assertThat(settings()).doesNotExist();
  }

  @Test
  void what_was_set_at_the_terminal_of_other_things_stays_and_what_was_for_another_server_goes()
      throws IOException {
    Path authorities = certificate.pem();
    PrivateFiles.folder(settings().resolveSibling(""));
    PrivateFiles.write(
        settings(),
        "# ours\nserver: https://other.example\napp-key: old\ninsecure: true\ngroups: Sales\n"
            + "tries: 3\ntime-zone: Asia/Shanghai\nca-file: "
            + authorities
            + "\n");

    assertThat(use(right()).statusCode()).isEqualTo(303);

    assertThat(settings())
        .content()
        .contains("# ours", "tries: 3", "Asia/Shanghai", "ca-file: '" + authorities)
        .contains("server: '" + server.url())
        .doesNotContain("other.example", "insecure", "Sales", "old");
  }

  @Test
  void settings_that_nobody_can_read_are_told_and_left_alone() throws IOException {
    PrivateFiles.folder(settings().resolveSibling(""));
    PrivateFiles.write(settings(), "- what\n- is this\n");

    assertThat(console.get("/").statusCode()).isEqualTo(200);
    HttpResponse<String> page = console.get("/set-up");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("senselink.yml").doesNotContain("name=\"secret\"");
    assertThat(use(right()).statusCode()).isEqualTo(409);
    assertThat(settings()).hasContent("- what\n- is this");
  }

  @Test
  void what_cannot_be_written_is_told_and_nothing_is_half() throws IOException {
    PrivateFiles.folder(secret()); // in the place of the file
    Files.writeString(secret().resolve("x"), "x");

    HttpResponse<String> answer = use(right());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("cannot be written");
    try (Stream<Path> all = Files.list(secret().resolveSibling(""))) {
      assertThat(all).containsExactly(secret());
    }
  }
}
