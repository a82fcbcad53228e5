package dev.senselink.batch.cli.doctor;

import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.settings.SystemConfiguration;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configuration and the secret beside it: both are written, or none. */
final class SetupFiles {
  private static final String SETTINGS = "senselink.yml";
  private static final String SECRET = "senselink.secret";

  private final Path folder;
  private final boolean service;

  /**
   * @param service whether the machine's own user is to read them, and keeps its data where it may
   */
  SetupFiles(Path folder, boolean service) {
    this.folder = folder;
    this.service = service;
  }

  /** Those that are there. */
  List<Path> there() {
    return Stream.of(SETTINGS, SECRET).map(folder::resolve).filter(Files::exists).toList();
  }

  /**
   * Writes them. A signal waits until both are.
   *
   * @param secret {@code null} for none: then an earlier one goes
   */
  void write(Map<String, String> settings, @Nullable String secret) throws IOException {
    StringBuilder text = new StringBuilder();
    settings.forEach((option, value) -> line(text, option, value));
    if (secret != null) {
      line(text, "app-secret-file", SECRET);
    }
    if (service) {
      line(text, "data", SystemConfiguration.DATA.toString());
    }
    try (StopSignals.Pause none = StopSignals.pause()) {
      if (secret == null) {
        Files.deleteIfExists(folder.resolve(SECRET));
      } else {
        write(folder.resolve(SECRET), secret + System.lineSeparator());
      }
      write(folder.resolve(SETTINGS), text.toString());
    }
  }

  private void write(Path file, String text) throws IOException {
    PrivateFiles.write(file, text);
    if (service) {
      SystemConfiguration.letRead(file, SystemConfiguration.USER);
    }
  }

  /** Between quotes, so that no sign of YAML means anything. */
  private static void line(StringBuilder text, String option, String value) {
    text.append(option).append(": '").append(value.replace("'", "''")).append("'\n");
  }
}
