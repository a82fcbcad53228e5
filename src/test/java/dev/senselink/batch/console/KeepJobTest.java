package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import's settings are kept as a job for later lists, and nothing else is. */
@Tag("slow")
class KeepJobTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PASSWORD = "correct horse battery";

  @TempDir static Path folder;
  private static PracticeConsole practice;
  private static OpenConsole console;
  private static ImportSteps staff;

  @BeforeAll
  static void open() throws Exception {
    Files.createDirectories(jobs());
    Files.createDirectories(inbox());
    practice =
        new PracticeConsole(
            folder,
            (data, commands) ->
                OpenConsole.on(new ConsoleSettings(data, 0, jobs(), inbox()), commands));
    console = practice.console().signedIn();
    for (Role role : Role.values()) {
      QuickAccounts.in(practice.data()).add(role.word(), role, PASSWORD);
    }
    staff =
        ImportSteps.of(console, "name,jobNumber\nAna,E1\n")
            .checked("existing=update&groups=none&newList=staff&list=&leavers=report")
            .started("");
  }

  @AfterAll
  static void close() {
    practice.close();
  }

  private static Path jobs() {
    return folder.resolve("jobs");
  }

  private static Path inbox() {
    return folder.resolve("inbox");
  }

  @BeforeEach
  void begin() throws IOException {
    try (Stream<Path> all = Files.list(jobs())) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
    console.somebodyElse().signedIn();
  }

  private static HttpResponse<String> keep(String name, String lists) {
    return staff.post("keep", "name=" + coded(name) + "&lists=" + coded(lists));
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> there() throws IOException {
    try (Stream<Path> all = Files.list(jobs())) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void the_settings_become_a_job_that_can_be_tried_and_run() throws IOException {
    assertThat(staff.page()).contains("data-test=\"keep\"");
    assertThat(console.get(staff.at() + "/keep").body())
        .contains("value=\"*.csv\"", "<code>on-existing</code>", "<code>list</code>");

    HttpResponse<String> answer = keep("staff.daily", "staff*.csv");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    Path file = jobs().resolve("staff.daily.yml");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file)
        .content()
        .contains("job: 'import-users'", "roster: '" + inbox() + "/staff*.csv'", "move: 'true'")
        .contains("on-existing: 'update'", "allow-no-photo: 'true'", "groups: 'none'")
        .contains("list: 'staff'", "leavers: 'report'")
        .doesNotContain("new-list", "plan", "report:", "server", "app-key", "secret", "data")
        .doesNotContain("photos", "converter", practice.data().toString());
    Path list = Files.writeString(inbox().resolve("staff 2.csv"), "name,jobNumber\nBo,E2\n");
    practice.typed(0, "run", file.toString(), "--dry-run=true", "--json");
    assertThat(list).exists();

    String job = answer.headers().firstValue("Location").orElseThrow();
    assertThat(console.get(job).body()).contains("data-test=\"job-run\"", "data-test=\"schedule\"");
    assertThat(console.submit(job + "/run", "").statusCode()).isEqualTo(303);
    assertThat(Until.within(PATIENCE, () -> isThere("Bo"))).isTrue();
    assertThat(Until.within(PATIENCE, () -> Files.exists(inbox().resolve("done/staff 2.csv"))))
        .isTrue();
  }

  private static boolean isThere(String name) {
    return practice.server().people().stream().map(PersonView::name).anyMatch(name::equals);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "..", "../x", "a/b", "a\\b", ".x", "-x", "a b", "\u00e9", "x\ny", "x\u0000", "x*"
      })
  void what_is_no_name_is_refused(String name) throws IOException {
    HttpResponse<String> answer = keep(name, "*.csv");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("A job is named by letters");
    assertThat(there()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "../*.csv",
        "/etc/*.csv",
        "a/b.csv",
        "a\\b.csv",
        ".x.csv",
        "*.yml",
        "${HOME}.csv",
        "{a,b}.csv",
        "[a].csv",
        "x\n.csv"
      })
  void lists_lie_in_the_inbox_and_nowhere_else(String lists) throws IOException {
    HttpResponse<String> answer = keep("x", lists);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("No folder can be named");
    assertThat(there()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.yml", "X.yml", "x.yaml", "x.yml.schedule"})
  void what_is_there_is_never_written_again(String name) throws IOException {
    Files.writeString(jobs().resolve(name), "as it was");

    HttpResponse<String> answer = keep("x", "*.csv");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("There is a job x already");
    assertThat(there()).containsExactly(name);
    assertThat(jobs().resolve(name)).hasContent("as it was");
  }

  @Test
  void a_request_sets_nothing_but_the_name_and_the_lists() throws IOException {
    HttpResponse<String> answer =
        staff.post(
            "keep",
            "name=x&lists=*.csv&server=https://evil.example&app-key=K&ca-file=/x&insecure=true"
                + "&heic-converter=rm&config=/x&data=/x&log-file=/x&metrics-file=/x&photos=/x"
                + "&notify-webhook-file=/x&job=restore&roster=/x&text=x&yes=true&leavers=delete");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Files.readString(jobs().resolve("x.yml")))
        .doesNotContain("evil", "app-key", "ca-file", "insecure", "heic", "/x", "restore", "yes")
        .contains("leavers: 'report'");
  }

  @Test
  void only_an_admin_keeps_a_job() throws IOException {
    for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
      console.somebodyElse().signIn(role.word(), PASSWORD, "/runs");
      assertThat(keep("x", "*.csv").statusCode()).isEqualTo(403);
      assertThat(console.get(staff.at() + "/keep").statusCode()).isEqualTo(403);
    }
    assertThat(staff.page()).doesNotContain("data-test=\"keep\"");
    assertThat(there()).isEmpty();
    console.somebodyElse().signIn("admin", PASSWORD, "/runs");
    assertThat(keep("x", "*.csv").statusCode()).isEqualTo(303);
  }

  @Test
  void an_import_that_has_not_ended_is_no_job() throws IOException {
    ImportSteps other = ImportSteps.of(console, "name,jobNumber\nCy,E3\n");

    assertThat(other.post("keep", "name=x&lists=*.csv").statusCode()).isEqualTo(404);
    assertThat(there()).isEmpty();
  }
}
