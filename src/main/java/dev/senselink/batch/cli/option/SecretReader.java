package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.Words.words;

import dev.senselink.batch.api.Secret;
import dev.senselink.batch.cli.console.FileTrouble;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the secret comes from: the file that is named, else the environment. */
final class SecretReader {
  private static final String VARIABLE = "SENSELINK_APP_SECRET";

  private SecretReader() {}

  /**
   * Reads it.
   *
   * @throws UsageException if there is none, or its file cannot be read
   */
  static Secret read(@Nullable Path file, Map<String, String> environment) {
    if (file != null) {
      return inFile(file);
    }
    String said = environment.getOrDefault(VARIABLE, "");
    if (said.isBlank()) {
      throw new UsageException(words("option.secret.none"));
    }
    return Secret.of(said.strip());
  }

  private static Secret inFile(Path file) {
    try {
      String text = TrustedFile.text(file, TrustedFile.SECRET);
      String first = text.lines().findFirst().orElse("").strip();
      if (first.isEmpty()) {
        throw new UsageException(words("option.secret.empty", file));
      }
      return Secret.of(first);
    } catch (IOException e) {
      throw new UsageException(words("option.secret.unreadable", file, FileTrouble.words(file, e)));
    }
  }
}
