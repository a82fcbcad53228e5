package dev.senselink.batch.ledger.before;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The before-images of a command that does not take the data folder's lock: a folder of its own,
 * one file a person, each on the disk before the request about that person leaves. The next process
 * that holds the lock takes it in. While its own process lives the folder is locked: by a file
 * beside it, held before the folder is there and until it is gone, so that nobody ever finds one
 * that is not locked and at work. One thread.
 */
public final class ChangeFolder implements ChangeBook {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ALL = "changes";
  private static final String ABOUT = "command";
  private static final String PHOTO = "photo-";
  private static final String IMAGE = ".json";
  private static final String UNFINISHED = ".part";

  private static final String LOCK = ".lock";

  private final Machine machine;
  private final DataFolderKey key;
  private final Path folder;
  private final FileChannel lock;

  /**
   * What is at work.
   *
   * @param id as a run has one
   * @param name the command's words joined by {@code -}
   * @param reading how a run's roster would be read; there is none
   */
  public record Command(
      String id,
      String name,
      String server,
      long company,
      String companyName,
      String reading,
      Instant begun,
      Duration keepFor) {}

  private ChangeFolder(Machine machine, DataFolderKey key, Path folder, FileChannel lock) {
    this.machine = machine;
    this.key = key;
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes one.
   *
   * @throws LedgerException if the disk does not take it
   */
  public static ChangeFolder begin(Machine machine, Path data, Command command) {
    Path folder = data.resolve(ALL).resolve(command.id());
    try {
      PrivateFiles.folder(data);
      DataFolderKey key = DataFolderKey.of(data, machine);
      PrivateFiles.folder(data.resolve(ALL));
      FileChannel lock = PrivateFiles.openToWrite(lockOf(folder));
      lock.lock();
      PrivateFiles.folder(folder);
      ChangeFolder made = new ChangeFolder(machine, key, folder, lock);
      made.write(ABOUT, text(command).getBytes(StandardCharsets.UTF_8));
      DurableFiles.force(data.resolve(ALL));
      DurableFiles.force(data);
      return made;
    } catch (IOException e) {
      throw full(folder, e);
    }
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  private static String text(Command command) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", command.id());
    node.put("name", command.name());
    node.put("server", command.server());
    node.put("company", command.company());
    node.put("companyName", command.companyName());
    node.put("reading", command.reading());
    node.put("begun", command.begun().toString());
    node.put("keepFor", command.keepFor().toString());
    return JSON.writeValueAsString(node);
  }

  @Override
  public String put(byte[] photo) {
    String name = key.hash("photo\n" + Sha256Digest.hex(photo));
    write(PHOTO + name, photo);
    return name;
  }

  @Override
  public void keep(BeforeImage image) {
    ObjectNode node = JSON.createObjectNode();
    node.put("kind", image.kind().name());
    node.put("type", image.type());
    node.put("person", image.person());
    node.put("before", ImageText.write(image.before(), key));
    node.put("photo", image.photo().state().name());
    node.put("photoName", image.photo().name());
    node.put("photoWhy", image.photo().why());
    node.put("sent", ImageText.write(image.sent()));
    node.put("avatar", image.sent().avatarId());
    write(image.person() + IMAGE, JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void drop(long person, BeforeImage.Kind kind) {
    try {
      Files.deleteIfExists(folder.resolve(person + IMAGE));
    } catch (IOException e) {
      throw full(folder, e);
    }
  }

  private void write(String name, byte[] bytes) {
    Path part = folder.resolve(name + UNFINISHED);
    try {
      try (FileChannel out = PrivateFiles.replace(part)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
      }
      machine.force(part);
      Files.move(
          part,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      DurableFiles.force(folder);
    } catch (IOException e) {
      throw full(folder, e);
    }
  }

  @Override
  public boolean holdsAny() {
    try {
      return !images(folder).isEmpty();
    } catch (IOException e) {
      throw full(folder, e);
    }
  }

  /** From now on it may be taken in; one in which nobody is kept is gone. */
  @Override
  public void close() {
    try {
      if (!holdsAny()) {
        PrivateFiles.remove(folder);
        Files.deleteIfExists(lockOf(folder));
      }
      lock.close();
    } catch (IOException e) {
      throw full(folder, e);
    }
  }

  private static LedgerException full(Path folder, IOException e) {
    return new LedgerException(LedgerException.Kind.BROKEN, words("data.full", folder), e);
  }

  private static List<Path> images(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + IMAGE)) {
      all.forEach(files::add);
    }
    return files.stream().sorted().toList();
  }

  /** Takes what a command has kept. */
  public interface Taker {
    /** Of which command it is; called first. */
    void command(Command command);

    /**
     * Somebody.
     *
     * @param photo the bytes that the image names, {@code null} for none
     */
    void image(BeforeImage image, byte @Nullable [] photo);
  }

  /**
   * Gives away what commands have left, the oldest first, and removes it; those at work are passed
   * over. May be done again after a crash.
   *
   * @param data a folder whose lock is held
   * @param key the folder's
   */
  public static void takeAll(Path data, DataFolderKey key, Taker taker) {
    Path all = data.resolve(ALL);
    if (!Files.isDirectory(all)) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      List<Path> sorted = new ArrayList<>();
      folders.forEach(sorted::add);
      for (Path folder : sorted.stream().filter(Files::isDirectory).sorted().toList()) {
        take(folder, key, taker);
      }
    } catch (IOException e) {
      throw full(all, e);
    }
  }

  private static void take(Path folder, DataFolderKey key, Taker taker) throws IOException {
    try (FileChannel lock = PrivateFiles.openToWrite(lockOf(folder))) {
      if (isHeld(lock)) {
        return;
      }
      Path about = folder.resolve(ABOUT);
      if (Files.exists(about)) { // else it died before anything was sent
        Command command = read(about, ChangeFolder::command);
        List<Path> images = images(folder);
        for (Path file : images) { // all or none
          read(file, node -> image(command.id(), node, key));
        }
        taker.command(command);
        for (Path file : images) {
          BeforeImage image = read(file, node -> image(command.id(), node, key));
          String name = image.photo().name();
          taker.image(image, name.isEmpty() ? null : bytes(folder.resolve(PHOTO + name)));
        }
      }
      PrivateFiles.remove(folder);
    }
    Files.deleteIfExists(lockOf(folder));
  }

  /**
   * The commands that have kept somebody and were not taken in yet, the oldest first, those at work
   * included. What cannot be read is left out: whoever takes it in tells.
   */
  public static List<Command> waiting(Path data) {
    Path all = data.resolve(ALL);
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    List<Command> waiting = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, Files::isDirectory)) {
      for (Path folder : folders) {
        try {
          if (!images(folder).isEmpty()) {
            waiting.add(read(folder.resolve(ABOUT), ChangeFolder::command));
          }
        } catch (IOException | LedgerException e) {
          continue; // taken in this very moment
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    waiting.sort(Comparator.comparing(Command::begun).thenComparing(Command::id));
    return waiting;
  }

  private static <T> T read(Path file, Function<JsonNode, T> reader) {
    try {
      return reader.apply(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException | JacksonException | DateTimeException | IllegalArgumentException e) {
      throw damaged(file, e);
    }
  }

  private static byte[] bytes(Path photo) {
    try {
      return Files.readAllBytes(photo);
    } catch (IOException e) {
      throw damaged(photo, e);
    }
  }

  private static LedgerException damaged(Path file, Exception e) {
    return new LedgerException(
        LedgerException.Kind.BROKEN, words("changes.damaged", file, file.getParent()), e);
  }

  private static boolean isHeld(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true; // by this very process
    }
  }

  private static Command command(JsonNode node) {
    return new Command(
        node.path("id").asString(),
        node.path("name").asString(),
        node.path("server").asString(),
        node.path("company").asLong(),
        node.path("companyName").asString(),
        node.path("reading").asString(),
        Instant.parse(node.path("begun").asString()),
        Duration.parse(node.path("keepFor").asString()));
  }

  private static BeforeImage image(String run, JsonNode node, DataFolderKey key) {
    JsonNode avatar = node.path("avatar");
    return new BeforeImage(
        run,
        node.path("person").asLong(),
        Kind.valueOf(node.path("kind").asString()),
        0,
        node.path("type").asInt(),
        ImageText.person(node.path("before").asString(), key),
        new FormerPhoto(
            FormerPhoto.State.valueOf(node.path("photo").asString()),
            node.path("photoName").asString(),
            node.path("photoWhy").asString()),
        ImageText.sent(node.path("sent").asString(), avatar.isString() ? avatar.asString() : null));
  }
}
