package dev.senselink.batch.ledger.before;

import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The bytes of photos that were replaced or deleted, each once however often it is kept, under a
 * name that tells nothing to who has not the data folder's key. Safe between threads.
 */
public final class BeforePhotos {
  private static final String UNFINISHED = ".part";
  private static final AtomicLong WRITTEN = new AtomicLong();

  private final LedgerDatabase database;
  private final Machine machine;
  private final Path folder;

  BeforePhotos(LedgerDatabase database) {
    this.database = database;
    this.machine = database.machine();
    this.folder = database.dataFolder().resolve("before");
  }

  /** Where they lie. */
  public Path folder() {
    return folder;
  }

  /** The name under which these bytes would be kept. */
  public String name(byte[] photo) {
    return database.key().hash("photo\n" + Sha256Digest.hex(photo));
  }

  /**
   * Keeps a photo; really on the disk when this returns.
   *
   * @return its name
   * @throws dev.senselink.batch.ledger.store.LedgerException if the disk does not take it
   */
  public String put(byte[] photo) {
    String name = name(photo);
    Path file = folder.resolve(name);
    try {
      if (Files.exists(file) && Files.size(file) == photo.length) {
        DurableFiles.force(folder); // another row may have put it there just now
        return name;
      }
      PrivateFiles.folder(folder);
      // Two rows may keep one picture at once: each writes a file of its own.
      Path part = folder.resolve(name + "." + WRITTEN.incrementAndGet() + UNFINISHED);
      try (FileChannel out = PrivateFiles.replace(part)) {
        ByteBuffer bytes = ByteBuffer.wrap(photo);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      machine.force(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      DurableFiles.force(folder);
      return name;
    } catch (IOException e) {
      throw database.full(e);
    }
  }

  /**
   * The bytes of a photo.
   *
   * @throws IOException if they cannot be read, or are not those that were kept
   */
  public byte[] read(String name) throws IOException {
    byte[] photo = Files.readAllBytes(folder.resolve(name));
    if (!name(photo).equals(name)) {
      throw new FileSystemException(name);
    }
    return photo;
  }

  /** How many bytes are kept, all in all. */
  public long bytes() {
    long[] sum = {0};
    each(name -> sum[0] += folder.resolve(name).toFile().length());
    return sum[0];
  }

  /** Removes one; that it is gone is no error. */
  void remove(String name) {
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException e) {
      throw database.full(e);
    }
  }

  /** The names of a portion of files at a time, those never finished included. */
  void portions(int most, Consumer<List<String>> some) {
    List<String> names = new ArrayList<>();
    each(
        name -> {
          names.add(name);
          if (names.size() == most) {
            some.accept(List.copyOf(names));
            names.clear();
          }
        });
    if (!names.isEmpty()) {
      some.accept(List.copyOf(names));
    }
  }

  private void each(Consumer<String> name) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(file -> name.accept(String.valueOf(file.getFileName())));
    } catch (NoSuchFileException e) {
      // nothing was ever kept
    } catch (IOException e) {
      throw database.full(e);
    }
  }
}
