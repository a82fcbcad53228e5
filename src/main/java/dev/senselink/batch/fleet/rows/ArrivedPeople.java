package dev.senselink.batch.fleet.rows;

import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Closeable;
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
  private final KeyMarks keys;

  /**
   * @param folder a file a site lies in it
   */
  public ArrivedPeople(Path folder, KeyMarks keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /** Tells who is known to be at a site, of those whom it names. */
  public void learn(String site, int number, NamedPeople named) throws IOException {
    Path file = folder.resolve(site);
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        for (String mark : isOfMarks(line) ? line.split(" ", -1) : new String[0]) {
          named.arrived(number, Long.parseUnsignedLong(mark, 16));
        }
      }
    }
  }

  private static boolean isOfMarks(String line) {
    return line.matches("[0-9a-f]{1,12}( [0-9a-f]{1,12})*");
  }

  /** Begins a new list of who is at a site; it counts once it has come to its end. */
  public Arrivals arrivals(String site) throws IOException {
    PrivateFiles.folder(folder);
    return new Arrivals(folder.resolve(site));
  }

  /** A list that is written, one of many people in memory at a time. One thread. */
  public final class Arrivals implements Closeable {
    private final Path file;
    private final OutputStream out;

    private Arrivals(Path file) throws IOException {
      this.file = file;
      this.out = new BufferedOutputStream(DurableFiles.createDurable(part(file)));
    }

    /** Somebody is there. */
    public void add(List<PersonKey> some) throws IOException {
      if (!some.isEmpty()) {
        String line = some.stream().map(ArrivedPeople.this::mark).collect(Collectors.joining(" "));
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }

    /** Nobody else is there from now on; on the disk when it returns. */
    public void end() throws IOException {
      out.close();
      take(file);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Nobody is known to be at a site any more. */
  public static void forget(Path folder, String site) throws IOException {
    Files.deleteIfExists(folder.resolve(site));
  }

  /** Somebody is known at no site any more; says whether they were. */
  public boolean forget(Collection<PersonKey> some) throws IOException {
    Set<String> theirs = some.stream().map(this::mark).collect(Collectors.toSet());
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

  private String mark(PersonKey key) {
    return Long.toHexString(keys.of(key));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(ArrivedPeople::isOfMarks)
            .toList()
        : List.of();
  }

  private void replace(Path file, List<String> lines) throws IOException {
    try (OutputStream out = DurableFiles.createDurable(part(file))) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    take(file);
  }

  private static Path part(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  private void take(Path file) throws IOException {
    Files.move(
        part(file), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.force(folder);
  }
}
