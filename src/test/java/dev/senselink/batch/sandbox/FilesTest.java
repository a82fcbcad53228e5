package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the sandbox leaves on disk, and that it does not stay there. */
class FilesTest {
  @TempDir Path folder;

  private static String permissions(Path file) throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> !path.equals(folder)).toList();
    }
  }

  @Test
  void photos_and_secret_are_the_owners_alone_and_gone_in_the_end() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard().withDataFolder(folder))) {
      byte[] photo = Portraits.person(1, 200);
      new Caller(sandbox).post("/api/v1/user", Caller.staff("Ana"), "avatarFile", photo);

      assertThat(Files.readString(sandbox.appSecretFile())).isEqualTo(sandbox.appSecret());
      assertThat(permissions(sandbox.appSecretFile())).isEqualTo("rw-------");
      assertThat(permissions(sandbox.appSecretFile().getParent())).isEqualTo("rwx------");
      assertThat(photos(sandbox)).hasBinaryContent(photo);
      assertThat(permissions(photos(sandbox))).isEqualTo("rw-------");
    }

    assertThat(left()).isEmpty();
  }

  private static Path photos(Sandbox sandbox) {
    return sandbox.appSecretFile().resolveSibling("photos");
  }

  @Test
  void refused_and_deleted_people_leave_no_photo() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard().withDataFolder(folder))) {
      Caller caller = new Caller(sandbox);
      byte[] photo = Portraits.person(1, 200);
      JsonNode ana = caller.post("/api/v1/user", Caller.staff("Ana"), "avatarFile", photo);
      caller.post("/api/v1/user", Caller.staff("Anna"), "avatarFile", photo);
      caller.get("/api/v1/user/delete/" + ana.get("data").get("id").asLong());

      assertThat(photos(sandbox)).hasBinaryContent(new byte[photo.length]);
    }
  }

  @Test
  void each_commit_is_a_line_that_is_there_before_the_answer() throws IOException {
    Path file = folder.resolve("commits.jsonl");
    Files.writeString(file, "{\"seq\":\"of an earlier run\"}\n");
    SandboxSettings settings = SandboxSettings.standard().withCommitsFile(file);
    try (Sandbox sandbox = Sandbox.start(settings)) {
      Caller caller = new Caller(sandbox);
      for (int i = 1; i <= 3; i++) {
        Map<String, String> form = Caller.staff("王" + i);
        form.put("jobNumber", "E" + i);
        long id = caller.created(form);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(i + 1);
        JsonNode line = JsonMapper.shared().readTree(lines.get(i));
        assertThat(line.get("seq").asInt()).isEqualTo(i);
        assertThat(line.get("operation").stringValue()).isEqualTo("createUser");
        assertThat(line.get("id").asLong()).isEqualTo(id);
        assertThat(line.get("name").stringValue()).isEqualTo("王" + i);
        assertThat(line.get("jobNumber").stringValue()).isEqualTo("E" + i);
        assertThat(line.get("groupIds").get(0).asInt()).isEqualTo(1);
      }
    }
  }

  @Test
  void a_new_list_of_commits_is_the_owners_alone() throws IOException {
    Path file = folder.resolve("commits.jsonl");
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.standard().withCommitsFile(file))) {
      new Caller(sandbox).created(Caller.staff("Ana"));

      assertThat(permissions(file)).isEqualTo("rw-------");
    }
  }

  @Test
  void a_port_that_is_taken_is_said_and_nothing_is_left() throws IOException {
    try (Sandbox first = Sandbox.start()) {
      int port = first.url().getPort();
      SandboxSettings same = SandboxSettings.standard().withPort(port).withDataFolder(folder);

      assertThatThrownBy(() -> Sandbox.start(same))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void closing_twice_is_fine() {
    Sandbox sandbox = Sandbox.start();
    sandbox.close();
    sandbox.close();

    assertThat(sandbox.appSecretFile()).doesNotExist();
  }
}
