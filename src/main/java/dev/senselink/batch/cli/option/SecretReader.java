package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the secret comes from: the file that is named, else the environment. */
final class SecretReader {
  private static final String VARIABLE = "SENSELINK_APP_SECRET";

  private static final String BOUND = "server:";

  private SecretReader() {}

  /**
   * Reads it. A second line {@code server: ADDRESS} in the file binds the secret to that server.
   *
   * @param server for which it is read; {@code null} while it is unknown
   * @param bound whether one is refused that is bound to no server
   * @throws UsageException if there is none, its file cannot be read, or it is another server's
   */
  static SecretText read(
      @Nullable Path file,
      Map<String, String> environment,
      @Nullable String server,
      boolean bound) {
    if (file != null) {
      return inFile(file, server, bound);
    }
    String said = environment.getOrDefault(VARIABLE, "");
    if (said.isBlank()) {
      throw new UsageException(words("option.secret.none"));
    }
    if (bound) {
      throw new UsageException(words("option.secret.variable", VARIABLE, server));
    }
    return SecretText.of(said.strip());
  }

  /**
   * Holds a secret to the server that it is bound to.
   *
   * @param where it stands, in words
   * @param second the line below it
   * @param bound whether there must be such a line
   * @throws UsageException if it is another server's, or bound to none
   */
  static void mustBeFor(String where, @Nullable String server, String second, boolean bound) {
    if (second.startsWith(BOUND)) {
      String own = ConnectionOptions.addressOf(second.substring(BOUND.length()).strip(), BOUND);
      if (server == null || !own.equals(ConnectionOptions.addressOf(server, "--server"))) {
        throw new UsageException(words("option.secret.otherServer", where, own));
      }
    } else if (bound) {
      throw new UsageException(words("option.secret.unbound", where, server));
    }
  }

  private static SecretText inFile(Path file, @Nullable String server, boolean bound) {
    try {
      String text = TrustedFile.text(file, TrustedFile.SECRET);
      String first = text.lines().findFirst().orElse("").strip();
      if (first.isEmpty()) {
        throw new UsageException(words("option.secret.empty", file));
      }
      mustBeFor(
          String.join(" ", "--app-secret-file", file.toString()),
          server,
          text.lines().skip(1).findFirst().orElse("").strip(),
          bound);
      return SecretText.of(first);
    } catch (IOException e) {
      throw new UsageException(
          words("option.secret.unreadable", file, FileErrorMessages.words(file, e)));
    }
  }
}
