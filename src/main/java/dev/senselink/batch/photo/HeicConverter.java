package dev.senselink.batch.photo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of the user's that turns HEIC and AVIF pictures into JPEG or PNG, such as {@code
 * heif-convert {in} {out}}. It is started without a shell, in a private temporary folder, with a
 * time limit. Safe between threads.
 */
public final class HeicConverter {

  private static final String IN = "{in}";
  private static final String OUT = "{out}";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<String> words;
  private final Duration limit;

  private HeicConverter(List<String> words, Duration limit) {
    this.words = words;
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

  static HeicConverter of(String command, Duration limit) {
    List<String> words = words(command);
    for (String place : List.of(IN, OUT)) {
      if (words.stream().skip(1).noneMatch(word -> word.contains(place))) {
        throw new IllegalArgumentException(
            "the command must hold " + place + ", e.g. heif-convert {in} {out}");
      }
    }
    return new HeicConverter(words, limit);
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean begun = false;
    for (char c : command.toCharArray()) {
      if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
        begun = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote in the command is never closed");
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }

  /** The bytes of what the program made of a picture. */
  byte[] convert(byte[] heif) throws RefusedException {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("senselink-heic"); // the owner's alone, by itself
      Path in = Files.write(folder.resolve("in.heic"), heif);
      Path out = folder.resolve("out.jpg");
      run(folder, in, out);
      return result(out);
    } catch (IOException e) {
      throw failed("cannot be run here (" + e.getClass().getSimpleName() + ")");
    } finally {
      remove(folder);
    }
  }

  private void run(Path folder, Path in, Path out) throws IOException, RefusedException {
    List<String> command =
        words.stream()
            .map(word -> word.replace(IN, in.toString()).replace(OUT, out.toString()))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!ends(process)) {
        throw failed("took longer than " + limit.toSeconds() + " s and was ended");
      }
      if (process.exitValue() != 0) {
        throw failed("ended with code " + process.exitValue());
      }
    } finally {
      end(process);
    }
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

  private byte[] result(Path out) throws IOException, RefusedException {
    if (!Files.isRegularFile(out)) {
      throw failed("ended well but wrote no " + OUT);
    }
    try (InputStream in = Files.newInputStream(out)) {
      byte[] bytes = in.readNBytes(SourceBytes.MOST + 1);
      if (bytes.length > SourceBytes.MOST || PictureKind.isHeif(bytes)) {
        throw failed("wrote no JPEG or PNG of a bearable size");
      }
      return bytes;
    }
  }

  private RefusedException failed(String how) {
    return new RefusedException(
        new Refused(
            Refused.HEIC,
            String.format(
                Locale.ROOT,
                "this is a HEIC or AVIF picture, and the converter %s %s; check"
                    + " --heic-converter, or export the photo as JPEG",
                Path.of(words.get(0)).getFileName(),
                how)));
  }

  private static void remove(java.nio.file.@org.jspecify.annotations.Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepest = files.sorted(java.util.Comparator.reverseOrder()).toList();
      for (Path file : deepest) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
