package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.account.AccountRefusedException;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.QuickAccounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what in a console with accounts. */
class RolesTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String OTHER = "another horse battery";
  private static final String RUN = "R261128010203ABCD";

  private static final Map<Role, HttpClient> SIGNED_IN = new EnumMap<>(Role.class);

  @TempDir static Path folder;
  private static String three = "";
  private static Accounts accounts;
  private static OpenConsole console;

  @BeforeAll
  static void open() throws IOException, AccountRefusedException {
    SIGNED_IN.clear();
    PrivateFiles.folder(data());
    accounts = QuickAccounts.in(data());
    for (Role role : Role.values()) {
      accounts.add(role.word(), role, PASSWORD);
    }
    three = Files.readString(data().resolve("console/accounts.json"));
    console = OpenConsole.on(data());
    Path report = Files.createDirectories(folder.resolve("report"));
    Files.writeString(
        report.resolve("summary.json"), "{\"job\":\"import-users\",\"runId\":\"" + RUN + "\"}");
    Files.writeString(
        report.resolve("results.csv"),
        "\ufeffline,key,name,outcome,code,reason\r\n"
            + "2,ID4711,Ana,REJECTED_ROW,30001,id number 11010119900307123X of ID4711 exists\r\n");
    Files.writeString(
        data().resolve("runs.json"),
        """
        [{"id":"%s","command":"import-users","status":"COMPLETED","server":"10.0.0.5:443",
        "company":"Acme","roster":"/lists/staff.csv","startedAt":"2026-11-28T01:02:03Z",
        "finishedAt":"2026-11-28T01:03:03Z","undoUntil":"2099-01-01T00:00:00Z","rows":1,
        "outcomes":{"REJECTED_ROW":1},"attention":1,"report":"%s"}]"""
            .formatted(RUN, report));
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static Path data() {
    return folder.resolve("data");
  }

  @BeforeEach
  void three() throws IOException {
    PrivateFiles.write(data().resolve("console/accounts.json"), three);
    console.somebodyElse();
    console.passes(Duration.ofMinutes(15)); // earlier tests' slips are forgotten
  }

  /** Whoever is still signed in goes on: a password takes a second to check, on purpose. */
  private static OpenConsole as(Role role) {
    HttpClient before = SIGNED_IN.get(role);
    if (before != null) {
      console.goesOn(before);
      if (console.get("/session").statusCode() == 200) {
        return console;
      }
    }
    assertThat(console.somebodyElse().signIn(role.word(), PASSWORD, "/runs").statusCode())
        .isEqualTo(303);
    SIGNED_IN.put(role, console.asking());
    return console;
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200, 200, 200",
    "/runs, 200, 200, 200",
    "/today/progress, 200, 200, 200",
    "/runs/RUN, 200, 200, 200",
    "/runs/RUN/progress, 200, 200, 200",
    "/runs/fleets/F1, 404, 404, 404",
    "/runs/fleets/F1/progress, 404, 404, 404",
    "/runs/fleets/F1/sites/A, 404, 404, 404",
    "/runs/fleets/F1/sites/A/files/results.csv, 403, 404, 404",
    "/account, 200, 200, 200",
    "/session, 200, 200, 200",
    "/backups, 200, 200, 200",
    "/jobs, 200, 200, 200",
    "/conflicts, 200, 200, 200",
    "/conflicts/ABC, 404, 404, 404",
    "/conflicts/ABC/face, 404, 404, 404",
    "/conflicts/ABC/face/1, 404, 404, 404",
    "/conflicts/carry-out, 403, 200, 200",
    "/conflicts/work, 403, 303, 303",
    "/conflicts/work/progress, 403, 200, 200",
    "/conflicts/done, 403, 303, 303",
    "/people, 200, 200, 200",
    "/people/1, 200, 200, 200",
    "/people/1/photo, 404, 404, 404",
    "/people/1/work, 403, 303, 303",
    "/people/1/progress, 403, 200, 200",
    "/records, 403, 200, 200",
    "/checks, 403, 200, 200",
    "/backups/ABC, 403, 404, 404",
    "/jobs/ABC, 403, 404, 404",
    "/imports, 403, 200, 200",
    "/imports/ABC/check, 403, 404, 404",
    "/imports/ABC/mend/news, 403, 404, 404",
    "/imports/ABC/mend/photo?line=2, 403, 404, 404",
    "/runs/RUN/files/results.csv, 403, 200, 200",
    "/runs/RUN/undo, 403, 403, 200",
    "/runs/RUN/undo/report/changes.csv, 403, 403, 404",
    "/audit, 403, 403, 200",
    "/nothing, 403, 403, 404"
  })
  void each_sees_what_the_role_may(String path, int viewer, int operator, int admin) {
    String asked = path.replace("RUN", RUN);
    assertThat(as(Role.VIEWER).get(asked).statusCode()).isEqualTo(viewer);
    assertThat(as(Role.OPERATOR).get(asked).statusCode()).isEqualTo(operator);
    assertThat(as(Role.ADMIN).get(asked).statusCode()).isEqualTo(admin);
  }

  @ParameterizedTest
  @CsvSource({
    "/imports, 403, 303",
    "/imports/ABC/check, 403, 404",
    "/imports/ABC/start, 403, 404",
    "/imports/ABC/stop, 403, 404",
    "/imports/ABC/remove, 403, 404",
    "/imports/ABC/mend/judge, 403, 404",
    "/imports/ABC/mend/cell, 403, 404",
    "/imports/ABC/mend/cause, 403, 404",
    "/imports/ABC/mend/leave-out, 403, 404",
    "/imports/ABC/mend/forget, 403, 404",
    "/imports/ABC/mend/turn, 403, 404",
    "/imports/ABC/mend/cut, 403, 404",
    "/imports/ABC/mend/photo-back, 403, 404",
    "/runs/RUN/undo, 403, 403",
    "/runs/RUN/undo/plan, 403, 403",
    "/backups/ABC/verify, 403, 404",
    "/backups/ABC/zip, 403, 404",
    "/backups/ABC/plan, 403, 403",
    "/backups/ABC/restore, 403, 403",
    "/backups/ABC/remove, 403, 403",
    "/jobs/ABC/run, 403, 404",
    "/jobs/ABC/schedule, 403, 403",
    "/jobs/ABC/unschedule, 403, 403",
    "/conflicts/ABC/decide, 403, 404",
    "/conflicts/skip, 403, 404",
    "/conflicts/carry-out, 403, 409",
    "/people/1/groups/remove, 403, 409",
    "/people/1/delete, 403, 403",
    "/people/1/erase, 403, 403",
    "/runs/RUN/undo/stop, 403, 403",
    "/audit, 403, 403",
    "/whatever/comes/later, 403, 403"
  })
  void each_does_what_the_role_may(String path, int viewer, int operator) {
    String form =
        "id=ABCDEFGHJKLMNPQRSTUV&who=users&plan=x&people=1"
            + "&line=2&hash=r0&at=0&to=x&seen=x&cause=x&out=true";
    String asked = path.replace("RUN", RUN);
    assertThat(as(Role.VIEWER).submit(asked, form).statusCode()).isEqualTo(viewer);
    assertThat(as(Role.OPERATOR).submit(asked, form).statusCode()).isEqualTo(operator);
  }

  @Test
  void a_viewer_sees_no_id_number_and_nothing_to_do() {
    String page = as(Role.VIEWER).get("/runs/" + RUN + "?show=all").body();

    assertThat(page)
        .contains("Ana", "id number **** of **** exists")
        .doesNotContain("ID4711", "11010119900307123X", "results.csv", "/undo", "/audit");
    assertThat(page).doesNotContain("href=\"/imports\"");
    assertThat(console.search("/runs/" + RUN, "ID4711", "&show=all").body())
        .as("nor finds out about one")
        .doesNotContain("Ana");
    assertThat(console.search("/runs/" + RUN, "11010119900307123X", "&show=all").body())
        .as("nor by what the server quotes")
        .doesNotContain("Ana");
    assertThat(console.get("/").body()).doesNotContain("href=\"/imports\"");
    assertThat(as(Role.OPERATOR).get("/runs/" + RUN + "?show=all").body())
        .contains("ID4711", "results.csv", "href=\"/imports\"")
        .doesNotContain("/undo", "href=\"/audit\"");
    assertThat(as(Role.ADMIN).get("/runs/" + RUN).body())
        .contains("/undo/plan\"", "href=\"/audit\"");
  }

  @Test
  void a_wrong_password_is_no_sign_in_and_says_not_what_was_wrong() {
    HttpResponse<String> wrong = console.signIn("admin", OTHER, "/");
    HttpResponse<String> nobody = console.signIn("nobody", PASSWORD, "/");

    for (HttpResponse<String> answer : List.of(wrong, nobody)) {
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).contains("Account or password is wrong");
    }
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"/runs, /runs", "//evil.example, /", "https://evil.example/, /", "/%0d%0aX: y, /"})
  void one_is_where_one_was(String back, String to) {
    HttpResponse<String> in = console.signIn("admin", PASSWORD, back);

    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(in.headers().firstValue("Location")).contains(to);
    assertThat(console.somebodyElse().get("/runs/" + RUN).body())
        .contains("name=\"back\" value=\"/runs/" + RUN + "\"");
    assertThat(console.get("/today/progress").body()).contains("name=\"back\" value=\"/\"");
  }

  @Test
  void a_sign_in_needs_the_token_of_the_form_and_our_origin() {
    String form = "account=admin&password=" + PASSWORD.replace(' ', '+');

    assertThat(console.post("/sign-in/password", form, "Origin", console.address()).statusCode())
        .isEqualTo(403);
    assertThat(
            console.post("/sign-in/password", form, "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void the_session_before_the_sign_in_is_not_the_one_after_it() {
    String before = cookie(console.signIn("viewer", PASSWORD, "/")); // maybe laid out by another

    String after = cookie(console.signIn("admin", PASSWORD, "/"));

    assertThat(before).isNotEmpty();
    assertThat(after).isNotEmpty().isNotEqualTo(before);
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(line -> line.matches("senselink-\\d+=.*"))
        .map(line -> line.replaceFirst(";.*", ""))
        .findFirst()
        .orElse("");
  }

  @Test
  void a_removed_account_is_out_at_once() throws Exception {
    as(Role.ADMIN);
    assertThat(console.get("/audit").statusCode()).isEqualTo(200);

    accounts.remove("admin");

    assertThat(console.get("/audit").statusCode()).isEqualTo(401);
    accounts.add("admin", Role.ADMIN, PASSWORD);
    assertThat(console.get("/audit").statusCode()).as("another of that name").isEqualTo(401);
  }

  @Test
  void another_role_and_another_password_end_all_sessions_at_once() throws Exception {
    as(Role.OPERATOR);
    accounts.change("operator", Role.ADMIN, PASSWORD);
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);

    assertThat(console.signIn("operator", PASSWORD, "/audit").statusCode()).isEqualTo(303);
    assertThat(console.get("/audit").statusCode()).isEqualTo(200);
    accounts.change("operator", null, OTHER);
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }

  @Test
  void accounts_that_cannot_be_read_let_nobody_stay() throws IOException {
    as(Role.ADMIN);
    String token = console.formToken();
    Files.writeString(data().resolve("console/accounts.json"), "{");

    for (HttpResponse<String> answer :
        List.of(
            console.get("/runs"),
            console.get("/account"),
            console.somebodyElse().get("/sign-in"),
            console.post("/account/password", "_csrf=" + token, "Origin", console.address()))) {
      assertThat(answer.statusCode()).isIn(403, 503);
    }
    assertThat(console.get("/sign-in").body())
        .contains("The accounts of this console cannot be read", "console user list")
        .doesNotContain("accounts.json", "name=\"password\"");
    console.signedIn();
    assertThat(console.get("/runs").statusCode()).as("by a token").isEqualTo(200);
  }

  @Test
  void where_accounts_are_damaged_meanwhile_a_password_is_told_so() throws IOException {
    String form = console.get("/sign-in").body();
    String token = form.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    Files.writeString(data().resolve("console/accounts.json"), "{");

    HttpResponse<String> answer =
        console.post(
            "/sign-in/password",
            "account=admin&password=x&_csrf=" + token,
            "Origin",
            console.address());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("The accounts of this console cannot be read");
  }

  @Test
  void the_own_password_is_guessed_at_as_slowly_as_at_the_sign_in() {
    as(Role.VIEWER);
    String wrong = "now=wrong&next=another+horse+battery&again=another+horse+battery";
    for (int n = 0; n < 3; n++) {
      assertThat(console.pausedFor(() -> console.submit("/account/password", wrong)).isZero())
          .isTrue();
    }

    Duration fourth = console.pausedFor(() -> console.submit("/account/password", wrong));
    Duration elsewhere =
        console.pausedFor(() -> console.somebodyElse().signIn("viewer", OTHER, "/"));

    assertThat(fourth).isGreaterThan(Duration.ofMillis(900));
    assertThat(elsewhere).as("one delay for both").isGreaterThan(Duration.ofMillis(1900));
  }

  @Test
  void one_changes_the_own_password() throws Exception {
    as(Role.VIEWER);
    String next = "&next=another+horse+battery&again=another+horse+battery";

    for (String wrong :
        List.of(
            "now=wrong" + next,
            "now=correct+horse+battery&next=another+horse+battery&again=other",
            "now=correct+horse+battery&next=short&again=short")) {
      HttpResponse<String> refused = console.submit("/account/password", wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(409);
      assertThat(refused.body()).contains("data-test=\"failed\"");
    }
    assertThat(console.get("/runs").statusCode()).isEqualTo(200);
    assertThat(console.submit("/account/password", "now=correct+horse+battery" + next).statusCode())
        .isEqualTo(303);
    assertThat(console.get("/runs").statusCode()).as("all sessions end").isEqualTo(401);
    assertThat(console.signIn("viewer", PASSWORD, "/").statusCode()).isEqualTo(401);
    assertThat(console.signIn("viewer", OTHER, "/").statusCode()).isEqualTo(303);
  }

  @Test
  void who_came_with_a_token_has_no_account_and_may_do_all() {
    console.signedIn();

    assertThat(console.get("/account").statusCode()).isEqualTo(404);
    assertThat(console.get("/audit").statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_with_a_password_ends_like_any_other() {
    as(Role.ADMIN);
    console.passes(Duration.ofMinutes(30));
    assertThat(console.get("/runs").statusCode()).isEqualTo(401);
  }
}
