package dev.senselink.batch.console.records;

import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was asked for, and the records that were found, each in a folder of its own below the data
 * folder; they go after a day. An id from a request leads to one of them or to nothing. Safe
 * between threads.
 */
public final class RecordSearches {
  /** Records change every minute and are found again at once: there is no use in old ones. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final String FILE = "search.json";

  private final Path folder;
  private final Machine machine;

  /**
   * @param data the data folder, in which they lie
   */
  public RecordSearches(Path data, Machine machine) {
    this.folder = data.resolve("console").resolve("records").toAbsolutePath().normalize();
    this.machine = machine;
  }

  /** Begins one, or leaves it as it is if it was begun before; answers whether it did. */
  synchronized boolean begin(String id, RecordSearch.Filter filter) throws IOException {
    if (!RandomId.isOne(id) || find(id).isPresent()) {
      return false;
    }
    prune();
    PrivateFiles.folder(folder.resolve(id));
    write(RecordSearch.asked(id, machine.wall().instant().toString(), filter));
    return true;
  }

  Optional<RecordSearch> find(String id) {
    if (!RandomId.isOne(id)) {
      return Optional.empty();
    }
    Path file = folder.resolve(id).resolve(FILE);
    try {
      if (Files.getLastModifiedTime(folder.resolve(id)).toInstant().isBefore(oldest())) {
        return Optional.empty();
      }
      return Optional.of(JsonMapper.shared().readValue(Files.readString(file), RecordSearch.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, file.toString(), e);
    }
  }

  /** Changes one as it is by now; does nothing if it has gone meanwhile. */
  synchronized void change(String id, UnaryOperator<RecordSearch> how) {
    find(id).map(how).ifPresent(this::write);
  }

  private void write(RecordSearch search) {
    Path file = folder.resolve(search.id()).resolve(FILE);
    try {
      PrivateFiles.write(file, JsonMapper.shared().writeValueAsString(search));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, file.toString(), e);
    }
  }

  private Instant oldest() {
    return machine.wall().instant().minus(KEPT);
  }

  /** Takes away what is older than a day. */
  public synchronized void prune() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant before = oldest();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        if (Files.getLastModifiedTime(one).toInstant().isBefore(before)) {
          PrivateFiles.remove(one);
        }
      }
    }
  }

  /** The file of what was found. */
  Path file(RecordSearch search, String ending) {
    return folder.resolve(search.id()).resolve("records." + ending);
  }
}
