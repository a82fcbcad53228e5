package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nobody gets in without a token, nothing foreign is obeyed, and nothing leaves by a side door. */
class ConsoleSafetyTest {
  private static final String RUN = "R261128010203ABCD";
  private static final String OTHER = "R261128010204EFGH";

  @TempDir static Path folder;
  private static OpenConsole console;

  @BeforeAll
  static void open() throws IOException {
    PrivateFiles.folder(data());
    console = OpenConsole.on(data());
  }

  @BeforeEach
  void as_it_was() throws IOException {
    console.somebodyElse();
    Files.deleteIfExists(folder.resolve("report/report.html"));
    Path report = Files.createDirectories(folder.resolve("report"));
    Files.writeString(
        report.resolve("summary.json"), "{\"job\":\"import-users\",\"runId\":\"" + RUN + "\"}");
    Files.writeString(
        report.resolve("results.csv"),
        "\ufeffline,key,name,outcome,code,reason\r\n"
            + "2,1001,<b onclick=x>Ana &"
            + " Co</b>,REJECTED_ROW,BAD_DATE,<script>alert(1)</script>\r\n");
    Files.writeString(report.resolve("secret.txt"), "not ours");
    Files.writeString(data().resolve("runs.json"), "[" + run(RUN) + "," + run(OTHER) + "]");
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private String run(String id) {
    return """
    {"id":"%s","command":"import-users","status":"COMPLETED","server":"10.0.0.5:443",
    "company":"Acme","roster":"/lists/staff.csv","startedAt":"2026-11-28T01:02:03Z",
    "finishedAt":"2026-11-28T01:03:03Z","rows":1,"outcomes":{"REJECTED_ROW":1},"attention":1,
    "report":"%s"}\
    """
        .formatted(id, folder.resolve("report"));
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private String ours() {
    return console.address();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/runs",
        "/imports",
        "/runs/" + RUN,
        "/runs/" + RUN + "/progress",
        "/nothing",
        "/runs/" + RUN + "/files/results.csv"
      })
  void without_a_sign_in_there_is_nothing_to_see(String path) {
    HttpResponse<String> answer = console.get(path);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("1001").doesNotContain("Acme").contains("Sign in");
  }

  @Test
  void health_says_that_it_is_up_and_nothing_else() {
    assertThat(console.get("/health").body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void an_address_signs_in_once() {
    String address = console.signInAddress().substring(ours().length());
    assertThat(console.get(address).statusCode()).isEqualTo(303);
    assertThat(console.get("/runs").body()).contains("staff.csv");

    HttpResponse<String> again = console.get(address);

    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("used already");
  }

  @Test
  void an_address_is_good_for_ten_minutes() {
    String address = console.signInAddress().substring(ours().length());
    console.passes(Duration.ofMinutes(10));

    assertThat(console.get(address).statusCode()).isEqualTo(401);
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void a_clock_that_is_put_back_makes_no_address_good_for_longer() {
    String address = console.signInAddress().substring(ours().length());
    console.sleeps(Duration.ofHours(-1));
    try {
      assertThat(console.get(address).statusCode()).isEqualTo(401);
      assertThat(console.signedIn().get("/runs").statusCode()).isEqualTo(200);
    } finally {
      console.sleeps(Duration.ofHours(1));
    }
  }

  @Test
  void a_token_that_was_never_given_signs_nobody_in() {
    assertThat(console.get("/sign-in?token=../../runs.json").statusCode()).isEqualTo(401);
    assertThat(console.get("/sign-in?token=").statusCode()).isEqualTo(401);
    assertThat(console.get("/sign-in").statusCode()).isEqualTo(401);
  }

  @Test
  void a_token_has_256_bits_and_cannot_be_read_out_of_the_data_folder() throws IOException {
    String token = console.signInAddress().replaceFirst(".*token=", "");

    assertThat(token).matches("[A-Za-z0-9_-]{43}");
    try (Stream<Path> all = Files.walk(data().resolve("console"))) {
      List<Path> files = all.toList();
      assertThat(files).hasSizeGreaterThan(2);
      for (Path file : files) {
        boolean isFolder = Files.isDirectory(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo(isFolder ? "rwx------" : "rw-------");
        assertThat(isFolder || !read(file).contains(token)).isTrue();
        assertThat(file.toString()).doesNotContain(token);
      }
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_browser_that_only_looks_ahead_does_not_use_the_token_up() {
    String address = console.signInAddress().substring(ours().length());
    String host = ours().substring("http://".length());

    for (String look :
        List.of("GET ADDRESS HTTP/1.1\r\nSec-Purpose: prefetch", "HEAD ADDRESS HTTP/1.1")) {
      assertThat(
              console.raw(
                  look.replace("ADDRESS", address)
                      + "\r\nHost: "
                      + host
                      + "\r\nConnection: close\r\n\r\n"))
          .contains(" 401 ");
    }
    assertThat(console.get(address).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/", "/assets/console.css", "/sign-in"})
  void a_foreign_host_is_refused_whatever_it_asks(String path) {
    String port = ":" + URI.create(ours()).getPort();
    for (String host : List.of("evil.example" + port, "evil.example", "127.0.0.1", "127.0.0.1:1")) {
      assertThat(console.raw(request(path, host))).as(host).contains(" 421 ");
    }
    for (String host : List.of("127.0.0.1" + port, "localhost" + port, "LOCALHOST" + port)) {
      assertThat(console.raw(request(path, host))).as(host).doesNotContain(" 421 ");
    }
  }

  private static String request(String path, String host) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
  }

  @Test
  void a_post_needs_the_token_of_the_form_and_our_origin() {
    console.signedIn();
    String form = "lang=zh&_csrf=" + console.formToken();

    assertThat(console.post("/language", form).statusCode()).as("no origin").isEqualTo(403);
    for (String origin :
        List.of(
            "http://evil.example", "null", "http://127.0.0.1:1", ours().replace("http", "https"))) {
      assertThat(console.post("/language", form, "Origin", origin).statusCode())
          .as(origin)
          .isEqualTo(403);
    }
    assertThat(
            console
                .post("/language", form, "Origin", ours(), "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .as("the browser says it comes from elsewhere")
        .isEqualTo(403);
    assertThat(console.post("/language", "lang=zh", "Origin", ours()).statusCode())
        .as("no token")
        .isEqualTo(403);
    assertThat(console.post("/language", "lang=zh&_csrf=x", "Origin", ours()).statusCode())
        .as("a wrong token")
        .isEqualTo(403);
    assertThat(console.get("/runs").body()).as("nothing was done").contains("lang=\"en\"");
    assertThat(
            console
                .post("/language", form, "Origin", ours(), "Sec-Fetch-Site", "same-origin")
                .statusCode())
        .isEqualTo(303);
    assertThat(console.get("/runs").body()).contains("lang=\"zh-CN\"");
  }

  @ParameterizedTest
  @CsvSource({"//evil.example, /", "http://evil.example/, /", "/runs, /runs", "/%0d%0aX: y, /"})
  void one_is_led_back_to_a_page_of_ours_only(String back, String to) {
    console.signedIn();
    String form =
        "lang=zh&back="
            + URLEncoder.encode(back, StandardCharsets.UTF_8)
            + "&_csrf="
            + console.formToken();

    assertThat(console.post("/language", form, "Origin", ours()).headers().firstValue("Location"))
        .contains(to);
  }

  @Test
  void a_local_file_may_post_the_token() {
    String token = console.signInAddress().replaceFirst(".*token=", "");

    HttpResponse<String> first = console.post("/sign-in", "token=" + token, "Origin", "null");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(header(first, "Refresh")).isEqualTo("0;url=/");
    assertThat(console.get("/runs").statusCode()).isEqualTo(200);
    assertThat(console.post("/sign-in", "token=" + token, "Origin", "null").statusCode())
        .isEqualTo(401);
  }

  @Test
  void signing_out_ends_the_session_at_once() {
    console.signedIn();

    console.post("/sign-out", "_csrf=" + console.formToken(), "Origin", ours());

    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void half_an_hour_without_anybody_ends_a_session_and_a_page_that_asks_is_nobody() {
    console.signedIn();
    console.passes(Duration.ofMinutes(29));
    assertThat(console.get("/runs").statusCode()).isEqualTo(200);
    console.passes(Duration.ofMinutes(29));
    assertThat(console.get("/runs/" + RUN + "/progress").statusCode()).isEqualTo(200);
    console.passes(Duration.ofMinutes(1));

    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_does_not_outlast_the_sleep_of_the_machine() {
    console.signedIn();
    console.sleeps(Duration.ofMinutes(29));
    assertThat(console.byItself("/session").body()).contains("\"left\":60");
    console.sleeps(Duration.ofMinutes(1));
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);

    console.signedIn();
    console.sleeps(Duration.ofHours(-5)); // a clock that is put back ends none and keeps none
    assertThat(console.get("/runs").statusCode()).isEqualTo(200);
    console.passes(Duration.ofMinutes(30));
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
    console.sleeps(Duration.ofHours(5));
  }

  /** A list that changes all night is shown anew all night, to whoever comes by. */
  @Test
  void a_page_that_loads_itself_anew_is_nobody_and_is_told_when_the_session_ends() {
    console.signedIn();
    console.passes(Duration.ofMinutes(29));

    assertThat(console.byItself("/").statusCode()).isEqualTo(200);
    assertThat(console.byItself("/session").body()).contains("\"left\":60");
    console.passes(Duration.ofMinutes(1));

    assertThat(console.byItself("/session").statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_lasts_eight_hours_at_most() {
    console.signedIn();
    for (int i = 0; i < 19; i++) {
      console.passes(Duration.ofMinutes(25));
      assertThat(console.get("/runs").statusCode()).isEqualTo(200);
    }
    console.passes(Duration.ofMinutes(5));

    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_from_before_the_sign_in_is_not_the_one_after_it() {
    String before = session(console.get(way())).orElseThrow(); // maybe laid out by another

    String after = session(console.get(way())).orElseThrow();

    assertThat(after).isNotEqualTo(before);
  }

  private static String way() {
    return console.signInAddress().substring(console.address().length());
  }

  private static Optional<String> session(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .flatMap(line -> HttpCookie.parse(line).stream())
        .filter(cookie -> cookie.getName().equals("senselink-" + console.port()))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** Else whoever asks often enough would fill the memory with sessions of nobody. */
  @Test
  void who_only_looks_has_no_session() {
    for (String path : List.of("/sign-in", "/", "/sign-in?token=wrong", "/runs")) {
      assertThat(session(console.somebodyElse().get(path))).as(path).isEmpty();
    }
    assertThat(session(console.signIn("nobody", "wrong horse battery", "/"))).isEmpty();
  }

  @Test
  void cookies_are_for_this_site_and_no_script() {
    String address = console.signInAddress().substring(ours().length());

    assertThat(console.get(address).headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allMatch(line -> line.contains("HttpOnly") && line.contains("SameSite=Strict"));
  }

  @Test
  void browsers_are_told_to_run_nothing_that_stands_in_a_page_and_to_keep_nothing() {
    console.signedIn();
    for (String path : List.of("/", "/imports", "/runs", "/runs/" + RUN, "/nothing")) {
      HttpResponse<String> page = console.get(path);
      assertThat(header(page, "Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
          .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
          .doesNotContain("unsafe", "*", "data:");
      assertThat(header(page, "Cache-Control")).contains("no-store");
      assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
      assertThat(header(page, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
      assertThat(page.headers().map()).doesNotContainKey("server");
      assertThat(page.body())
          .doesNotContainPattern("<script(?![^>]*src=)")
          .doesNotContain("<style", " style=")
          .doesNotContainPattern("(?i)<[^>]* on[a-z]+=");
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void what_a_list_says_is_text_on_a_page() {
    assertThat(console.signedIn().get("/runs/" + RUN).body())
        .contains("&lt;b onclick&#x3D;x&gt;Ana &amp; Co")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<b onclick");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret.txt",
        "..%2f..%2fdata%2fruns.json",
        "%2e%2e%2fruns.json",
        "..",
        "results.csv%00.txt",
        "none"
      })
  void only_the_files_of_a_report_are_given_out(String name) {
    HttpResponse<String> answer = console.signedIn().get("/runs/" + RUN + "/files/" + name);

    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("not ours");
  }

  @ParameterizedTest
  @CsvSource({
    "/runs?page=abc, 404",
    "/runs?page=-5, 200",
    "/runs?page=2147483647, 200",
    "/runs?page=99999999999, 404",
    "/runs/RUN?page=2147483647&show=all&q=%3Ci%3E, 200",
    "/runs/RUN?show=%22%3E%3Ci%3E, 200",
    "/runs/none, 404",
    "/runs/RUN/none, 404",
    "/runs/, 404"
  })
  void whatever_is_asked_for_is_no_defect(String path, int status) {
    HttpResponse<String> answer = console.signedIn().get(path.replace("RUN", RUN));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("went wrong").doesNotContain("Exception", "<i>");
  }

  /** Recorded where names are written otherwise, or by another system. */
  @Test
  void a_list_and_a_report_that_are_no_paths_here_are_shown_all_the_same() throws IOException {
    String elsewhere =
        run(RUN)
            .replace("/lists/staff.csv", "C:\\\\lists\\\\sta\\u0000ff.csv")
            .replace(folder.resolve("report").toString(), "/re\\u0000port");
    Files.writeString(data().resolve("runs.json"), "[" + elsewhere + "]");
    console.signedIn();

    for (String path : List.of("/", "/runs", "/runs/" + RUN, "/imports")) {
      assertThat(console.get(path).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(console.get("/runs").body()).contains("ff.csv</bdi>").doesNotContain("C:");
  }

  @Test
  void rows_that_cannot_be_read_are_told_and_the_rest_is_shown() throws IOException {
    Files.write(folder.resolve("report/results.csv"), new byte[] {'"', (byte) 0xff, (byte) 0xfe});

    HttpResponse<String> answer = console.signedIn().get("/runs/" + RUN);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("data-test=\"rows-wrong\"", "Acme", "results.csv");
  }

  private String another(String id, String fields) {
    return run(id).replace("\"status\":\"COMPLETED\"", fields);
  }

  private void runsAre(String... runs) throws IOException {
    Files.writeString(data().resolve("runs.json"), "[" + String.join(",", runs) + "]");
  }

  @Test
  void what_a_later_run_of_the_same_list_asks_again_needs_nobody_twice() throws IOException {
    console.signedIn();
    String later =
        run(OTHER)
            .replace("\"rows\":1,\"outcomes\":{\"REJECTED_ROW\":1},\"attention\":1", "\"rows\":1");

    runsAre(run(RUN), later);
    assertThat(console.get("/").body()).contains("Nothing needs attention now");
    runsAre(run(RUN), later.replace("/lists/staff.csv", "/lists/others.csv"));
    assertThat(console.get("/").body()).contains("/runs/" + RUN).doesNotContain("/runs/" + OTHER);
  }

  @Test
  void a_list_of_the_console_is_known_by_its_name() throws IOException {
    console.signedIn();
    String own = data() + "/console/imports/%s/list/staff.csv";

    runsAre(
        run(RUN).replace("/lists/staff.csv", own.formatted("ABCDEFGHJKLMNPQRSTUV")),
        run(OTHER).replace("/lists/staff.csv", own.formatted("BBCDEFGHJKLMNPQRSTUV")));

    assertThat(console.get("/").body()).contains("/runs/" + OTHER).doesNotContain("/runs/" + RUN);
  }

  @Test
  void a_run_that_was_undone_needs_nobody() throws IOException {
    console.signedIn();
    String undo =
        another(OTHER, "\"status\":\"COMPLETED\"")
            .replace("import-users", "undo")
            .replace("/lists/staff.csv", RUN)
            .replace("\"attention\":1", "\"attention\":0");

    runsAre(run(RUN), undo);
    assertThat(console.get("/").body()).contains("Nothing needs attention now");
    runsAre(run(RUN), undo.replace("COMPLETED", "STOPPED"));
    assertThat(console.get("/").body()).contains("/runs/" + RUN, "/runs/" + OTHER);
  }

  @Test
  void what_nobody_can_continue_is_not_said_to_be_continued() throws IOException {
    console.signedIn();

    runsAre(another(RUN, "\"status\":\"STOPPED\",\"allWorked\":true"));
    assertThat(console.get("/runs").body())
        .contains("Ended after 1 of 1 rows")
        .doesNotContain("same command");
    runsAre(another(RUN, "\"status\":\"STOPPED\",\"allWorked\":false"));
    assertThat(console.get("/runs").body()).contains("the same command continues");
  }

  @Test
  void a_command_without_a_list_is_done_and_has_no_rows() throws IOException {
    console.signedIn();

    runsAre(
        run(RUN)
            .replace("import-users", "user-update")
            .replace("/lists/staff.csv", "")
            .replace("\"rows\":1,\"outcomes\":{\"REJECTED_ROW\":1},\"attention\":1", "\"rows\":0"));

    assertThat(console.get("/runs").body()).doesNotContain("No row");
  }

  @ParameterizedTest
  @CsvSource({"import users,In progress", "import-users,In progress", "backup,Interrupted"})
  void a_run_is_at_work_only_where_its_command_holds_the_folder(String holder, String state)
      throws IOException {
    console.signedIn();
    runsAre(another(RUN, "\"status\":\"RUNNING\""));

    try (DataFolder busy = DataFolder.lock(data(), holder)) {
      assertThat(busy.path()).exists();
      assertThat(console.get("/runs").body()).contains(">" + state + "<");
    }
  }

  /** Else each row that ends would have the page shown anew. */
  @Test
  void how_far_a_run_has_come_makes_no_other_list() throws IOException {
    console.signedIn();
    try (DataFolder busy = DataFolder.lock(data(), "import users")) {
      assertThat(busy.path()).exists();
      runsAre(another(RUN, "\"status\":\"RUNNING\"").replace("\"rows\":1", "\"rows\":9"));
      JsonNode before = progress();
      assertThat(console.get("/").body()).contains(before.path("version").asString());
      assertThat(before.path("news").path(RUN).asString()).startsWith("1 of 9");

      runsAre(
          another(RUN, "\"status\":\"RUNNING\"")
              .replace("\"rows\":1", "\"rows\":9")
              .replace("{\"REJECTED_ROW\":1}", "{\"REJECTED_ROW\":1,\"CREATED\":4}"));
      JsonNode after = progress();

      assertThat(after.path("version")).isEqualTo(before.path("version"));
      assertThat(after.path("news").path(RUN).asString()).startsWith("5 of 9");
      runsAre(run(RUN));
      assertThat(progress().path("version")).isNotEqualTo(before.path("version"));
    }
  }

  private static JsonNode progress() {
    return JsonMapper.shared().readTree(console.get("/today/progress").body());
  }

  @Test
  void a_damaged_list_of_runs_is_told_as_what_it_is() throws IOException {
    console.signedIn();
    Files.writeString(data().resolve("runs.json"), "{");

    HttpResponse<String> answer = console.get("/runs");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The data folder cannot be read", "runs.json");
  }

  @Test
  void a_file_of_a_report_is_a_download() {
    HttpResponse<String> file = console.signedIn().get("/runs/" + RUN + "/files/results.csv");

    assertThat(file.body()).contains("1001");
    assertThat(header(file, "Content-Disposition")).startsWith("attachment");
    assertThat(header(file, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(file, "Cache-Control")).contains("no-store");
  }

  @Test
  void no_link_and_no_other_runs_folder_is_followed() throws IOException {
    console.signedIn();
    Files.createSymbolicLink(
        folder.resolve("report/report.html"), folder.resolve("report/secret.txt"));

    assertThat(console.get("/runs/" + RUN + "/files/report.html").statusCode()).isEqualTo(404);
    assertThat(console.get("/runs/" + OTHER + "/files/results.csv").statusCode()).isEqualTo(404);
    assertThat(console.get("/runs/" + OTHER).body()).doesNotContain("1001");
  }

  /** Of those who send a form and never end it there are more here than threads. */
  @Test
  void who_sends_slowly_holds_up_nobody() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int n = 0; n < 40; n++) {
        Socket one = new Socket(InetAddress.getLoopbackAddress(), console.port());
        slow.add(one);
        String begun =
            "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: %s\r\nContent-Length: 90\r\n\r\nt"
                .formatted(console.port(), "application/x-www-form-urlencoded");
        one.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
      }

      assertThat(console.within(Duration.ofSeconds(10), "/health").body()).contains("up");
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
  }

  @Test
  void it_listens_on_this_machine_only() throws IOException {
    int port = URI.create(ours()).getPort();
    List<InetAddress> others = new ArrayList<>();
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      network.inetAddresses().filter(a -> !a.isLoopbackAddress()).forEach(others::add);
    }
    // Where there is no other network, the second address of the own one tells the same.
    others.add(InetAddress.getByName("127.0.0.2"));
    for (InetAddress other : others) {
      assertThatThrownBy(() -> new Socket(other, port).close()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_second_console_of_the_same_folder_and_a_taken_port_are_refused() {
    int port = URI.create(ours()).getPort();

    assertThatThrownBy(() -> OpenConsole.on(data())).isInstanceOf(ConsoleException.class);
    assertThatThrownBy(
            () ->
                Console.open(
                    new ConsoleSettings(folder.resolve("other"), port),
                    Machine.real(),
                    (words, watcher) -> new CommandRunner.Ended(0, "")))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining(String.valueOf(port));
  }

  @Test
  void whoever_may_write_the_data_folder_can_sign_in_at_the_console_at_work() {
    String address = Console.running(data(), console.machine()).orElseThrow();

    assertThat(address).startsWith(ours() + "/sign-in?token=");
    assertThat(console.get(address.substring(ours().length())).statusCode()).isEqualTo(303);
  }

  @Test
  void nobody_is_let_in_to_a_console_that_has_been_closed() throws IOException {
    Path other = PrivateFiles.folder(folder.resolve("closed"));
    OpenConsole.on(other).close();

    assertThat(other.resolve("console/address")).exists();
    assertThat(Console.running(other, Machine.real())).isEmpty();
    try (RunningConsole next = RunningConsole.mark(other)) {
      assertThat(next).isNotNull();
      // It is starting: the address of the one before is nobody's.
      assertThat(Console.running(other, Machine.real())).isEmpty();
    }
  }
}
