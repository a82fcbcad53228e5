package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.CommandsOfConsole;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A console with a practice server and the program's own commands, in a folder of a test. */
final class PracticeConsole implements AutoCloseable {
  private final Path folder;
  private final Sandbox server;
  private final CommandRunner commands;
  private final OpenConsole console;

  PracticeConsole(Path folder) throws IOException {
    this(folder, OpenConsole::on);
  }

  PracticeConsole(Path folder, Opening opening) throws IOException {
    this.folder = folder;
    PrivateFiles.folder(data());
    server = Sandbox.start();
    Path secret = folder.resolve("secret");
    PrivateFiles.write(secret, server.appSecret() + "\n");
    commands =
        CommandsOfConsole.with(
            List.of("--data=" + data()),
            Map.of(
                "SENSELINK_SERVER", server.url().toString(),
                "SENSELINK_APP_KEY", server.appKey(),
                "SENSELINK_APP_SECRET_FILE", secret.toString(),
                "SENSELINK_FACE_CHECK", "off"));
    console = opening.open(data(), commands);
  }

  /** How the console is opened. */
  interface Opening {
    OpenConsole open(Path data, CommandRunner commands) throws IOException;
  }

  OpenConsole console() {
    return console;
  }

  Sandbox server() {
    return server;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** A file beside the data folder. */
  Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Has a command run as if it were typed beside the console; gives its result back. */
  String typed(int exit, String... words) {
    CommandRunner.Ended ended = commands.run(List.of(words), NobodyWatches.HERE);
    assertThat(ended.exit()).as("%s: %s", List.of(words), ended.result()).isEqualTo(exit);
    return ended.result();
  }

  /** The server's id of a member of staff. */
  long person(String name) {
    for (JsonNode one : JsonMapper.shared().readTree(typed(0, "user", "list", "--json")).values()) {
      if (one.path("name").asString("").equals(name)) {
        return one.path("id").asLong();
      }
    }
    throw new AssertionError(name);
  }

  @Override
  public void close() {
    console.close();
    server.close();
  }
}
