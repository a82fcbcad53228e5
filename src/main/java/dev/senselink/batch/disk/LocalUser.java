package dev.senselink.batch.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose a file is, seen from the user this process runs as. For systems with POSIX modes only. */
final class LocalUser {
  private static final String USER_ID = "unix:uid";
  private static final int ROOT = 0;
  private static final int NOT_KNOWN = -1;
  private static final Path GROUPS = Path.of("/etc/group");
  private static final int MEMBERS = 3;

  private static final int OWN = own();

  private LocalUser() {}

  /** Whether this user or the administrator of the machine owns it. */
  static boolean ownsOrRoot(Path path) throws IOException {
    int owner = id(path);
    if (owner == ROOT || OWN != NOT_KNOWN) {
      return owner == ROOT || owner == OWN;
    }
    String name = ProcessHandle.current().info().user().orElse("");
    return Files.getOwner(path).getName().equals(name);
  }

  /**
   * Whether a group is one user's own: called like the user and with nobody else in it, as many
   * systems make one for each.
   */
  static boolean isPrivateGroup(String group, String user) {
    return group.equals(user) && hasNoOtherMember(group, user);
  }

  private static boolean hasNoOtherMember(String group, String user) {
    try (Stream<String> lines = Files.lines(GROUPS)) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(parts -> parts[0].equals(group) && parts.length > MEMBERS)
          .allMatch(parts -> parts[MEMBERS].isEmpty() || parts[MEMBERS].equals(user));
    } catch (IOException | RuntimeException e) {
      return true; // no such list here, as on a Mac: the name alone decides
    }
  }

  /** The number of this process's user, where the system shows it as the owner of a file. */
  private static int own() {
    try {
      return id(Path.of("/proc/self"));
    } catch (IOException | RuntimeException e) {
      return NOT_KNOWN;
    }
  }

  private static int id(Path path) throws IOException {
    @Nullable Object id = Files.getAttribute(path, USER_ID);
    return id instanceof Integer number ? number : NOT_KNOWN;
  }
}
