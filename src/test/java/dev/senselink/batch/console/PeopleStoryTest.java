package dev.senselink.batch.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person is found, and what is done about them is done by the program's own commands. */
@Tag("slow")
class PeopleStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MENTION = "data-test=\"mention\"";

  @TempDir static Path folder;
  private static PracticeConsole practice;
  private static Sandbox server;
  private static OpenConsole console;
  private static HeldCommands commands;
  private static int people;
  private String token;
  private long id;

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

  /** Somebody whom an import has made. */
  @BeforeEach
  void imported() throws IOException {
    server.clearFaults();
    console.somebodyElse().signedIn();
    token = console.formToken();
    people++;
    Path list = Files.createDirectories(folder.resolve("list" + people));
    Files.write(list.resolve(number() + ".jpg"), Portraits.person(people, 300));
    Path file = list.resolve("staff.csv");
    Files.writeString(file, "name,jobNumber\n" + name() + "," + number() + "\n");
    CommandRunner.Ended ended =
        commands.run(
            List.of(
                "import",
                "users",
                file.toString(),
                "--groups=1",
                "--report=" + list.resolve("report"),
                "--json",
                "--no-progress"),
            NobodyWatches.HERE);
    assertThat(ended.exit()).as(ended.result()).isZero();
    id = there(number()).id();
  }

  private static String name() {
    return "Ana Näme " + people;
  }

  private static String number() {
    return "E" + people;
  }

  private static PersonView there(String number) {
    return server.people().stream()
        .filter(person -> person.jobNumber().equals(number))
        .findFirst()
        .orElseThrow();
  }

  private boolean isThere() {
    return server.people().stream().anyMatch(person -> person.id() == id);
  }

  private String at() {
    return "/people/" + id;
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  private static String typed(String text) {
    return "typed=" + URLEncoder.encode(text, UTF_8);
  }

  private static String found(String sought) {
    return console.search("/people", sought).body();
  }

  private String done() {
    assertThat(
            Until.within(
                PATIENCE,
                () ->
                    console.get(at() + "/progress").body().contains("\"go\"")
                        && console.get(at()).body().contains("data-test=\"finished\"")))
        .as("%s", console.get(at()).body())
        .isTrue();
    return console.get(at()).body();
  }

  @Test
  void somebody_is_found_on_the_server_and_in_runs() {
    for (String sought : List.of(name(), number())) {
      assertThat(found(sought)).as(sought).contains("href=\"" + at() + "\"", MENTION);
    }
    assertThat(found("näme " + people)).contains(MENTION, name());
    assertThat(console.search("/people", "Nobody " + people).body()).contains("Nobody was found");
    assertThat(console.search("/people", "<script>").body()).doesNotContain("<script>");
  }

  @Test
  void somebodys_page_has_photo_groups_and_what_was_done() {
    String page = console.get(at()).body();

    assertThat(page).contains(name(), number(), "name=\"group\"", "data-test=\"deed\"", "Created");
    HttpResponse<String> photo = console.get(at() + "/photo");
    assertThat(photo.statusCode()).isEqualTo(200);
    assertThat(photo.headers().map())
        .containsEntry("content-type", List.of("image/jpeg"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("cross-origin-resource-policy", List.of("same-origin"));
    assertThat(photo.headers().firstValue("cache-control").orElse("")).contains("no-store");
    assertThat(console.somebodyElse().get(at() + "/photo").statusCode()).isEqualTo(401);
  }

  @Test
  void whoever_types_the_name_takes_somebody_out_of_groups_and_it_can_be_undone() {
    String groups = "group=1&";
    assertThat(there(number()).groups()).isNotEmpty();
    assertThat(post(at() + "/groups/remove", groups + typed("Ana")).statusCode()).isEqualTo(409);
    assertThat(post(at() + "/groups/remove", "group=999&" + typed(name())).statusCode())
        .isEqualTo(409);
    assertThat(post(at() + "/groups/remove", typed(name())).statusCode()).isEqualTo(409);
    assertThat(there(number()).groups()).isNotEmpty();

    assertThat(post(at() + "/groups/remove", groups + typed(name())).statusCode()).isEqualTo(303);

    assertThat(done()).contains("senselink undo", "data-test=\"no-groups\"", "Removed from groups");
    assertThat(there(number()).groups()).isEmpty();
  }

  @Test
  void whoever_types_the_name_deletes_somebody_and_it_can_be_undone() {
    assertThat(post(at() + "/delete", typed("")).statusCode()).isEqualTo(409);
    assertThat(post(at() + "/delete", typed(String.valueOf(id))).statusCode()).isEqualTo(409);
    assertThat(isThere()).isTrue();

    assertThat(post(at() + "/delete", typed(name())).statusCode()).isEqualTo(303);

    assertThat(done()).contains("senselink undo", "not on the server any more", "</svg>Deleted");
    assertThat(isThere()).isFalse();
  }

  @Test
  void whoever_types_the_name_erases_what_is_kept_here_and_nothing_on_the_server() {
    assertThat(post(at() + "/erase", typed("Somebody")).statusCode()).isEqualTo(409);
    assertThat(found(number())).contains(MENTION);

    assertThat(post(at() + "/erase", typed(name())).statusCode()).isEqualTo(303);

    assertThat(done()).contains("erased: 1 row of 1 run", "not covered by this command");
    assertThat(found(number())).contains("href=\"" + at() + "\"").doesNotContain(MENTION);
    assertThat(isThere()).isTrue();
  }

  @Test
  void whoever_is_not_on_the_server_is_erased_by_their_number() {
    server.script(FaultRule.on("listUsers").status(503).build());
    assertThat(console.get(at()).body()).contains("Type the number", "cannot be asked now");
    assertThat(post(at() + "/delete", typed(String.valueOf(id))).statusCode()).isEqualTo(409);
    assertThat(post(at() + "/erase", typed("1")).statusCode()).isEqualTo(409);

    assertThat(post(at() + "/erase", typed(String.valueOf(id))).statusCode()).isEqualTo(303);

    assertThat(done()).contains("erased: 1 row of 1 run");
    assertThat(found(number())).doesNotContain(MENTION);
  }

  @Test
  void what_goes_wrong_is_told_in_the_commands_own_words() {
    server.script(FaultRule.on("deleteUser").apiCode(530).build());
    post(at() + "/delete", typed(name()));

    assertThat(done()).contains("Not all of it was done", "530");
    assertThat(isThere()).isTrue();
  }

  @Test
  void whoever_has_the_number_elsewhere_is_not_erased() {
    commands.hold();
    commands.letGo();
    post(at() + "/erase", typed(name()));
    done();

    assertThat(commands.begun().get(0))
        .contains("--server=" + server.url(), "--company=" + server.companyId());
  }

  @Test
  void where_the_server_does_not_say_who_it_is_nobody_is_erased() {
    server.script(FaultRule.on("getCompany").status(503).build());

    HttpResponse<String> answer = post(at() + "/erase", typed(name()));

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("cannot be asked now");
    server.clearFaults();
    assertThat(found(number())).contains(MENTION);
  }

  @Test
  void whoever_is_deleted_and_erased_meanwhile_is_both() {
    commands.hold();
    try {
      assertThat(post(at() + "/delete", typed(name())).statusCode()).isEqualTo(303);
      assertThat(post(at() + "/erase", typed(name())).statusCode()).isEqualTo(303);
    } finally {
      commands.letGo();
    }

    assertThat(done()).contains("erased: 1 row of 1 run");
    assertThat(found(number())).doesNotContain(MENTION);
    assertThat(isThere()).isFalse();
  }

  @Test
  void while_another_command_holds_the_folder_nothing_is_erased() {
    try (DataFolder busy = DataFolder.lock(practice.data(), "a nightly import")) {
      assertThat(busy.path()).exists();
      assertThat(console.get(at()).body()).contains("a nightly import", "while a command is in");
      assertThat(post(at() + "/erase", typed(name())).statusCode()).isEqualTo(409);
    }
    assertThat(console.get(at()).body()).contains("data-test=\"deed\"");
  }

  @Test
  void nothing_is_done_without_the_forms_token_and_our_origin() {
    String form = "group=1&" + typed(name());
    for (String what : List.of("/groups/remove", "/delete", "/erase", "/stop")) {
      String path = at() + what;
      String ours = console.address();
      assertThat(console.post(path, form, "Origin", ours).statusCode()).as(what).isEqualTo(403);
      assertThat(console.post(path, form + "&_csrf=" + token).statusCode()).as(what).isEqualTo(403);
      assertThat(console.somebodyElse().post(path, form, "Origin", ours).statusCode())
          .as(what)
          .isEqualTo(403);
      console.signedIn();
      token = console.formToken();
    }
    assertThat(isThere()).isTrue();
    assertThat(there(number()).groups()).isNotEmpty();
    assertThat(console.get(at()).body()).contains("data-test=\"deed\"");
  }

  @Test
  void a_person_is_named_by_a_number_and_nothing_else() {
    for (String path : List.of("/people/..%2Fruns.json", "/people/1;x", "/people/--yes")) {
      assertThat(console.get(path).statusCode()).as(path).isIn(400, 404);
    }
  }
}
