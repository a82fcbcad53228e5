package dev.senselink.batch.disk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a program as a shell would, but never in the folder where somebody happens to stand: what
 * is no full path in {@code PATH}, such as a dot, is left out.
 */
public final class ProgramFinder {
  private ProgramFinder() {}

  /**
   * The whole path of a program.
   *
   * @param name a full path, or a name that stands in one of the folders of {@code PATH}
   * @return empty where there is none that can be run
   */
  public static Optional<Path> find(String name, Map<String, String> environment) {
    try {
      Path given = Path.of(name);
      if (given.isAbsolute() || given.getNameCount() > 1) {
        return Optional.of(given).filter(ProgramFinder::canRun);
      }
      return folders(environment)
          .flatMap(folder -> endings(environment).map(end -> folder.resolve(name + end)))
          .filter(ProgramFinder::canRun)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean canRun(Path program) {
    return program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program);
  }

  private static Stream<Path> folders(Map<String, String> environment) {
    return Stream.of(value(environment, "PATH").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** What may be left out of a program's name: Windows knows several such, others none. */
  private static Stream<String> endings(Map<String, String> environment) {
    String known = value(environment, "PATHEXT");
    return Stream.concat(
        Stream.of(""),
        known.isEmpty() ? Stream.empty() : List.of(known.split(File.pathSeparator)).stream());
  }

  /** Windows writes the names of variables as it likes. */
  private static String value(Map<String, String> environment, String name) {
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
