package dev.senselink.batch.cli.settings;

import dev.senselink.batch.disk.FileExposure;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The service of this machine, as its configuration file names it: which server it works for, and
 * where its ledger is.
 *
 * @param server the address as it is written there
 * @param data the folder of the ledger
 */
public record SystemConfiguration(String server, Path data) {
  public static final Path FILE = Path.of("/etc/senselink/senselink.yml");

  /** Where the Debian package's service keeps its ledger. */
  public static final Path DATA = Path.of("/var/lib/senselink");

  /** Beside its own folder, all that its units let it write. */
  public static final Path INBOX = Path.of("/srv/senselink");

  /** The user and group it runs as. */
  public static final String USER = "senselink";

  /** Reads it; empty where there is no service, or this user may not see it. */
  public static Optional<SystemConfiguration> read(Path file) {
    try {
      if (!Files.isReadable(file) || FileExposure.changeable(file).isPresent()) {
        return Optional.empty();
      }
      Object content = LiteralYaml.reader().load(TrustedFile.text(file, TrustedFile.SETTINGS));
      if (content instanceof Map<?, ?> map
          && map.get("server") instanceof String server
          && map.get("data") instanceof String data) {
        return Optional.of(new SystemConfiguration(server, file.resolveSibling(data).normalize()));
      }
      return Optional.empty();
    } catch (IOException | YAMLException | InvalidPathException e) {
      return Optional.empty(); // whoever takes settings from it is told
    }
  }

  /** Whether this user administers the service of this machine, and it is installed. */
  public static boolean isOurs() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isDirectory(FILE.resolveSibling(""))
        && Files.isDirectory(DATA);
  }

  /**
   * Lets a group read a file that is otherwise its owner's alone.
   *
   * @throws IOException if there is no such group, or the file is not ours to give
   */
  public static void letRead(Path file, String group) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setGroup(
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
    view.setPermissions(PosixFilePermissions.fromString("rw-r-----"));
  }

  /** Who owns the ledger, if that is neither this user nor nobody at all; empty otherwise. */
  public Optional<String> owner() {
    try {
      FileExposure exposure = FileExposure.of(data);
      return exposure.foreign() ? Optional.of(exposure.owner()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
