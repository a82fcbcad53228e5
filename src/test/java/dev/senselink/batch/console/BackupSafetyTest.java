package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may do with a backup, and what none may. */
class BackupSafetyTest {
  private static final List<List<String>> TYPED = Collections.synchronizedList(new ArrayList<>());
  private static final String ID = "ABCDEFGHJKLMNPQRSTUV";

  /** As a Chinese keyboard may write it. */
  private static final String FIVE = "%EF%BC%95";

  private static final String PLAN =
      "{\"users\":{\"create\":2,\"exists\":1,\"notRestorable\":0},"
          + "\"guests\":{\"create\":3,\"exists\":0,\"notRestorable\":0}}";

  @TempDir static Path folder;
  private static volatile int exit;
  private static volatile boolean held;
  private static OpenConsole console;
  private String token;

  private static CommandRunner.Ended type(List<String> words, CommandRunner.Watcher watcher) {
    TYPED.add(words);
    Until.within(Duration.ofSeconds(20), () -> !held);
    if (words.contains("--plan")) {
      return new CommandRunner.Ended(exit, PLAN);
    }
    if (words.get(0).equals("export")) {
      whole(Path.of(words.get(1)), "{}");
    }
    return new CommandRunner.Ended(0, "{}");
  }

  private static void whole(Path backup, String files) {
    try {
      PrivateFiles.folder(backup);
      PrivateFiles.write(
          backup.resolve("manifest.json"),
          """
          {"format":"senselink-backup","version":1,"tool":"t","server":"10.0.0.5:443",
          "company":{"id":1,"name":"<b>Acme"},"startedAt":"2026-11-28T01:02:03Z",
          "finishedAt":"2026-11-28T01:03:03Z","files":%s,"missing":[]}"""
              .formatted(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void open() throws IOException {
    PrivateFiles.folder(data());
    console = OpenConsole.on(data(), BackupSafetyTest::type);
  }

  @AfterAll
  static void close() {
    console.close();
  }

  private static Path data() {
    return folder.resolve("data");
  }

  private static Path shelf() {
    return data().resolve("console/backups");
  }

  @BeforeEach
  void make() throws IOException {
    PrivateFiles.remove(shelf());
    exit = 0;
    console.somebodyElse().signedIn();
    token = console.formToken();
    assertThat(post("/backups", "id=" + ID).statusCode()).isEqualTo(303);
    idle();
    TYPED.clear();
  }

  private void idle() {
    assertThat(
            Until.within(
                Duration.ofSeconds(20),
                () -> console.get("/backups/" + ID + "/progress").body().contains("\"go\"")))
        .isTrue();
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + token, "Origin", console.address());
  }

  private void plan() {
    post("/backups/" + ID + "/plan", "");
    idle();
    TYPED.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/backups", "AT", "AT/work", "AT/progress"})
  void nobody_sees_it_without_a_sign_in(String path) {
    console.somebodyElse();

    HttpResponse<String> answer = console.get(path.replace("AT", "/backups/" + ID));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("Acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/backups",
        "AT/make",
        "AT/verify",
        "AT/compare",
        "AT/plan",
        "AT/restore",
        "AT/stop",
        "AT/remove",
        "AT/zip"
      })
  void nothing_is_done_without_the_forms_token_and_our_origin(String path) {
    plan();
    String post = path.replace("AT", "/backups/" + ID);
    String form =
        "id=VUTSRQPNMLKJHGFEDCBA&people=5&password=long+enough+it+is&again=long+enough+it+is";
    String origin = console.address();

    assertThat(console.post(post, form, "Origin", origin).statusCode()).isEqualTo(403);
    assertThat(console.post(post, form + "&_csrf=" + token).statusCode()).isEqualTo(403);
    assertThat(
            console
                .post(post, form + "&_csrf=" + token, "Origin", "http://evil.example")
                .statusCode())
        .isEqualTo(403);

    assertThat(TYPED).isEmpty();
    assertThat(shelf()).isDirectoryContaining(one -> one.endsWith(ID));
    assertThat(shelf().resolve("VUTSRQPNMLKJHGFEDCBA")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "../imports", "..%2Fimports", "/etc", "abcdefghjklmnpqrstuv", ID + "X"})
  void a_backup_is_named_by_its_id_never_by_a_path(String id) throws IOException {
    post("/backups", "id=" + id);
    assertThat(TYPED).isEmpty();
    try (Stream<Path> all = Files.list(shelf())) {
      assertThat(all.map(one -> String.valueOf(one.getFileName()))).containsExactly(ID);
    }
    String path = id.replace("%2F", "%252F");
    assertThat(post("/backups/" + path + "/verify", "").statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(TYPED).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "make,export",
    "verify,verify",
    "compare,verify --against-server",
    "plan,restore --plan",
  })
  void what_is_typed_is_of_the_consoles_own_making(String action, String expected)
      throws IOException {
    if (action.equals("make")) {
      Files.delete(shelf().resolve(ID + "/backup/manifest.json"));
    }
    post(
        "/backups/" + ID + "/" + action,
        "server=https://evil.example&app-key=x&dir=/etc&data=/tmp&password-file=/etc/passwd"
            + "&insecure=true&ca-file=/x&config=/x&log-file=/x&DIR=%24%7BHOME%7D");
    idle();

    List<String> words = new ArrayList<>();
    words.add(expected.split(" ")[0]);
    words.add(shelf().resolve(ID + "/backup").toString());
    if (expected.contains(" ")) {
      words.add(expected.split(" ")[1]);
    }
    words.addAll(List.of("--json", "--no-progress", "--lang=en"));
    assertThat(TYPED).containsExactly(words);
  }

  @Test
  void a_backup_that_is_whole_is_not_made_over() {
    post("/backups", "id=" + ID);
    post("/backups/" + ID + "/make", "");
    idle();

    assertThat(TYPED).isEmpty();
  }

  @Test
  void nothing_is_restored_before_its_plan_was_made() {
    HttpResponse<String> answer = post("/backups/" + ID + "/restore", "people=0");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Look at the plan of the restore first");
    assertThat(TYPED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "yes", "05"})
  void a_restore_asks_for_the_number_of_people(String typed) {
    plan();

    HttpResponse<String> answer = post("/backups/" + ID + "/restore", "people=" + typed);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("That is not the number of people");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void a_plan_that_could_not_be_made_is_none() {
    exit = 2;
    plan();

    HttpResponse<String> answer = post("/backups/" + ID + "/restore", "people=5");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Look at the plan of the restore first");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void a_plan_of_the_day_before_is_made_again() {
    plan();
    console.passes(Duration.ofHours(25));
    console.somebodyElse().signedIn();
    token = console.formToken();

    HttpResponse<String> answer = post("/backups/" + ID + "/restore", "people=5");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Look at the plan of the restore first");
    assertThat(console.get("/backups/" + ID).body()).contains("older than a day");
    assertThat(TYPED).isEmpty();
  }

  @Test
  void a_plan_is_made_again_once_a_run_has_changed_the_server() throws IOException {
    plan();
    String later = console.machine().wall().instant().plusSeconds(5).toString();
    PrivateFiles.write(
        data().resolve("runs.json"),
        "[{\"id\":\"r\",\"command\":\"import users\",\"status\":\"COMPLETED\",\"startedAt\":\""
            + later
            + "\",\"finishedAt\":\""
            + later
            + "\"}]");
    try {
      HttpResponse<String> answer = post("/backups/" + ID + "/restore", "people=5");

      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("Look at the plan of the restore first");
      assertThat(TYPED).isEmpty();
    } finally {
      Files.delete(data().resolve("runs.json"));
    }
  }

  @Test
  void a_plan_is_carried_out_once() {
    plan();
    post("/backups/" + ID + "/restore", "people=" + FIVE);
    idle();
    assertThat(TYPED).hasSize(1);
    assertThat(TYPED.get(0)).startsWith("restore").doesNotContain("--plan");

    assertThat(post("/backups/" + ID + "/restore", "people=5").statusCode()).isEqualTo(409);
    assertThat(TYPED).hasSize(1);
  }

  @Test
  void while_another_process_has_the_data_folder_nothing_is_made_or_restored() {
    plan();
    try (DataFolder busy = DataFolder.lock(data(), "import users")) {
      assertThat(busy.path()).exists();
      for (String path : List.of("/backups", "/backups/" + ID + "/restore")) {
        HttpResponse<String> answer = post(path, "id=VUTSRQPNMLKJHGFEDCBA&people=5");
        assertThat(answer.statusCode()).as(path).isEqualTo(409);
        assertThat(answer.body()).contains("Another command uses the data folder");
      }
    }
    assertThat(TYPED).isEmpty();
  }

  /** What it would wait for may change how many people it is about. */
  @Test
  void a_restore_waits_for_no_other_command() {
    plan();
    String other = "/backups/VUTSRQPNMLKJHGFEDCBA";
    held = true;
    try {
      post("/backups", "id=" + other.substring("/backups/".length()));
      assertThat(Until.within(Duration.ofSeconds(20), () -> TYPED.size() == 1)).isTrue();

      assertThat(post("/backups/" + ID + "/restore", "people=5").statusCode()).isEqualTo(409);
    } finally {
      held = false;
    }
    assertThat(
            Until.within(
                Duration.ofSeconds(20),
                () -> console.get(other + "/progress").body().contains("\"go\"")))
        .isTrue();
    assertThat(TYPED).hasSize(1);
  }

  @Test
  void a_backup_is_deleted_only_by_whoever_says_how_many_people_are_in_it() throws IOException {
    whole(
        shelf().resolve(ID + "/backup"),
        "{\"users.csv\":{\"rows\":1234,\"bytes\":1,\"sha256\":\"" + "0".repeat(64) + "\"}}");
    for (String typed : List.of("1", "1233", "12,34", "1,2345", "")) {
      assertThat(post("/backups/" + ID + "/remove", "people=" + typed).statusCode())
          .as(typed)
          .isEqualTo(409);
    }
    assertThat(console.get("/backups/" + ID).body()).contains("(1,234)");
    assertThat(shelf().resolve(ID)).exists();

    assertThat(post("/backups/" + ID + "/remove", "people=1,234").statusCode()).isEqualTo(303);
    assertThat(shelf().resolve(ID)).doesNotExist();
  }

  @Test
  void a_backup_that_cannot_be_read_is_not_deleted_as_an_empty_one() throws IOException {
    Files.write(shelf().resolve(ID + "/backup/manifest.json"), new byte[0]);

    HttpResponse<String> answer = post("/backups/" + ID + "/remove", "people=0");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("cannot be read now");
    assertThat(shelf().resolve(ID)).exists();
  }

  @Test
  void a_page_that_says_why_there_is_no_zip_is_no_zip() throws IOException {
    whole(
        shelf().resolve(ID + "/backup"),
        "{\"users.csv\":{\"rows\":1,\"bytes\":9,\"sha256\":\"x\"}}");

    HttpResponse<String> answer =
        post("/backups/" + ID + "/zip", "password=long+enough+it+is&again=long+enough+it+is");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    assertThat(answer.body()).contains("cannot be read now");
  }

  @ParameterizedTest
  @CsvSource({
    "short,short,must have at least 12",
    "long enough it is,another one it is,are different"
  })
  void a_zip_has_a_password_that_is_long_and_twice_the_same(
      String password, String again, String says) {
    HttpResponse<String> answer =
        post("/backups/" + ID + "/zip", "password=" + password + "&again=" + again);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains(says);
  }

  @Test
  void of_a_damaged_backup_there_is_no_whole_zip() throws IOException {
    Path backup = shelf().resolve(ID + "/backup");
    byte[] large = new byte[300_000];
    new Random(7).nextBytes(large);
    Files.write(backup.resolve("devices.csv"), large);
    Files.writeString(backup.resolve("users.csv"), "exchanged");
    String sum = HexFormat.of().formatHex(Sha256Digest.start().digest(large));
    whole(
        backup,
        "{\"devices.csv\":{\"rows\":1,\"bytes\":300000,\"sha256\":\""
            + sum
            + "\"},\"users.csv\":{\"rows\":1,\"bytes\":9,\"sha256\":\""
            + "0".repeat(64)
            + "\"}}");
    String form = "password=long+enough+it+is&again=long+enough+it+is";

    assertThatThrownBy(() -> post("/backups/" + ID + "/zip", form))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_manifest_that_names_a_path_leads_nowhere() throws IOException {
    Path backup = shelf().resolve(ID + "/backup");
    Files.writeString(shelf().resolve("secret.csv"), "secret");
    String sum = Sha256Digest.hexOf("secret".getBytes(StandardCharsets.UTF_8));
    whole(backup, "{\"../../secret.csv\":{\"rows\":1,\"bytes\":6,\"sha256\":\"" + sum + "\"}}");

    HttpResponse<String> answer =
        post("/backups/" + ID + "/zip", "password=long+enough+it+is&again=long+enough+it+is");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("not part of the backup");
  }

  @Test
  void what_a_backup_says_is_shown_as_text_and_kept_to_its_user() throws IOException {
    assertThat(console.get("/backups/" + ID).body()).contains("&lt;b&gt;Acme");
    try (Stream<Path> all = Files.walk(shelf())) {
      for (Path file : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file)
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
  }
}
