package dev.senselink.batch.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.http.CallRecord;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** For each thing that can be amiss: the right line, the right advice, and exit 3. */
@Tag("slow")
@Timeout(600)
class DoctorCommandTest {
  private static final String SECRET = "5ecretOfTheDoctor";
  private static final String KEY = "appKeyOfTheDoctor";
  private static final SandboxSettings STANDARD =
      SandboxSettings.standard().withAppKey(KEY, SECRET);

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    open(STANDARD);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private void open(SandboxSettings settings) {
    if (shell != null) {
      shell.close();
    }
    shell = Shell.in(folder, settings);
  }

  /** A line of the JSON document. */
  private record Line(String level, String found, String remedy) {
    void is(String expected, String... words) {
      assertThat(level).as(toString()).isEqualTo(expected);
      List.of(words).forEach(word -> assertThat(found + " " + remedy).contains(word));
    }
  }

  private Map<String, Line> lines(int exit, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "doctor";
    args[1] = "--json";
    System.arraycopy(more, 0, args, 2, more.length);
    Shell.Told told = shell.run(args);
    assertThat(told.exit()).as(told.all()).isEqualTo(exit);
    assertSilent(told);
    assertThat(told.json().get("ok").asBoolean()).isEqualTo(exit == 0);
    Map<String, Line> lines = new TreeMap<>();
    for (JsonNode check : told.json().get("checks").values()) {
      lines.put(
          check.get("check").asString(),
          new Line(
              check.get("level").asString(),
              check.get("found").asString(),
              check.get("remedy").asString()));
    }
    lines.forEach(
        (check, line) ->
            assertThat(line.remedy().isBlank()).as(check).isEqualTo(line.level().equals("ok")));
    return lines;
  }

  private static void assertSilent(Shell.Told told) {
    assertThat(told.all())
        .doesNotContain(SECRET, KEY, "Zyxwolf", "13912345678", "sign=", "Exception", "\tat ");
  }

  @Test
  void a_server_that_is_well_has_a_good_line_for_everything() throws IOException {
    shell
        .sandbox()
        .addPerson(1, Map.of("name", "Zyxwolf", "mobile", "13912345678"), Portraits.person(1, 160));
    shell.sandbox().addRecord(0, Instant.now());
    List<String> before = shell.files();

    Map<String, Line> lines = lines(0);

    assertThat(lines.keySet())
        .contains(
            "configuration secret-file server dns connect tls credentials clock company licence"
                .split(" "))
        .contains(
            "people groups departments devices records face-check quality-check images".split(" "))
        .contains(
            "default-group-staff default-group-guest photo-engine data-folder disk lock".split(" "))
        .contains("report-folder temp-folder java memory time-zone encoding".split(" "));
    assertThat(lines)
        .allSatisfy((check, line) -> assertThat(line.level()).as(check).isNotEqualTo("bad"));
    lines.get("company").is("ok", "Sandbox Company (58)");
    lines.get("licence").is("ok", "2099-12-31");
    lines.get("devices").is("ok", "1 device");
    lines.get("records").is("ok", "1 record in the last 24 hours");
    lines.get("images").is("ok", "fetched from /v1/image/2/{id}");
    lines.get("default-group-staff").is("ok", "默认组");
    lines.get("configuration").is("ok", "SENSELINK_SERVER", "SENSELINK_APP_KEY");
    lines.get("server").is("ok", shell.sandbox().url().toString());
    assertThat(shell.files()).isEqualTo(before);
    assertThat(shell.sandbox().commits()).isEmpty();
    assertThat(shell.sandbox().calls().stream().map(CallRecord::operation).distinct())
        .containsExactlyInAnyOrder(
            "getCompany",
            "listUsers",
            "listGroups",
            "listDevices",
            "listRecords",
            "getDepartmentTree",
            "countFaces",
            "checkFaceQuality",
            "getImage");
  }

