package dev.senselink.batch.cli.settings;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.FileExposure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a configuration file is looked for that nobody has named: in the current folder, in the
 * user's own configuration, and in that of the machine's service. The first that is found counts,
 * alone.
 */
public final class ConfigurationPlaces {
  public static final String NAME = "senselink.yml";

  private final Path here;
  private final @Nullable Path user;
  private final Path system;

  /** What was found, and what was passed over, in words. */
  record Found(@Nullable Path file, boolean here, List<String> skipped) {
    Found {
      skipped = List.copyOf(skipped);
    }
  }

  ConfigurationPlaces(Path folder, Map<String, String> environment, Path system) {
    this.here = folder.resolve(NAME);
    this.user = user(environment);
    this.system = system;
  }

  /**
   * Looks for it.
   *
   * @throws UsageException if others could have written the one that is found: it says which
   *     programs are run and to whom the secret's signatures go
   */
  Found find() {
    List<String> skipped = new ArrayList<>();
    for (Path place : places()) {
      if (isThere(place, skipped)) {
        return new Found(place, place.equals(here), skipped);
      }
    }
    return new Found(null, false, skipped);
  }

  private List<Path> places() {
    return user == null ? List.of(here, system) : List.of(here, user, system);
  }

  private static boolean isThere(Path place, List<String> skipped) {
    try {
      if (!Files.readAttributes(place, BasicFileAttributes.class).isRegularFile()) {
        return false;
      }
      Optional<String> why = FileExposure.changeable(place);
      if (why.isPresent()) {
        throw new UsageException(words("config.foreign", place.toAbsolutePath(), why.get()));
      }
      if (Files.isReadable(place)) {
        return true;
      }
      skipped.add(words("config.skipped", place.toAbsolutePath()));
      return false;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return false;
    } catch (AccessDeniedException e) {
      skipped.add(words("config.skipped", place.toAbsolutePath()));
      return false;
    } catch (IOException e) {
      throw new UsageException(
          words("config.unreadable", place, FileErrorMessages.words(place, e)));
    }
  }

  /** The user's own; {@code null} where the environment does not say where that is. */
  public static @Nullable Path user(Map<String, String> environment) {
    try {
      String own = environment.getOrDefault("XDG_CONFIG_HOME", "");
      if (!own.isBlank() && Path.of(own).isAbsolute()) {
        return Path.of(own, "senselink-batch", NAME);
      }
      String home = environment.getOrDefault("HOME", "");
      Path below = home.isBlank() ? null : Path.of(home, ".config", "senselink-batch", NAME);
      String roaming = environment.getOrDefault("APPDATA", ""); // of Windows, mostly without HOME
      boolean theirs = below != null && Files.exists(below);
      return theirs || roaming.isBlank() || !Path.of(roaming).isAbsolute()
          ? below
          : Path.of(roaming, "senselink-batch", NAME);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
