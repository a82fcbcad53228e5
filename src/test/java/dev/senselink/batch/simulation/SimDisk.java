package dev.senselink.batch.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A folder as a power cut leaves it: the ledger's log is cut where it was last forced, with a torn
 * rest after it; everything else is as it was written.
 */
final class SimDisk {
  private static final String LOG = "data/db/ledger.log";

  private final Path folder;
  private final Path frozen;
  private final SplittableRandom tearing;
  private final Map<Path, Long> forced = new HashMap<>();
  private boolean isFrozen;
  private int flushes;
  private long fullUntil = -1;

  SimDisk(Path folder, Path frozen, long seed) {
    this.folder = folder;
    this.frozen = frozen;
    this.tearing = new SplittableRandom(seed);
  }

  /** A new life begins: nothing of it has been forced. */
  void begin() {
    forced.clear();
    isFrozen = false;
    flushes = 0;
    fullUntil = -1;
  }

  /** Which flush of this life the next is, from 1. */
  int nextFlush() {
    return ++flushes;
  }

  void fullUntil(long nanos) {
    fullUntil = nanos;
  }

  /** What is in the file now survives. */
  void force(Path file, long now) throws IOException {
    if (now < fullUntil) {
      throw new IOException("No space left on device");
    }
    forced.put(file.toAbsolutePath().normalize(), Files.size(file));
  }

  /** The bytes of the ledger's log that would survive now. */
  byte[] survivingLog() {
    Path log = folder.resolve(LOG).toAbsolutePath().normalize();
    try {
      if (!Files.exists(log)) {
        return new byte[0];
      }
      byte[] all = Files.readAllBytes(log);
      long most = forced.getOrDefault(log, 0L);
      return all.length <= most ? all : Arrays.copyOf(all, (int) most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The power is cut: keeps what the next life will find. */
  void freeze() {
    if (isFrozen) {
      return;
    }
    isFrozen = true;
    try {
      remove(frozen);
      if (Files.exists(folder)) {
        copy(folder, frozen);
        cutLog();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void cutLog() throws IOException {
    Path log = frozen.resolve(LOG);
    if (!Files.exists(log)) {
      return;
    }
    Path original = folder.resolve(LOG).toAbsolutePath().normalize();
    long size = Files.size(log);
    long kept = Math.min(size, forced.getOrDefault(original, 0L));
    long rest = size - kept;
    long torn = rest == 0 ? 0 : tearing.nextLong(rest + 1);
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, (int) (kept + torn)));
  }

  /** Puts the folder back as the power cut left it, once all that wrote into it has ended. */
  void thaw() {
    if (!isFrozen) {
      return;
    }
    try {
      remove(folder);
      if (Files.exists(frozen)) {
        Files.move(frozen, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      isFrozen = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file).toString()),
                StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes a folder with all that is in it. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path dir, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
