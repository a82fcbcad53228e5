package dev.senselink.batch.ledger.before;

import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.UndoStore;
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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of photos that were replaced or deleted, each once however often it is kept, under a
 * name that tells nothing to who has not the ledger's key: in the data folder, or where all
 * machines see them that share a database. Safe between threads, and there between machines.
 */
public final class BeforePhotos {
  private static final String UNFINISHED = ".part";

  /** What is being removed, and may still prove to be needed. */
  private static final String LEAVING = ".gone";

  /** What no image names may be named by the next commit of another machine. */
  private static final Duration SETTLED = Duration.ofDays(1);

  /** Whatever has another name is not ours, and stays. */
  private static final Pattern OURS =
      Pattern.compile(
          "[0-9a-f]{64}|([0-9a-f]{64}|" + UndoStore.MARK + ")\\.[0-9a-f-]+\\.(part|gone)");

  private static final AtomicLong WRITTEN = new AtomicLong();

  private final LedgerDatabase database;
  private final Machine machine;
  private final @Nullable UndoStore store;
  private final Path own;

  BeforePhotos(LedgerDatabase database) {
    this.database = database;
    this.machine = database.machine();
    this.store = database.undoStore();
    this.own = in(database.dataFolder());
  }

  /** Where a data folder has its own. */
  public static Path in(Path dataFolder) {
    return dataFolder.resolve("before");
  }

  /**
   * Puts those that a data folder has where all machines see them.
   *
   * @param database a shared one, of the key that names them
   * @throws LedgerException of kind {@code UNFIT} if no place is named, {@code BROKEN} if it is
   *     away or full
   */
  public static void takeIn(LedgerDatabase database, Path dataFolder) {
    if (!Files.isDirectory(in(dataFolder))) {
      return;
    }
    BeforePhotos there = new BeforePhotos(database);
    try (DirectoryStream<Path> photos = Files.newDirectoryStream(in(dataFolder))) {
      for (Path photo : photos) {
        byte[] bytes = Files.readAllBytes(photo);
        if (there.name(bytes).equals(String.valueOf(photo.getFileName()))) { // else none is whole
          there.put(bytes);
        }
      }
    } catch (IOException e) {
      throw there.full(e);
    }
  }

  /** Where they lie. */
  public Path folder() {
    Path shared = store == null ? null : store.folder();
    return shared == null ? own : shared;
  }

  /** Whether they lie where other machines see them, and the images with them in a database. */
  public boolean isShared() {
    return store != null;
  }

  /** Whether there is a place for them: a database that many share needs one that all see. */
  public boolean hasPlace() {
    return store == null || store.folder() != null;
  }

  /**
   * Makes sure that their place is there.
   *
   * @throws LedgerException of kind {@code UNFIT} if none is named, {@code BROKEN} if it is away
   */
  public void mustBeThere() {
    if (store != null) {
      store.mustBeThere();
    }
  }

  /** Whether what lies at their place may be removed: it is theirs, and not another database's. */
  boolean mayBeRemoved() {
    return store == null || store.isThere();
  }

  /** Where room for more of them is needed. */
  public Path place() {
    return store == null ? database.dataFolder() : folder();
  }

  /** The name under which these bytes would be kept. */
  public String name(byte[] photo) {
    return database.key().hash("photo\n" + Sha256Digest.hex(photo));
  }

  /**
   * Keeps a photo; really on the disk when this returns.
   *
   * @return its name
   * @throws LedgerException if the disk does not take it
   */
  public String put(byte[] photo) {
    mustBeThere();
    String name = name(photo);
    Path file = folder().resolve(name);
    try {
      if (Files.exists(file) && Files.size(file) == photo.length && isClaimed(file)) {
        DurableFiles.force(folder()); // another row may have put it there just now
        return name;
      }
      PrivateFiles.folder(folder());
      // Two rows may keep one picture at once: each writes a file of its own.
      Path part = folder().resolve(name + "." + unique() + UNFINISHED);
      try (FileChannel out = PrivateFiles.replace(part)) {
        ByteBuffer bytes = ByteBuffer.wrap(photo);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      machine.force(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      DurableFiles.force(folder());
      return name;
    } catch (IOException e) {
      throw full(e);
    }
  }

  /** On all machines. */
  private String unique() {
    return WRITTEN.incrementAndGet()
        + (store == null ? "" : "-" + Long.toHexString(machine.chance().nextLong()));
  }

  /** One that nobody needed may be about to be removed; not if it is younger. */
  private boolean isClaimed(Path file) throws IOException {
    try {
      if (store != null) {
        Files.setLastModifiedTime(file, FileTime.from(machine.wall().instant()));
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private LedgerException full(IOException e) {
    return store == null ? database.full(e) : store.full(e);
  }

  /**
   * Whether a photo that was put is there still, to be asked once an image that names it is on the
   * disk: where many machines share the place, another may just have removed it with the last image
   * that named it before.
   */
  public boolean isThere(String name) {
    return store == null || Files.exists(folder().resolve(name));
  }

  /**
   * The bytes of a photo.
   *
   * @throws IOException if they cannot be read, or are not those that were kept
   */
  public byte[] read(String name) throws IOException {
    byte[] photo = Files.readAllBytes(folder().resolve(name));
    if (!name(photo).equals(name)) {
      throw new FileSystemException(name);
    }
    return photo;
  }

  /** How many bytes are kept, all in all. */
  public long bytes() {
    long[] sum = {0};
    each(name -> sum[0] += folder().resolve(name).toFile().length());
    return sum[0];
  }

  /**
   * Removes one that no image names; that it is gone is no error.
   *
   * @param needed whether an image names a photo, asked once more where machines share the place:
   *     an image may have been written meanwhile
   */
  void remove(String name, Predicate<String> needed) {
    Path file = folder().resolve(name);
    try {
      if (store == null) {
        Files.deleteIfExists(file);
        return;
      }
      String photo = name.substring(0, (name + ".").indexOf('.'));
      Path leaving = folder().resolve(photo + "." + unique() + LEAVING);
      Files.move(file, leaving, StandardCopyOption.ATOMIC_MOVE);
      Path kept = folder().resolve(photo);
      if (!name.endsWith(UNFINISHED) && needed.test(photo) && !Files.exists(kept)) {
        Files.move(leaving, kept, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.delete(leaving);
      }
    } catch (NoSuchFileException e) {
      // Another has removed it.
    } catch (IOException e) {
      throw full(e);
    }
  }

  /** The names of a portion of files at a time, those never finished included. */
  void portions(int most, Consumer<List<String>> some) {
    List<String> names = new ArrayList<>();
    each(
        name -> {
          if (isSettled(name)) {
            names.add(name);
          }
          if (names.size() == most) {
            some.accept(List.copyOf(names));
            names.clear();
          }
        });
    if (!names.isEmpty()) {
      some.accept(List.copyOf(names));
    }
  }

  private boolean isSettled(String name) {
    if (store == null) {
      return true;
    }
    long age = machine.wall().millis() - folder().resolve(name).toFile().lastModified();
    return age > SETTLED.toMillis();
  }

  private void each(Consumer<String> name) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder())) {
      for (Path file : all) {
        String found = String.valueOf(file.getFileName());
        if (OURS.matcher(found).matches()) {
          name.accept(found);
        }
      }
    } catch (NoSuchFileException e) {
      // nothing was ever kept
    } catch (IOException e) {
      throw full(e);
    }
  }
}
