package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * With which servers a secret was used before. A signature can be used by whoever gets it for half
 * an hour, so a file that merely lies in the folder does not decide alone who that is.
 *
 * <p>What is kept is a seal of each pair, made with the secret: it says nothing of either, and
 * nobody else can make one.
 */
final class KnownServers {
  private static final int MOST = 100;

  private final Path folder;

  /**
   * @param folder the data folder; made when there is something to remember
   */
  KnownServers(Path folder) {
    this.folder = folder;
  }

  /**
   * Refuses a server with which this secret was never used.
   *
   * @param origin where the server is named
   * @throws UsageException with what to do
   */
  void mustKnow(ServerSettings server, String origin) {
    if (!lines().contains(seal(server))) {
      throw new UsageException(words("option.server.unknown", server.server(), origin));
    }
  }

  /** From now on the two are known to belong together. */
  void remember(ServerSettings server) {
    List<String> lines = new ArrayList<>(lines());
    String seal = seal(server);
    if (lines.contains(seal)) {
      return;
    }
    lines.add(seal);
    List<String> newest = lines.subList(Math.max(0, lines.size() - MOST), lines.size());
    try {
      PrivateFiles.folder(folder);
      PrivateFiles.write(file(), String.join("\n", newest) + "\n");
    } catch (IOException e) {
      // It is asked for once more then; the command itself needs no folder.
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return List.of();
    }
  }

  private Path file() {
    return folder.resolve("known-servers");
  }

  private static String seal(ServerSettings server) {
    return server.appSecret().seal(server.server() + "\n" + server.appKey());
  }
}
