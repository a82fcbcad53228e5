package dev.senselink.batch.disk;

import static dev.senselink.batch.disk.DiskMessages.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A program of the user's with what it is given, as it may be run: by no shell, as a file that
 * nobody else can change, and without what the environment says for this program.
 */
public final class ProgramLine {
  private final List<String> parts;

  private ProgramLine(List<String> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Takes a command apart at its blanks; quotes of either kind keep blanks together, nothing else
   * is special. A program that is not there is told once it is to run.
   *
   * @throws IllegalArgumentException if it cannot be right, or others could change what is run;
   *     with what is wrong
   */
  public static ProgramLine of(String command) {
    List<String> parts = parts(command);
    if (parts.isEmpty()) {
      throw wrong(words("program.none"));
    }
    Optional<Path> program = ProgramFinder.find(parts.get(0), System.getenv());
    if (program.isPresent()) {
      mustBeSafe(program.get());
      parts.stream().skip(1).forEach(ProgramLine::mustBeSafeIfFile);
      parts.set(0, program.get().toString());
    }
    return new ProgramLine(parts);
  }

  /** Whether something that it is given, but not the program itself, contains a text. */
  public boolean isGiven(String text) {
    return parts.stream().skip(1).anyMatch(part -> part.contains(text));
  }

  /** The program's name, without its folder. */
  public String name() {
    return String.valueOf(Path.of(parts.get(0)).getFileName());
  }

  /** Its parts in brackets. */
  @Override
  public String toString() {
    return parts.toString();
  }

  /**
   * What starts it.
   *
   * @param filled puts in the place of each part, the program's apart, what is meant there
   * @throws IOException if the program is not there
   */
  public ProcessBuilder process(UnaryOperator<String> filled) throws IOException {
    return process(filled, System.getenv());
  }

  ProcessBuilder process(UnaryOperator<String> filled, Map<String, String> environment)
      throws IOException {
    if (!Path.of(parts.get(0)).isAbsolute()) {
      throw new NoSuchFileException(parts.get(0)); // the system might look for it anywhere
    }
    List<String> all = new ArrayList<>(List.of(parts.get(0)));
    parts.stream().skip(1).map(filled).forEach(all::add);
    ProcessBuilder builder = new ProcessBuilder(all);
    Map<String, String> given = builder.environment();
    given.clear();
    given.putAll(environment);
    given.keySet().removeIf(ProgramLine::isOurs); // a secret is among them
    return builder;
  }

  /** Ends one, the children first, while it is still known whose they are. */
  public static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static boolean isOurs(String variable) {
    return variable.toUpperCase(Locale.ROOT).startsWith("SENSELINK_");
  }

  /** What an interpreter runs is judged like the interpreter. */
  private static void mustBeSafeIfFile(String word) {
    try {
      Path file = Path.of(word);
      if (file.getNameCount() > 0 && Files.isRegularFile(file)) {
        mustBeSafe(file);
      }
    } catch (InvalidPathException e) {
      // No file then.
    }
  }

  private static void mustBeSafe(Path file) {
    Optional<String> why;
    try {
      why = FileExposure.changeable(file);
    } catch (IOException e) {
      why = Optional.of(words("program.unknown"));
    }
    why.ifPresent(
        one -> {
          throw wrong(words("program.changeable", file, one));
        });
  }

  private static List<String> parts(String command) {
    List<String> parts = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean begun = false;
    for (char c : command.toCharArray()) {
      if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (begun) {
          parts.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw wrong(words("program.open"));
    }
    if (begun) {
      parts.add(word.toString());
    }
    return parts;
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what);
  }
}
