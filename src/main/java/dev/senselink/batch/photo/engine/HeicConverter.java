package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.disk.FileExposure;
import dev.senselink.batch.disk.ProgramFinder;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.SourceBytes;
import dev.senselink.batch.photo.format.PictureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program of the user's that turns HEIC and AVIF pictures into JPEG or PNG, such as {@code
 * heif-convert {in} {out}}. It is started without a shell, in a private temporary folder, with a
 * time limit, and without what the environment says for this program. Safe between threads.
 */
public final class HeicConverter {

  private static final String IN = "{in}";
  private static final String OUT = "{out}";
  private static final String EXAMPLE = "heif-convert " + IN + " " + OUT;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> command;
  private final Duration limit;

  private HeicConverter(List<String> command, Duration limit) {
    this.command = command;
    this.limit = limit;
  }

  /**
   * Takes a command apart at its blanks; quotes of either kind keep blanks together, nothing else
   * is special.
   *
   * @throws IllegalArgumentException if the command cannot be right, with what is wrong
   */
  public static HeicConverter of(String command) {
    return of(command, LIMIT);
  }

  /** The command, its parts in brackets. */
  @Override
  public String toString() {
    return command.toString();
  }

  static HeicConverter of(String command, Duration limit) {
    List<String> parts = parts(command);
    for (String place : List.of(IN, OUT)) {
      if (parts.stream().skip(1).noneMatch(part -> part.contains(place))) {
        throw wrong(words("heic.option.place", place, EXAMPLE));
      }
    }
    return new HeicConverter(withWholePath(parts), limit);
  }

  /**
   * The program is what others cannot change, from a folder of the user's path: it gets people's
   * faces, and runs with the user's rights. One that is not there is told with the first picture.
   */
  private static List<String> withWholePath(List<String> parts) {
    Optional<Path> program = ProgramFinder.find(parts.get(0), System.getenv());
    if (program.isEmpty()) {
      return parts;
    }
    mustBeSafe(program.get());
    parts.stream().skip(1).forEach(HeicConverter::mustBeSafeIfFile);
    List<String> whole = new ArrayList<>(parts);
    whole.set(0, program.get().toString());
    return whole;
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
      why = Optional.of(words("heic.option.unknown"));
    }
    why.ifPresent(
        one -> {
          throw wrong(words("heic.option.changeable", file, one));
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
      throw wrong(words("heic.option.open"));
    }
    if (begun) {
      parts.add(word.toString());
    }
    return parts;
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what);
  }

  /** The bytes of what the program made of a picture. */
  byte[] convert(byte[] heif) throws PhotoRefusedException {
    Path folder = null;
    try {
      folder = TemporaryFolder.make("heic");
      Path in = Files.write(folder.resolve("in.heic"), heif);
      Path out = folder.resolve("out.jpg");
      run(folder, in, out);
      return result(out);
    } catch (IOException e) {
      throw failed(words("heic.cannotRun", name()));
    } finally {
      remove(folder);
    }
  }

  private void run(Path folder, Path in, Path out) throws IOException, PhotoRefusedException {
    List<String> filled =
        command.stream()
            .map(word -> word.replace(IN, in.toString()).replace(OUT, out.toString()))
            .toList();
    if (!Path.of(filled.get(0)).isAbsolute()) {
      throw new NoSuchFileException(filled.get(0)); // the system might look for it anywhere
    }
    ProcessBuilder builder =
        new ProcessBuilder(filled)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // The secret is among them, and none of it is a converter's business.
    builder.environment().keySet().removeIf(HeicConverter::isOurs);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!ends(process)) {
        throw failed(words("heic.slow", name(), limit.toSeconds()));
      }
      if (process.exitValue() != 0) {
        throw failed(words("heic.code", name(), process.exitValue()));
      }
    } finally {
      end(process);
    }
  }

  private static boolean isOurs(String variable) {
    return variable.toUpperCase(Locale.ROOT).startsWith("SENSELINK_");
  }

  private boolean ends(Process process) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        try {
          return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true; // a picture in hand is finished
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The children first, while it is still known whose they are. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private byte[] result(Path out) throws IOException, PhotoRefusedException {
    if (!Files.isRegularFile(out)) {
      throw failed(words("heic.noOutput", name(), OUT));
    }
    try (InputStream in = Files.newInputStream(out)) {
      byte[] bytes = in.readNBytes(SourceBytes.MOST + 1);
      if (bytes.length > SourceBytes.MOST || PictureKind.isHeif(bytes)) {
        throw failed(words("heic.unfit", name()));
      }
      return bytes;
    }
  }

  /** Without its folder, which is nobody's business in a report. */
  private String name() {
    return String.valueOf(Path.of(command.get(0)).getFileName());
  }

  private static PhotoRefusedException failed(String reason) {
    return new PhotoRefusedException(new PhotoRefusal(PhotoRefusal.HEIC, reason));
  }

  private static void remove(java.nio.file.@org.jspecify.annotations.Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try {
      TemporaryFolder.remove(folder);
    } catch (IOException e) {
      // The next start removes what is left of it.
    }
  }
}
