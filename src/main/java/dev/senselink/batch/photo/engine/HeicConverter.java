package dev.senselink.batch.photo.engine;

import static dev.senselink.batch.photo.PhotoMessages.words;

import dev.senselink.batch.disk.ProgramLine;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.photo.PhotoRefusal;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.photo.SourceBytes;
import dev.senselink.batch.photo.format.PictureKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private final ProgramLine command;
  private final Duration limit;

  private HeicConverter(ProgramLine command, Duration limit) {
    this.command = command;
    this.limit = limit;
  }

  /**
   * Takes a command. It gets people's faces, and runs with the user's rights.
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
    ProgramLine line = ProgramLine.of(command);
    for (String place : List.of(IN, OUT)) {
      if (!line.isGiven(place)) {
        throw wrong(words("heic.option.place", place, EXAMPLE));
      }
    }
    return new HeicConverter(line, limit);
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
    ProcessBuilder builder =
        command
            .process(word -> word.replace(IN, in.toString()).replace(OUT, out.toString()))
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
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
      ProgramLine.end(process);
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
    return command.name();
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
