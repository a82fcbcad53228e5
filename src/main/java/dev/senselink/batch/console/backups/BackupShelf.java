package dev.senselink.batch.console.backups;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout;
import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.console.page.RandomId;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The backups of this console, each in a folder of its own below the data folder. An id from a
 * request leads to one of them or to nothing. Safe between threads.
 */
public final class BackupShelf {
  private static final String FILE = "backup.json";
  private static final Duration RECENT = Duration.ofDays(1);

  private final Path folder;
  private final Machine machine;

  /**
   * @param data the data folder, in which they lie
   */
  public BackupShelf(Path data, Machine machine) {
    this.folder = data.resolve("console").resolve("backups").toAbsolutePath().normalize();
    this.machine = machine;
  }

  String now() {
    return machine.wall().instant().toString();
  }

  /** Whether it is of this day: a server changes. */
  boolean isRecent(KeptBackup.Result result) {
    return Instant.parse(result.at()).isAfter(machine.wall().instant().minus(RECENT));
  }

  /** Begins one, or leaves it as it is if it was begun before. */
  synchronized void begin(String id) throws IOException {
    if (RandomId.isOne(id) && find(id).isEmpty()) {
      PrivateFiles.folder(folder.resolve(id));
      write(new KeptBackup(id, now(), Map.of()));
    }
  }

  Optional<KeptBackup> find(String id) {
    if (!RandomId.isOne(id)) {
      return Optional.empty();
    }
    Path file = folder.resolve(id).resolve(FILE);
    try {
      return Optional.of(JsonMapper.shared().readValue(Files.readString(file), KeptBackup.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, file.toString(), e);
    }
  }

  /** Changes one as it is by now; does nothing if it has gone meanwhile. */
  synchronized void change(String id, UnaryOperator<KeptBackup> how) {
    find(id).map(how).ifPresent(this::write);
  }

  private void write(KeptBackup backup) {
    Path place = folder.resolve(backup.id());
    try {
      PrivateFiles.write(place.resolve(FILE), JsonMapper.shared().writeValueAsString(backup));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, place.toString(), e);
    }
  }

  /** All of them, the newest first. */
  List<KeptBackup> all() {
    List<KeptBackup> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        for (Path one : found) {
          find(String.valueOf(one.getFileName())).ifPresent(all::add);
        }
      } catch (IOException e) {
        throw new LedgerException(LedgerException.Kind.BROKEN, folder.toString(), e);
      }
    }
    all.sort(Comparator.comparing(KeptBackup::begun).reversed());
    return all;
  }

  /** Its own note goes last: while anything of it is left, it is seen and can be removed again. */
  synchronized void remove(KeptBackup backup) throws IOException {
    PrivateFiles.remove(content(backup));
    PrivateFiles.remove(folder.resolve(backup.id()));
  }

  /** Where its files lie. */
  Path content(KeptBackup backup) {
    return folder.resolve(backup.id()).resolve("backup");
  }

  /** What it holds; {@code null} while it is not whole, or where that cannot be read. */
  @Nullable Manifest manifest(KeptBackup backup) {
    return manifestIn(content(backup));
  }

  /** Whether it may be whole and cannot be read, now or for ever. */
  boolean isUnreadable(KeptBackup backup) {
    Path file = BackupLayout.whole(content(backup)).resolve(BackupLayout.MANIFEST);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && manifest(backup) == null;
  }

  private static @Nullable Manifest manifestIn(Path backup) {
    Path file = BackupLayout.whole(backup).resolve(BackupLayout.MANIFEST);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Manifest.of(in.readNBytes(Manifest.MOST_BYTES));
    } catch (IOException | BackupException e) {
      return null;
    }
  }

  /** When the newest whole one was finished, if there is one. */
  public Optional<Instant> newest() {
    return all().stream()
        .flatMap(backup -> finished(content(backup)).stream())
        .max(Comparator.naturalOrder());
  }

  /** When a backup was finished: a folder, or a zip, which has its name from then on. */
  public static Optional<Instant> finished(Path backup) {
    if (Files.isRegularFile(backup)) {
      return Optional.of(Instant.ofEpochMilli(backup.toFile().lastModified()));
    }
    Manifest manifest = manifestIn(backup);
    return manifest == null ? Optional.empty() : moment(manifest.finishedAt());
  }

  static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
