package dev.senselink.batch.cli.doctor;

import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.settings.ConfigurationPlaces;
import dev.senselink.batch.cli.settings.SystemConfiguration;
import dev.senselink.batch.disk.AtomicFile;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configuration and the secret beside it: both are written, or none. */
final class SetupFiles {
  private static final String SETTINGS = ConfigurationPlaces.NAME;
  private static final String SECRET = "senselink.secret";

  /** What is written anew, or left out because it was not said again. */
  private static final Set<String> OURS =
      Set.of(
          "server",
          "app-key",
          "app-secret-file",
          "time-zone",
          "groups",
          "reports",
          "ca-file",
          "insecure",
          "sandbox");

  private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z-]*)[ \t]*:");

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
   * Writes them. A signal waits until both are. What an earlier file says of other things than the
   * server stays.
   *
   * @param secret {@code null} for none: then an earlier one goes
   * @throws IOException if they cannot be written; the old ones are then as they were
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
    Path target = folder.resolve(SETTINGS);
    AtomicFile secretFile = new AtomicFile(folder.resolve(SECRET));
    AtomicFile settingsFile = new AtomicFile(target);
    try (StopSignals.Pause none = StopSignals.pause()) {
      PrivateFiles.folder(folder);
      if (secret != null) {
        begin(secretFile, secret + System.lineSeparator());
      }
      begin(settingsFile, text + kept(target));
      if (secret != null) {
        secretFile.publish();
      }
      settingsFile.publish();
      if (secret == null) {
        Files.deleteIfExists(folder.resolve(SECRET)); // nobody names it any more
      }
    } finally {
      secretFile.discard();
      settingsFile.discard();
    }
  }

  private void begin(AtomicFile file, String text) throws IOException {
    Path part = file.begun();
    try (OutputStream out = Channels.newOutputStream(PrivateFiles.replace(part))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    if (service) {
      SystemConfiguration.letRead(part, SystemConfiguration.USER);
    }
  }

  /** The lines of an earlier file that are not written anew. */
  private String kept(Path settings) throws IOException {
    if (!Files.exists(settings)) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    boolean keep = true;
    for (String line : TrustedFile.text(settings, TrustedFile.SETTINGS).lines().toList()) {
      Matcher key = KEY.matcher(line);
      keep = key.lookingAt() ? !isOurs(key.group(1)) : keep;
      if (keep) {
        kept.append(line).append('\n');
      }
    }
    return kept.toString();
  }

  private boolean isOurs(String key) {
    return OURS.contains(key) || service && key.equals("data");
  }

  /** Between quotes, so that no sign of YAML means anything. */
  private static void line(StringBuilder text, String option, String value) {
    text.append(option).append(": '").append(value.replace("'", "''")).append("'\n");
  }
}
