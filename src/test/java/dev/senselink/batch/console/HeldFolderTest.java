package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.HoldingLock;
import dev.senselink.batch.ledger.store.DataFolder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A console beside commands that are typed: both want the data folder. */
class HeldFolderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String USER = System.getProperty("user.name");

  private final List<String> began = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path folder;
  private Path data;
  private OpenConsole console;

  @BeforeEach
  void open() throws IOException {
    data = PrivateFiles.folder(folder.resolve("data"));
    console = OpenConsole.on(data, this::run).signedIn();
  }

  @AfterEach
  void close() {
    console.close();
  }

  /** Works as commands do: under the lock. */
  private CommandRunner.Ended run(List<String> words, CommandRunner.Watcher watcher) {
    try (DataFolder work = DataFolder.lock(data, "import users")) {
      began.add(work.path().toString());
      return new CommandRunner.Ended(0, "{}");
    }
  }

  private OtherProcess command() {
    OtherProcess command = OtherProcess.start(folder, HoldingLock.class, data.toString());
    assertThat(command.line()).as(command::errors).startsWith("locked");
    return command;
  }

  private HttpResponse<String> post(String path, String form) {
    return console.post(path, form + "&_csrf=" + console.formToken(), "Origin", console.address());
  }

  private String draft() {
    String id =
        console
            .get("/imports")
            .body()
            .replaceAll("(?s).*name=\"id\" value=\"([A-Z0-9]+)\".*", "$1");
    assertThat(post("/imports", "id=" + id + "&who=users").statusCode()).isEqualTo(303);
    return "/imports/" + id;
  }

  private void upload(String at) {
    byte[] list = "name,jobNumber\nMei,E1\n".getBytes(StandardCharsets.UTF_8);
    assertThat(
            console
                .upload(
                    at + "/list?at=0&size=" + list.length, "staff.csv", list, console.formToken())
                .statusCode())
        .isEqualTo(200);
  }

  private boolean isHeld() {
    return JsonMapper.shared()
        .readTree(console.get("/today/progress").body())
        .path("held")
        .asBoolean();
  }

  @Test
  void a_command_gets_the_folder_from_a_console_that_does_nothing_and_is_named_meanwhile()
      throws IOException {
    String at = draft();
    try (OtherProcess command = command()) {
      assertThat(console.get("/").body())
          .contains("import-users of " + USER + ", in progress since ", "the runs can be read");
      assertThat(console.get("/runs").statusCode()).isEqualTo(200);
      assertThat(isHeld()).isTrue();
      upload(at);
      assertThat(console.get(at + "/files").body())
          .contains("import-users of " + USER, "returns by itself", "staff.csv")
          .containsPattern("data-test=\"check\" disabled data-waits");
      assertThat(post(at + "/check", "existing=skip").statusCode()).isEqualTo(409);
      assertThat(began).isEmpty();
      command.kill();
    }

    assertThat(isHeld()).isFalse();
    assertThat(Until.within(PATIENCE, this::isKept)).isTrue();
    assertThat(console.get(at + "/files").body())
        .doesNotContain("in progress since")
        .doesNotContain("data-waits");
    assertThat(post(at + "/check", "existing=skip").statusCode()).isEqualTo(303);
    assertThat(Until.within(PATIENCE, () -> began.size() == 1)).isTrue();
  }

  @Test
  void who_holds_the_folder_is_told_where_a_list_is_to_be_checked_again() throws IOException {
    String at = draft();
    upload(at);
    assertThat(post(at + "/check", "").statusCode()).isEqualTo(303);
    assertThat(Until.within(PATIENCE, () -> console.get(at + "/check").statusCode() == 200))
        .isTrue();
    assertThat(console.get(at + "/check").body())
        .contains("data-check-again")
        .doesNotContain("data-waits");

    try (OtherProcess command = command()) {
      assertThat(console.get(at + "/check").body())
          .contains("import-users of " + USER, "returns by itself")
          .containsPattern("data-test=\"check\" disabled data-waits");
      command.kill();
    }
  }

  private boolean isKept() {
    try {
      return Files.readAllLines(data.resolve("lock.txt")).contains("yields");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void what_the_console_runs_itself_works_under_the_lock_that_it_keeps() {
    String at = draft();
    upload(at);
    assertThat(Until.within(PATIENCE, this::isKept)).isTrue();

    assertThat(post(at + "/check", "existing=skip").statusCode()).isEqualTo(303);

    assertThat(Until.within(PATIENCE, () -> began.size() == 1)).isTrue();
    assertThat(Until.within(PATIENCE, this::isKept)).isTrue();
  }

  @Test
  void a_console_that_was_closed_keeps_nothing() {
    console.close();

    try (DataFolder other = DataFolder.lock(data, "backup")) {
      assertThat(other.lastEndedInOrder()).isTrue();
    }
    console = OpenConsole.on(data, this::run);
  }
}
