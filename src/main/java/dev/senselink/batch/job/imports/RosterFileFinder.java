package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.table.TableFileException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the rosters that a name or a pattern means. {@code * ? [] {}} stand for parts of one name,
 * never for a folder's separator.
 */
public final class RosterFileFinder {
  private static final Pattern WILD = Pattern.compile(".*[*?\\[{].*");

  private final Path start;
  private final List<String> names;

  private record Found(Path file, FileTime changed) {}

  private RosterFileFinder(Path start, List<String> names) {
    this.start = start;
    this.names = names;
  }

  /**
   * Finds by this pattern.
   *
   * @param base the folder it is relative to, absolute
   * @throws SettingsMismatchException if it cannot be a path on this system
   */
  public static RosterFileFinder of(Path base, String pattern) {
    String text = File.separatorChar == '\\' ? pattern.replace('\\', '/') : pattern;
    try {
      return isThere(base, text)
          ? new RosterFileFinder(base.resolve(text).normalize(), List.of())
          : split(base, text);
    } catch (InvalidPathException e) {
      throw new SettingsMismatchException(words("roster.noPath", e.getReason()));
    }
  }

  /** A file may be called like a pattern: `staff [new].csv`. */
  private static boolean isThere(Path base, String text) {
    try {
      return Files.isRegularFile(base.resolve(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static RosterFileFinder split(Path base, String text) {
    List<String> names = new ArrayList<>(List.of(text.split("/")));
    StringBuilder plain = new StringBuilder();
    while (!names.isEmpty() && !WILD.matcher(names.get(0)).matches()) {
      plain.append(names.remove(0)).append('/');
    }
    return new RosterFileFinder(base.resolve(plain.toString()).normalize(), names);
  }

  /** Whether it is a pattern; else it is the name of one file. */
  public boolean isPattern() {
    return !names.isEmpty();
  }

  /** The folder that is looked into first, or the one file. */
  public Path start() {
    return start;
  }

  /**
   * The files there are, those that were changed longest ago first; of equal age by name.
   *
   * @throws TableFileException if a folder cannot be looked into
   */
  public List<Path> found() {
    List<Found> found = new ArrayList<>();
    collect(start, names, found);
    found.sort(Comparator.comparing(Found::changed).thenComparing(one -> one.file().toString()));
    return found.stream().map(Found::file).toList();
  }

  /** Whether a file is or was one of those meant. */
  public boolean means(Path file) {
    if (!isPattern()) {
      return file.equals(start);
    }
    if (!file.startsWith(start) || file.getNameCount() != start.getNameCount() + names.size()) {
      return false;
    }
    Path rest = start.relativize(file);
    for (int i = 0; i < names.size(); i++) {
      if (!fits(names.get(i), rest.getName(i))) {
        return false;
      }
    }
    return true;
  }

  private static void collect(Path at, List<String> names, List<Found> found) {
    try {
      if (names.isEmpty()) {
        if (Files.isRegularFile(at)) {
          found.add(new Found(at, Files.getLastModifiedTime(at)));
        }
      } else if (Files.isDirectory(at)) {
        try (DirectoryStream<Path> below = Files.newDirectoryStream(at)) {
          for (Path path : below) {
            if (fits(names.get(0), path.getFileName())) {
              collect(path, names.subList(1, names.size()), found);
            }
          }
        }
      }
    } catch (NoSuchFileException e) {
      // Somebody took it away at this moment: it is none of those there are.
    } catch (IOException e) {
      throw TableFileException.notThere(at, String.valueOf(at.getFileName()));
    }
  }

  /** A hidden name fits only a pattern that begins so too: Excel puts `~$name` beside a file. */
  private static boolean fits(String pattern, Path name) {
    String text = name.toString();
    if ((text.startsWith(".") || text.startsWith("~$")) && pattern.charAt(0) != text.charAt(0)) {
      return false;
    }
    if (text.equals(RosterArchiver.DONE) || text.equals(RosterArchiver.FAILED)) {
      return pattern.equals(text); // what was moved there is not to be taken again
    }
    if (!WILD.matcher(pattern).matches()) {
      return pattern.equals(text);
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    return matcher.matches(name);
  }
}
