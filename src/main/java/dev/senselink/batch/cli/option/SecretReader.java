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

  private SecretReader() {}

  /**
   * Reads it.
   *
   * @throws UsageException if there is none, or its file cannot be read
   */
  static SecretText read(@Nullable Path file, Map<String, String> environment) {
    if (file != null) {
      return inFile(file);
    }
    String said = environment.getOrDefault(VARIABLE, "");
    if (said.isBlank()) {
      throw new UsageException(words("option.secret.none"));
    }
    return SecretText.of(said.strip());
  }

  private static SecretText inFile(Path file) {
    try {
      String text = TrustedFile.text(file, TrustedFile.SECRET);
      String first = text.lines().findFirst().orElse("").strip();
      if (first.isEmpty()) {
        throw new UsageException(words("option.secret.empty", file));
      }
      return SecretText.of(first);
    } catch (IOException e) {
      throw new UsageException(
          words("option.secret.unreadable", file, FileErrorMessages.words(file, e)));
    }
  }
}
