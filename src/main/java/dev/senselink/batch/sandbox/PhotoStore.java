package dev.senselink.batch.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** The photos as received, on disk: 100,000 of them must not sit on the heap. */
final class PhotoStore {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

  private final Path folder;
  private final SplittableRandom numbers;
  private int next;

  PhotoStore(Path folder, long seed) {
    this.folder = folder;
    this.numbers = new SplittableRandom(seed);
  }

  /** Keeps the bytes and answers their image id. */
  String add(byte[] bytes) {
    String id = newId();
    try {
      Path file = file(id);
      Files.createDirectories(file.getParent());
      PrivateFiles.write(file, bytes);
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot keep a photo", e);
    }
  }

  private synchronized String newId() {
    next++;
    return String.format(Locale.ROOT, "%08x%016x", next, numbers.nextLong());
  }

  Optional<byte[]> read(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    try {
      Path file = file(id);
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot read a photo", e);
    }
  }

  void remove(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot remove a photo", e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id.substring(6, 8)).resolve(id);
  }
}
