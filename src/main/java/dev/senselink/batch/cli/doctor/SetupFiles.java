package dev.senselink.batch.cli.doctor;

import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.settings.ConfigurationPlaces;
import dev.senselink.batch.cli.settings.KeptSettings;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
          "same-server-as",
          "another-server",
          "sandbox");

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
   * Whether what an earlier file says of other things than the server can stay.
   *
   * @throws dev.senselink.batch.cli.console.UsageException if nobody can tell what it says
   */
  void check() throws IOException {
    whole("");
  }

  /**
   * Writes them. A signal waits until both are. What an earlier file says of other things than the
   * server stays.
   *
   * @param secret {@code null} for none: then an earlier one goes
   * @throws IOException if they cannot be written; the old ones are then as they were
   */
  void write(Map<String, String> settings, @Nullable String secret) throws IOException {
    AtomicFile secretFile = new AtomicFile(folder.resolve(SECRET));
    AtomicFile settingsFile = new AtomicFile(folder.resolve(SETTINGS));
    try (StopSignals.Pause none = StopSignals.pause()) {
      PrivateFiles.folder(folder);
      if (secret != null) {
        begin(secretFile, secret + System.lineSeparator());
      }
      begin(settingsFile, whole(text(settings, secret != null)));
      if (secret == null) {
        settingsFile.publish();
        Files.deleteIfExists(folder.resolve(SECRET)); // nobody names it any more
      } else {
        publish(secretFile, settingsFile);
      }
    } finally {
      secretFile.discard();
      settingsFile.discard();
    }
  }

  /** A new secret must not stay beside an old address. */
  private void publish(AtomicFile secretFile, AtomicFile settingsFile) throws IOException {
    Path target = folder.resolve(SECRET);
    String before = Files.exists(target) ? TrustedFile.text(target, TrustedFile.SECRET) : null;
    secretFile.publish();
    try {
      settingsFile.publish();
    } catch (IOException e) {
      if (before == null) {
        Files.deleteIfExists(target);
      } else {
        begin(secretFile, before);
        secretFile.publish();
      }
      throw e;
    }
  }

  private String text(Map<String, String> settings, boolean withSecret) {
    StringBuilder text = new StringBuilder();
    settings.forEach((option, value) -> line(text, option, value));
    if (withSecret) {
      line(text, "app-secret-file", SECRET);
    }
    if (service) {
      line(text, "data", SystemConfiguration.DATA.toString());
    }
    return text.toString();
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

  /** With what an earlier file says that is not written anew. */
  private String whole(String text) throws IOException {
    Path settings = folder.resolve(SETTINGS);
    if (!Files.isRegularFile(settings)) {
      return text;
    }
    Set<String> anew = new HashSet<>(OURS);
    if (service) {
      anew.add("data");
    }
    return new KeptSettings(settings, anew)
        .after(text, TrustedFile.text(settings, TrustedFile.SETTINGS));
  }

  /** Between quotes, so that no sign of YAML means anything. */
  private static void line(StringBuilder text, String option, String value) {
    text.append(option).append(": '").append(value.replace("'", "''")).append("'\n");
  }
}
