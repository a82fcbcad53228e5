package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who was a member at each site when it was worked last, a line of hashes each: a site that comes
 * before the one that somebody moved to lets go of them in the next run of the fleet.
 */
public final class ArrivedPeople {
  private final Path folder;

  /**
   * @param folder a file a site lies in it
   */
  public ArrivedPeople(Path folder) {
    this.folder = folder;
  }

  /** Tells who is known to be at a site, of those whom it names. */
  public void learn(String site, int number, NamedPeople named) throws IOException {
    for (String line : lines(folder.resolve(site))) {
      for (String hash : line.split(" ", -1)) {
        named.arrived(number, Long.parseUnsignedLong(hash, 16));
      }
    }
  }

  /** From now on these are at a site, and nobody else; on the disk when it returns. */
  public void write(String site, List<List<PersonKey>> people) throws IOException {
    PrivateFiles.folder(folder);
    replace(
        folder.resolve(site),
        people.stream().filter(keys -> !keys.isEmpty()).map(ArrivedPeople::line).toList());
  }

  /** Nobody is known to be at a site any more. */
  public void forget(String site) throws IOException {
    Files.deleteIfExists(folder.resolve(site));
  }

  /** Somebody is known at no site any more; says whether they were. */
  public boolean forget(Collection<PersonKey> keys) throws IOException {
    Set<String> theirs = keys.stream().map(ArrivedPeople::hash).collect(Collectors.toSet());
    boolean known = false;
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> sites = Files.newDirectoryStream(folder)) {
      for (Path site : sites) {
        List<String> before = lines(site);
        List<String> left = new ArrayList<>(before);
        left.removeIf(line -> List.of(line.split(" ", -1)).stream().anyMatch(theirs::contains));
        if (left.size() < before.size()) {
          replace(site, left);
          known = true;
        }
      }
    }
    return known;
  }

  private static String line(List<PersonKey> keys) {
    return keys.stream().map(ArrivedPeople::hash).collect(Collectors.joining(" "));
  }

  private static String hash(PersonKey key) {
    return Long.toHexString(NamedPeople.hash(key));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(line -> line.matches("[0-9a-f]{1,12}( [0-9a-f]{1,12})*"))
            .toList()
        : List.of();
  }

  private void replace(Path file, List<String> lines) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try (OutputStream out = DurableFiles.createDurable(part)) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.force(folder);
  }
}
