package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conflicts of an import are decided, and carried out, with the program's own commands. */
@Tag("slow")
class DecideStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]+)\"");

  @TempDir static Path folder;
  private static PracticeConsole practice;
  private static Sandbox server;
  private static OpenConsole console;
  private static HeldCommands commands;
  private static int people;
  private String token;
  private Path list;

  @BeforeAll
  static void open() throws IOException {
    practice =
        new PracticeConsole(
            folder,
            (data, real) -> {
              commands = new HeldCommands(real);
              return OpenConsole.on(data, commands);
            });
    server = practice.server();
    console = practice.console();
  }

  @AfterAll
  static void close() {
    practice.close();
  }

  /** What is open while the console is. */
  private static boolean isKept(Path file) {
    String name = file.getFileName().toString();
    return name.equals("console") || name.startsWith("lock");
  }

  /** Two rows that mean somebody who is there: by the face, and by the number. */
  @BeforeEach
  void two_conflicts() throws IOException {
    try (Stream<Path> all = Files.list(practice.data())) {
      for (Path one : all.filter(file -> !isKept(file)).toList()) {
        PrivateFiles.remove(one);
      }
    }
    PrivateFiles.remove(practice.data().resolve("console").resolve("decisions"));
    console.somebodyElse().signedIn();
    token = console.formToken();
    people += 2;
    list = Files.createDirectories(folder.resolve("list" + people));
    String face = "F" + people;
    String number = "N" + people;
    server.addPerson(
        1, Map.of("name", "Old " + face, "groups", "1"), Portraits.person(people, 160));
    server.addPerson(1, Map.of("name", "Old " + number, "jobNumber", number, "groups", "1"), null);
    Files.write(list.resolve(face + ".jpg"), Portraits.person(people, 400));
    Files.write(list.resolve(number + ".jpg"), Portraits.person(people + 1, 400));
    importing(face, number);
  }

  private void importing(String... numbers) throws IOException {
    importing(List.of(), numbers);
  }

  private void importing(List<String> more, String... numbers) throws IOException {
    StringBuilder roster = new StringBuilder("name,jobNumber\n");
    for (String number : numbers) {
      roster.append("New ").append(number).append(',').append(number).append('\n');
    }
    Path file = Files.writeString(list.resolve("staff.csv"), roster);
    List<String> words = new ArrayList<>(List.of("import", "users", file.toString()));
    words.addAll(List.of("--report=" + list.resolve("report"), "--json", "--no-progress"));
    words.addAll(more);
    CommandRunner.Ended ended = commands.run(words, NobodyWatches.HERE);
    assertThat(ended.exit()).as(ended.result()).isEqualTo(3);
  }

  private String face() {
    return "F" + people;
  }

  private String number() {
    return "N" + people;
  }

  /** Where the conflict of a row is. */
  private String at(String number) {
    Matcher found =
        Pattern.compile("href=\"(/conflicts/[0-9a-f]+)\" title=\"New " + number + "\"")
            .matcher(console.get("/conflicts").body());
    assertThat(found.find()).as(console.get("/conflicts").body()).isTrue();
    return found.group(1);
  }

  private String seen(String path) {
    Matcher found = SEEN.matcher(console.get(path).body());
    assertThat(found.find()).as(path).isTrue();
    return found.group(1);
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  private HttpResponse<String> decide(String number, String seen, String form) {
    return post(at(number) + "/decide", "seen=" + seen + "&" + form);
  }

  private void decided(String number, String form) {
    HttpResponse<String> answer = decide(number, seen(at(number)), form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
  }

  private HttpResponse<String> led(String path) {
    HttpResponse<String> now = console.get(path);
    for (int n = 0; n < 5 && now.statusCode() == 303; n++) {
      now = console.get(now.headers().firstValue("Location").orElseThrow());
    }
    return now;
  }

  private String carriedOut() {
    assertThat(post("/conflicts/carry-out", "seen=" + seen("/conflicts/carry-out")).statusCode())
        .isEqualTo(303);
    assertThat(
            Until.within(
                PATIENCE, () -> led("/conflicts/work").body().contains("data-test=\"finished\"")))
        .isTrue();
    return led("/conflicts/work").body();
  }

  private static List<String> files(String below) throws IOException {
    Path folder = practice.data().resolve("console").resolve(below);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  @Test
  void both_are_seen_beside_each_other_with_what_differs() {
    assertThat(console.get("/").body()).contains("2 rows wait for your decision");

    String page = console.get(at(number())).body();

    assertThat(page).contains("New " + number(), "Old " + number(), "differs", "decide-update");
    assertThat(console.get(at(face())).body())
        .contains("data-test=\"face-row\"", "data-test=\"face-candidate\"", "decide-force");
  }

  @Test
  void faces_are_made_anew_and_kept_by_nobody() throws Exception {
    for (String face : List.of(at(face()) + "/face", at(face()) + "/face/0")) {
      byte[] shown = console.bytes(face);
      HttpResponse<String> answer = console.get(face);

      assertThat(answer.statusCode()).as(face).isEqualTo(200);
      assertThat(answer.headers().map())
          .containsEntry("content-type", List.of("image/jpeg"))
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("cross-origin-resource-policy", List.of("same-origin"));
      assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("no-store");
      assertThat(shown).isNotEqualTo(Files.readAllBytes(list.resolve(face() + ".jpg")));
      assertThat(shown).startsWith(0xff, 0xd8);
    }
    assertThat(console.get(at(face()) + "/face/1").statusCode()).isEqualTo(404);
    assertThat(console.get(at(face()) + "/face/-1").statusCode()).isEqualTo(404);
    assertThat(console.get("/conflicts/..%2F..%2Fledger.key/face").statusCode()).isNotEqualTo(200);
    String face = at(face()) + "/face";
    assertThat(console.somebodyElse().get(face).statusCode()).isEqualTo(401);
  }

  @Test
  void nothing_is_sent_until_it_is_carried_out_and_then_it_is_resolve() throws IOException {
    int before = server.people().size();
    decided(face(), "decision=force&candidate=0&sure=yes");
    decided(number(), "decision=update&candidate=0");
    assertThat(server.people()).hasSize(before);
    assertThat(console.get("/conflicts").body())
        .contains("2 decided", "whoever opened the console");
    String asked = console.get("/conflicts/carry-out").body();
    assertThat(asked).contains("Update one person", "despite a similar face", "Carry out 2");

    String page = carriedOut();

    assertThat(page).contains("The decisions were carried out", "New " + face(), "New " + number());
    assertThat(server.people()).hasSize(before + 1);
    assertThat(files("decisions")).isEmpty();
    assertThat(console.get("/conflicts").body()).contains("There is nothing to decide");
    assertThat(console.get("/").body()).doesNotContain("your decision");
  }

  @Test
  void what_is_skipped_stays_as_it_is() {
    int before = server.people().size();
    decided(face(), "decision=skip");

    carriedOut();

    assertThat(server.people()).hasSize(before);
    assertThat(console.get("/conflicts").body())
        .contains("One row waits")
        .doesNotContain("New " + face());
  }

  @Test
  void a_decision_made_on_an_older_state_is_refused_and_both_are_shown() {
    String old = seen(at(face()));
    decided(face(), "decision=skip");

    HttpResponse<String> answer = decide(face(), old, "decision=force&candidate=0&sure=yes");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("You chose: Create despite the similar face", "Skip: decided by");
    assertThat(console.get("/conflicts/carry-out").body())
        .contains("Skip one row")
        .doesNotContain("despite");
  }

  @Test
  void a_decision_about_what_was_imported_anew_is_asked_again() throws IOException {
    String old = seen(at(number()));
    decided(face(), "decision=skip");
    String before = at(number());
    importing(number(), face());

    assertThat(post(before + "/decide", "seen=" + old + "&decision=skip").statusCode())
        .isEqualTo(409);
  }

  @Test
  void a_decision_about_somebody_who_has_changed_since_counts_no_more() throws IOException {
    decided(number(), "decision=update&candidate=0");
    long person =
        server.people().stream()
            .filter(one -> one.jobNumber().equals(number()))
            .findFirst()
            .orElseThrow()
            .id();
    server.editPerson(person, Map.of("name", "Renamed " + number()), null);
    Path file = list.resolve("report").resolve("conflicts.csv");
    String lines = Files.readString(file).replaceAll("(?m)(N" + people + ".*,)\r?$", "$1update");
    Files.writeString(file, lines);

    CommandRunner.Ended ended =
        commands.run(
            List.of("resolve", file.toString(), "--report=" + list.resolve("r2"), "--json"),
            NobodyWatches.HERE);

    assertThat(ended.exit()).as(ended.result()).isEqualTo(3);
    String page = console.get(at(number())).body();
    assertThat(page).contains("0 decided", "Renamed " + number(), "CANDIDATE_CHANGED");
    assertThat(console.get("/conflicts/carry-out").body()).contains("Nothing has been decided");
  }

  @Test
  void a_list_that_is_another_by_now_is_not_carried_out() {
    decided(face(), "decision=skip");
    String shown = seen("/conflicts/carry-out");
    decided(number(), "decision=update&candidate=0");
    int before = server.people().size();

    HttpResponse<String> answer = post("/conflicts/carry-out", "seen=" + shown);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(server.people()).hasSize(before);
    assertThat(console.get("/conflicts").body()).contains("2 decided");
  }

  @Test
  void whoever_creates_despite_a_similar_face_says_that_it_was_looked_at() {
    String seen = seen(at(face()));

    assertThat(decide(face(), seen, "decision=force&candidate=0").statusCode()).isEqualTo(409);
    assertThat(console.get("/conflicts").body()).contains("0 decided");
  }

  @Test
  void only_what_is_offered_is_stored() {
    String seen = seen(at(number()));
    for (String form :
        List.of(
            "decision=force&candidate=0&sure=yes",
            "decision=update&candidate=7",
            "decision=update&candidate=-1")) {
      assertThat(decide(number(), seen, form).statusCode()).as(form).isEqualTo(409);
    }
    assertThat(decide(number(), seen, "decision=delete").statusCode()).isEqualTo(404);
    assertThat(console.get("/conflicts").body()).contains("0 decided");
  }

  @Test
  void several_at_once_are_only_skipped() throws IOException {
    list = Files.createDirectories(folder.resolve("list" + people + "c"));
    for (String number : List.of("X1" + people, "X2" + people)) {
      server.addPerson(
          1, Map.of("name", "Old " + number, "jobNumber", number, "groups", "1"), null);
      Files.write(list.resolve(number + ".jpg"), Portraits.person(people + 1, 400));
    }
    importing("X1" + people, "X2" + people);
    Matcher group =
        Pattern.compile(
                "name=\"code\" value=\"([^\"]+)\"[^\n]*?name=\"seen\" value=\"([0-9a-f]+)\"")
            .matcher(console.get("/conflicts").body());
    assertThat(group.find()).isTrue();
    String form = "code=" + group.group(1) + "&seen=" + group.group(2);
    assertThat(post("/conflicts/skip", form.replaceAll("seen=.", "seen=x")).statusCode())
        .isEqualTo(409);

    assertThat(post("/conflicts/skip", form + "&decision=update").statusCode()).isEqualTo(303);

    assertThat(console.get("/conflicts/carry-out").body())
        .contains("Skip 3 rows")
        .doesNotContain("Update one person");
    String[] what = {
      "conflicts.skip", "\"decision\":\"skip\"", "\"code\":\"" + group.group(1) + "\""
    };
    assertThat(audit())
        .filteredOn(line -> !line.contains("refused"))
        .anySatisfy(line -> assertThat(line).contains(what).endsWith("\"lines\":\"2-3\"}"))
        .anySatisfy(line -> assertThat(line).contains(what).endsWith("\"lines\":\"3\"}"));
  }

  @Test
  void nothing_is_decided_without_the_forms_token_and_our_origin() {
    String at = at(face());
    String form = "decision=skip&seen=" + seen(at);
    for (String path :
        List.of(
            at + "/decide", "/conflicts/skip", "/conflicts/carry-out", "/conflicts/work/stop")) {
      String ours = console.address();
      assertThat(console.post(path, form, "Origin", ours).statusCode()).as(path).isEqualTo(403);
      assertThat(console.post(path, form + "&_csrf=" + token).statusCode()).as(path).isEqualTo(403);
      String evil = "http://evil.example";
      assertThat(console.post(path, form + "&_csrf=" + token, "Origin", evil).statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(console.get("/conflicts").body()).contains("0 decided");
  }

  @Test
  void what_is_decided_lies_in_the_data_folder_for_nobody_else_and_names_nobody()
      throws IOException {
    decided(number(), "decision=update&candidate=0");

    for (String file : files("decisions")) {
      Path path = Path.of(file);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(path, UTF_8)).doesNotContain("New").doesNotContain("Old");
    }
    assertThat(files("decisions")).hasSize(1);
    Files.delete(practice.data().resolve("runs.json")); // as privacy prune and runs delete leave it
    assertThat(console.get("/conflicts").body()).contains("nothing to decide");
    assertThat(files("decisions")).isEmpty();
  }

  @Test
  void who_is_made_by_a_decision_joins_the_groups_that_the_import_was_told() throws IOException {
    run(0, "group", "create", "Night " + people, "--type=staff");
    importing(List.of("--groups=Night " + people), face(), number());
    decided(face(), "decision=force&candidate=0&sure=yes");

    carriedOut();

    assertThat(run(0, "user", "list", "--name=New " + face(), "--json"))
        .contains("Night " + people);
  }

  private String run(int exit, String... words) {
    CommandRunner.Ended ended = commands.run(List.of(words), NobodyWatches.HERE);
    assertThat(ended.exit()).as(ended.result()).isEqualTo(exit);
    return ended.result();
  }

  @Test
  void a_row_that_failed_when_it_was_carried_out_is_decided_again() {
    decided(number(), "decision=update&candidate=0");
    server.script(FaultRule.on("updateUser").apiCode(620).build());
    try {
      assertThat(carriedOut()).contains("620");
    } finally {
      server.clearFaults();
    }
    assertThat(console.get("/").body()).contains("2 rows wait for your decision");
    assertThat(console.get(at(number())).body()).contains("620", "decide-update", "0 decided");

    decided(number(), "decision=update&candidate=0");
    carriedOut();

    assertThat(server.people()).anyMatch(one -> one.name().equals("New " + number()));
    assertThat(console.get("/").body()).contains("One row waits for your decision");
  }

  @Test
  void whoever_is_erased_is_shown_no_more() {
    assertThat(console.get(at(number())).body()).contains("New " + number(), "Old " + number());

    run(0, "privacy", "erase", "--job-number=" + number(), "--yes");

    assertThat(console.get("/conflicts").body())
        .contains("New " + face())
        .doesNotContain("New " + number())
        .doesNotContain("Old " + number());
  }

  @Test
  void what_another_server_asks_is_not_decided_here() throws IOException {
    Path index = practice.data().resolve("runs.json");
    String here = server.url().getAuthority();
    assertThat(Files.readString(index)).contains(here);
    PrivateFiles.write(index, Files.readString(index).replace(here, "192.0.2.1:8080"));

    assertThat(console.get("/").body()).doesNotContain("your decision");
    assertThat(console.get("/conflicts").body()).contains("There is nothing to decide");
  }

  @Test
  void a_list_that_cannot_be_read_any_more_says_so() throws IOException {
    try (Stream<Path> runs = Files.list(practice.data().resolve("runs"))) {
      for (Path run : runs.toList()) {
        Files.delete(run.resolve("roster"));
      }
    }

    assertThat(console.get("/conflicts").body())
        .contains("2 rows of this list cannot be decided", "staff.csv", "data-test=\"unread\"")
        .doesNotContain("nothing to decide");
  }

  private void begins() {
    assertThat(post("/conflicts/carry-out", "seen=" + seen("/conflicts/carry-out")).statusCode())
        .isEqualTo(303);
    assertThat(Until.within(PATIENCE, () -> !commands.begun().isEmpty())).isTrue();
  }

  private void ends() {
    commands.letGo();
    assertThat(
            Until.within(
                PATIENCE, () -> led("/conflicts/work").body().contains("data-test=\"finished\"")))
        .isTrue();
  }

  @Test
  void what_is_being_carried_out_is_decided_otherwise_by_nobody() {
    decided(number(), "decision=update&candidate=0");
    commands.hold();
    try {
      begins();
      HttpResponse<String> answer = decide(number(), seen(at(number())), "decision=none");

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("is being carried out");
      decided(face(), "decision=skip");
    } finally {
      ends();
    }
    assertThat(server.people()).anyMatch(one -> one.name().equals("New " + number()));
    assertThat(console.get("/conflicts").body()).contains("1 decided");
  }

  @Test
  void stopped_is_all_of_it_and_what_was_decided_stands() throws IOException {
    decided(number(), "decision=update&candidate=0");
    String first = number();
    list = Files.createDirectories(folder.resolve("list" + people + "s"));
    String second = "S" + people;
    server.addPerson(1, Map.of("name", "Old " + second, "jobNumber", second, "groups", "1"), null);
    Files.write(list.resolve(second + ".jpg"), Portraits.person(people + 1, 400));
    importing(second);
    decided(second, "decision=update&candidate=0");
    commands.hold();
    try {
      begins();
      post("/conflicts/work/stop", "");
    } finally {
      ends();
    }

    assertThat(commands.begun()).hasSize(1);
    assertThat(console.get("/conflicts").body()).contains("2 decided");
    assertThat(server.people())
        .noneMatch(one -> List.of("New " + first, "New " + second).contains(one.name()));
    assertThat(files("decisions")).noneMatch(file -> file.endsWith(".csv"));
  }

  @Test
  void a_decision_is_taken_back() {
    decided(face(), "decision=skip");

    decided(face(), "decision=none");

    assertThat(console.get("/conflicts").body()).contains("0 decided");
    assertThat(console.get("/conflicts/carry-out").body()).contains("Nothing has been decided");
  }

  @Test
  void while_another_command_holds_the_folder_decisions_are_stored_and_nothing_is_carried_out() {
    decided(number(), "decision=skip");
    try (DataFolder busy = DataFolder.lock(practice.data(), "a nightly import")) {
      assertThat(busy.path()).exists();
      decided(face(), "decision=skip");

      HttpResponse<String> asked = console.get("/conflicts/carry-out");
      assertThat(asked.body()).contains("a nightly import");
      assertThat(asked.body()).containsPattern("data-test=\"confirm\" disabled");
      String form = "seen=" + seen("/conflicts/carry-out");
      assertThat(post("/conflicts/carry-out", form).statusCode()).isEqualTo(409);
    }
    assertThat(carriedOut()).contains("The decisions were carried out");
  }

  @Test
  void a_server_that_does_not_answer_leaves_what_the_ledger_knows() {
    String at = at(number());
    server.script(FaultRule.on("listUsers").status(503).build());
    try {
      String page = console.get(at).body();

      assertThat(page).contains("Old " + number(), "cannot be shown now", "decide-update");
    } finally {
      server.clearFaults();
    }
  }

  /** An address names a conflict by a digest, which nobody can read once the row is done. */
  @Test
  void the_audit_tells_which_line_of_which_run_was_decided_how_and_no_name() throws IOException {
    String run = at(number());
    String seen = seen(run);
    assertThat(decide(number(), seen, "decision=update&candidate=0").statusCode()).isEqualTo(303);
    assertThat(decide(number(), seen, "decision=skip").statusCode()).isEqualTo(409);
    post("/conflicts/carry-out", "seen=none");
    assertThat(decide(number(), seen(run), "decision=none").statusCode()).isEqualTo(303);

    List<String> lines = audit();
    String id = "\"run\":\"R[0-9A-Z]+\"";
    assertThat(lines.get(0))
        .matches(
            ".*conflicts.decide\".*\"decision\":\"update\".*"
                + id
                + ",\"line\":\"3\",\"person\":\"[0-9]+\"}");
    assertThat(lines.get(1)).matches(".*\"skip\".*" + id + ",\"line\":\"3\"}");
    assertThat(lines.get(2)).contains("\"line\":\"3\"", "\"refused\":409");
    assertThat(lines.get(3)).matches(".*conflicts.carry-out\"," + id + ",\"lines\":\"3\"}");
    assertThat(lines.get(4)).contains("\"lines\":\"3\"", "\"refused\":409");
    assertThat(lines.get(5)).matches(".*\"none\".*" + id + ",\"line\":\"3\"}");
    assertThat(String.join("", lines)).doesNotContain("New ", "Old ", number() + "\"");
  }

  /** What was written down of conflicts. */
  private static List<String> audit() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(practice.data().resolve("console/audit"))) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    int signIn = lines.size();
    while (!lines.get(signIn - 1).contains("\"sign-in\"")) {
      signIn--;
    }
    return lines.subList(signIn, lines.size());
  }
}