  @Test
  void for_a_person_it_is_a_table_with_what_to_do_below_each_line() {
    shell.sandbox().script(FaultRule.on("listDevices").before().status(404).build());

    Shell.Told told = shell.run("doctor");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.err()).isEmpty();
    assertSilent(told);
    assertThat(told.out().lines().toList())
        .anyMatch(line -> line.startsWith("ok    credentials          the server accepts"))
        .anyMatch(line -> line.startsWith("bad   devices              the server does not know"))
        .anyMatch(line -> line.startsWith("                           -> this program is made for"))
        .allMatch(line -> line.length() <= 100 || !line.strip().contains(" "))
        .last()
        .asString()
        .startsWith("1 problem to fix (bad)");
  }

  @Test
  void a_wrong_secret_is_told_and_nothing_more_is_asked() {
    shell.write("wrong", "not-it");
    shell.with("SENSELINK_APP_SECRET_FILE", folder.resolve("wrong").toString());

    Map<String, Line> lines = lines(3);

    lines.get("credentials").is("bad", "10005", "signature", "compare the app secret");
    lines.get("requests").is("warn", "see credentials");
    lines.get("data-folder").is("ok");
    assertThat(lines).doesNotContainKeys("people", "devices");
  }

  @Test
  void a_wrong_key_is_told() {
    shell.with("SENSELINK_APP_KEY", "another");

    lines(3).get("credentials").is("bad", "10001", "does not know this app key", "--app-key");
  }

  @ParameterizedTest
  @CsvSource({
    "PT40M, bad, 3, ahead of",
    "PT-40M, bad, 3, behind",
    "PT10M, warn, 0, ahead of",
    "PT-10M, warn, 0, behind",
    "PT20S, ok, 0, agree",
  })
  void a_clock_that_is_wrong_is_told(String skew, String level, int exit, String word) {
    open(STANDARD.withClockSkew(Duration.parse(skew)));

    Map<String, Line> lines = lines(exit);

    lines.get("clock").is(level, word);
    assertThat(lines.get("clock").remedy().contains("NTP")).isEqualTo(!level.equals("ok"));
    lines.get("people").is("ok");
  }

  @Test
  void a_licence_that_is_over_ends_soon_or_has_not_begun_is_told() {
    LocalDateTime now = LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS);
    open(STANDARD.withLicence(now.minusDays(400), now.minusDays(2)));
    Map<String, Line> over = lines(3);
    over.get("licence").is("bad", "expired on", "20001", "renewed");
    over.get("people").is("bad", "20001");

    open(STANDARD.withLicence(now.minusDays(400), now.plusDays(12).plusHours(1)));
    lines(0).get("licence").is("warn", "12 days", "renewed");

    open(STANDARD.withLicence(now.plusDays(3), now.plusDays(400)));
    lines(3).get("licence").is("bad", "begins only on");
  }

  @Test
  void a_closed_port_is_told_within_seconds() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    Map<String, Line> lines = lines(3, "--server", "http://127.0.0.1:" + port);

    lines.get("dns").is("ok");
    lines.get("connect").is("bad", "127.0.0.1:" + port, "refuses", "check the port in --server");
    lines.get("requests").is("warn", "no connection");
    lines.get("java").is("ok");
  }

  @Test
  void a_proxy_is_told_and_asked_in_the_servers_place() throws IOException {
    int sandbox = shell.sandbox().url().getPort();
    Map<String, Line> lines = behindProxy(sandbox, () -> lines(0, "--server", "http://192.0.2.1"));
    lines.get("proxy").is("ok", "through the proxy 127.0.0.1:" + sandbox);
    lines.get("tls").is("warn", "unencrypted");
    lines.get("company").is("ok", "Sandbox Company");

    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    behindProxy(closed, () -> lines(3, "--server", "http://192.0.2.1"))
        .get("connect")
        .is("bad", "127.0.0.1:" + closed, "proxy settings");
  }

  private static <T> T behindProxy(int port, Supplier<T> work) {
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", Integer.toString(port));
    try {
      return work.get();
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
    }
  }

  @Test
  void a_name_nobody_knows_is_told() {
    Map<String, Line> lines = lines(3, "--server", "http://doors.invalid");

    lines.get("dns").is("bad", "doors.invalid", "typing error");
    assertThat(lines).doesNotContainKey("connect");
  }

  @Test
  void a_server_that_says_nothing_is_told_within_15_seconds() {
    shell.sandbox().script(FaultRule.on("*").before().noAnswer().build());
    shell.with("SENSELINK_TIMEOUT", "30");
    long start = System.nanoTime();

    Map<String, Line> lines = lines(3);

    lines.get("credentials").is("bad", " 4 s", "try again");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void families_that_say_nothing_do_not_keep_the_others_from_answering() {
    shell.with("SENSELINK_TIMEOUT", "1");
    for (String slow : List.of("listDevices", "listRecords", "countFaces", "listGroups")) {
      shell.sandbox().script(FaultRule.on(slow).before().noAnswer().build());
    }
    long start = System.nanoTime();

    Map<String, Line> lines = lines(3);

    lines.get("devices").is("bad", " 1 s");
    lines.get("groups").is("bad", " 1 s");
    lines.get("quality-check").is("ok");
    lines.get("people").is("ok");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void a_page_instead_of_an_answer_is_no_senselink() {
    shell.sandbox().script(FaultRule.on("*").before().htmlPage().build());

    lines(3).get("credentials").is("bad", "HTTP 200", "not SenseLink", "--server", "login page");
  }

  @ParameterizedTest
  @CsvSource({
    "listUsers, people",
    "listGroups, groups",
    "getDepartmentTree, departments",
    "listDevices, devices",
    "listRecords, records",
    "countFaces, face-check",
    "checkFaceQuality, quality-check",
  })
  void a_family_that_is_not_there_is_told_and_the_others_are_asked(String operation, String check) {
    shell.sandbox().script(FaultRule.on(operation).before().status(404).build());

    Map<String, Line> lines = lines(3);

    lines.get(check).is("bad", "404", "1.9.0-p");
    assertThat(lines.values().stream().filter(line -> line.level().equals("bad"))).hasSize(1);
  }

  @Test
  void a_family_the_key_may_not_use_and_one_that_fails_are_told_in_words() {
    shell
        .sandbox()
        .script(
            FaultRule.on("listRecords").before().apiCode(20002).build(),
            FaultRule.on("countFaces").before().apiCode(50001).build());

    Map<String, Line> lines = lines(3);

    lines.get("records").is("bad", "20002", "no permission", "have the permission added");
    lines.get("face-check").is("bad", "50001", "face service", "services checked");
  }

  @Test
  void a_place_without_images_is_told() {
    shell.sandbox().addPerson(1, Map.of("name", "Zyxwolf"), Portraits.person(1, 160));
    shell.with("SENSELINK_IMAGE_PATH", "/elsewhere/{id}");

    lines(3).get("images").is("bad", "/elsewhere/{id}", "--image-path");
  }

  @Test
  void two_default_groups_or_none_are_told() throws Exception {
    post("/api/v1/group", Map.of("name", "Default", "type", "1"));
    lines(3)
        .get("default-group-staff")
        .is("bad", "several", "默认组 (#1)", "Default (#3)", "--groups");

    post("/api/v1/group/update", Map.of("id", "1", "name", "Office", "type", "1"));
    post("/api/v1/group/update", Map.of("id", "2", "name", "Visitors", "type", "2"));
    Map<String, Line> lines = lines(3);
    lines.get("default-group-staff").is("ok", "Default (#3)");
    lines.get("default-group-guest").is("bad", "no guest group", "--groups", "import guests");
  }

  private void post(String path, Map<String, String> fields) throws Exception {
    long now = System.currentTimeMillis();
    byte[] md5 =
        MessageDigest.getInstance("MD5")
            .digest((now + "#" + SECRET).getBytes(StandardCharsets.UTF_8));
    StringBuilder form =
        new StringBuilder("app_key=" + KEY + "&timestamp=" + now)
            .append("&sign=")
            .append(HexFormat.of().formatHex(md5));
    fields.forEach((name, value) -> form.append('&').append(name).append('=').append(value));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shell.sandbox().url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build();
    String answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(answer).contains("\"code\":200");
  }

  @Test
  void what_is_missing_for_a_connection_is_told_and_the_rest_is_looked_at() {
    shell.with("SENSELINK_APP_KEY", null);

    Map<String, Line> lines = lines(3);

    lines.get("configuration").is("bad", "no app key given", "--app-key");
    lines.get("connect").is("ok");
    lines.get("requests").is("warn", "see configuration");
    lines.get("disk").is("ok");

    shell.with("SENSELINK_SERVER", null);
    assertThat(lines(3)).doesNotContainKeys("connect", "server").containsKeys("java", "disk");
  }

  @Test
  void a_file_in_the_place_of_the_data_folder_is_told() {
    shell.write("data", "not a folder");

    lines(3).get("data-folder").is("bad", "not a folder", "--data");
  }

  @Test
  void a_run_at_work_is_told_and_not_disturbed() {
    try (DataFolder held = DataFolder.lock(shell.data(), "import users of the night")) {
      lines(0).get("lock").is("warn", "import users of the night", "--data");
      assertThat(held.path()).exists();
    }
    lines(0).get("lock").is("ok");
  }

  @DisabledOnOs(OS.WINDOWS)
  @Test
  void files_that_others_may_read_are_told() throws IOException {
    Files.createDirectories(shell.data());
    Files.setPosixFilePermissions(shell.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        shell.sandbox().appSecretFile(), PosixFilePermissions.fromString("rw-r--r--"));

    Map<String, Line> lines = lines(0);

    lines.get("data-folder").is("warn", "can be read by other users", "chmod 700");
    lines.get("secret-file").is("warn", "can read", "chmod 600");
  }

  @Test
  void the_practice_server_is_well() {
    shell.with("SENSELINK_SERVER", null).with("SENSELINK_APP_KEY", null);

    assertThat(shell.run("doctor", "--sandbox").exit()).isZero();
  }

  @Test
  void without_verification_and_over_http_it_says_so_and_the_rest_is_well() {
    Map<String, Line> lines = lines(0, "--insecure");

    assertThat(lines.keySet()).containsAll(Set.of("tls", "credentials"));
  }
}
