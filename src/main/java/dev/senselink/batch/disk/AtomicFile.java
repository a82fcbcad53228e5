package dev.senselink.batch.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that takes its name only when it is whole. Until then its name is this process's own: two
 * that write the same file at once must not take each other's half for the whole.
 */
public final class AtomicFile {
  private static final Pattern END = Pattern.compile("([0-9]{1,18})\\.part");

  private final Path whole;
  private final Path part;

  public AtomicFile(Path file) {
    this.whole = file.toAbsolutePath();
    this.part = whole.resolveSibling(begin() + ProcessHandle.current().pid() + ".part");
  }

  private String begin() {
    return "." + whole.getFileName() + ".";
  }

  /** Where to write; what processes left there that were killed at it is removed. */
  public Path begun() throws IOException {
    Path folder = Objects.requireNonNull(whole.getParent());
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, this::isLeft)) {
      for (Path one : left) {
        Files.deleteIfExists(one);
      }
    }
    return part;
  }

  private boolean isLeft(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.startsWith(begin())) {
      return false;
    }
    Matcher end = END.matcher(name.substring(begin().length()));
    return end.matches() && ProcessHandle.of(Long.parseLong(end.group(1))).isEmpty();
  }

  /** It is whole: takes the place of what had its name, and stays there whatever happens. */
  public void publish() throws IOException {
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(Objects.requireNonNull(whole.getParent()))) {
      folder.force(true);
    } catch (IOException e) {
      // Not every system lets a folder be opened; there the name lasts by other means.
    }
  }

  /** Nothing came of it. What cannot be removed now is removed by the next one. */
  public void discard() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The reason it was given up for is told already, and matters more.
    }
  }
}
