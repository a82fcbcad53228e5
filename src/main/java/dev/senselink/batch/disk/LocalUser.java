package dev.senselink.batch.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose a file is, seen from the user this process runs as. For systems with POSIX modes only. */
final class LocalUser {
  private static final int ROOT = 0;
  private static final int NOT_KNOWN = -1;
  private static final int STICKY = 01000;
  private static final Path GROUPS = Path.of("/etc/group");
  private static final Path USERS = Path.of("/etc/passwd");
  private static final int NUMBER = 2;
  private static final int MEMBERS = 3;
  private static final int FIRST_GROUP = 3;

  private static final int OWN = own();

  private LocalUser() {}

  /** Whether this user or the administrator of the machine owns it. */
  static boolean ownsOrRoot(Path path) throws IOException {
    return isOurs(path);
  }

  /** The same of a link itself. */
  static boolean ownsOrRootLink(Path link) throws IOException {
    return isOurs(link, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOurs(Path path, LinkOption... how) throws IOException {
    int owner = number(path, "unix:uid", how);
    if (owner == ROOT || OWN != NOT_KNOWN) {
      return owner == ROOT || owner == OWN;
    }
    String name = ProcessHandle.current().info().user().orElse("");
    return Files.getOwner(path, how).getName().equals(name);
  }

  /** Whether what lies in a folder can be renamed and removed by its owner only, as in /tmp. */
  static boolean onlyOwnersRename(Path folder) throws IOException {
    int mode = number(folder, "unix:mode");
    return mode != NOT_KNOWN && (mode & STICKY) != 0;
  }

  /** How many names a file has; 1 where that is not told. */
  static int names(Path file) throws IOException {
    return Math.max(1, number(file, "unix:nlink"));
  }

  /** Whether nobody is in a group but the owner of what it may read, or this very user. */
  static boolean isOwnGroup(String group, String owner) {
    return isPrivateGroup(group, owner)
        || isPrivateGroup(group, System.getProperty("user.name", ""));
  }

  /**
   * Whether a group is one user's own: called like the user and with nobody else in it, as many
   * systems make one for each. Root's is: whoever else some systems count to it cannot log in.
   */
  static boolean isPrivateGroup(String group, String user) {
    return group.equals(user) && hasNoOtherMember(GROUPS, USERS, group, user);
  }

  /**
   * The same by these lists of the system; a group that they do not name may be anybody's.
   *
   * @param groups {@code /etc/group}, which names no member whose first group it is
   * @param users {@code /etc/passwd}, which does
   */
  static boolean hasNoOtherMember(Path groups, Path users, String group, String user) {
    try {
      Optional<String[]> own = lines(groups).filter(parts -> parts[0].equals(group)).findFirst();
      if (own.isEmpty() || own.get().length <= MEMBERS) {
        return false;
      }
      String members = own.get()[MEMBERS];
      String number = own.get()[NUMBER];
      return (members.isEmpty() || members.equals(user))
          && (number.equals("0")
              || lines(users)
                  .noneMatch(
                      parts ->
                          parts.length > FIRST_GROUP
                              && parts[FIRST_GROUP].equals(number)
                              && !parts[0].equals(user)));
    } catch (IOException | RuntimeException e) {
      return true; // no such list here, as on a Mac: the name alone decides
    }
  }

  private static Stream<String[]> lines(Path list) throws IOException {
    return Files.readAllLines(list).stream().map(line -> line.split(":", -1));
  }

  /** The number of this process's user, where the system shows it as the owner of a file. */
  private static int own() {
    try {
      return number(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | RuntimeException e) {
      return NOT_KNOWN;
    }
  }

  private static int number(Path path, String attribute, LinkOption... how) throws IOException {
    @Nullable Object value = Files.getAttribute(path, attribute, how);
    return value instanceof Integer number ? number : NOT_KNOWN;
  }
}
