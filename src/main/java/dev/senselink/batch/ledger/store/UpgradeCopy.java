package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The form of a data folder, and the copy of its database from before a newer version of the
 * program took it over: who has to go back to the version before puts it in the place of {@code
 * db}. It goes once a run has ended in order after it was made, or after 30 days.
 */
public final class UpgradeCopy {
  /** Raised whenever a version before could no longer read what this one writes. */
  static final int FORM = DigestMigration.FORM;

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final String MADE = "made";

  /** The form of what was copied. */
  private static final String OF = "of-form";

  /** The database grows while it is taken over: as much again, and what it needs to work. */
  private static final long SPARE = 1 << 24;

  private final Machine machine;
  private final Path folder;

  UpgradeCopy(Machine machine, Path folder) {
    this.machine = machine;
    this.folder = folder;
  }

  /** Where it lies in a data folder. */
  public static Path in(Path dataFolder) {
    return dataFolder.resolve("before-upgrade");
  }

  /** When it was made; {@code null} where there is none. */
  public static @Nullable Instant madeAt(Path dataFolder) {
    try {
      Path made = in(dataFolder).resolve(MADE);
      return Files.exists(made) ? Instant.parse(Files.readString(made).strip()) : null;
    } catch (IOException | RuntimeException e) {
      return Instant.EPOCH; // it is there, and nobody knows since when
    }
  }

  /** Removes it: what it holds of people is to be forgotten. */
  public static void remove(Path dataFolder) {
    try {
      PrivateFiles.remove(in(dataFolder));
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("upgrade.left", in(dataFolder)), e);
    }
  }

  /**
   * Makes it where the database was written by a version before. Called before the database is
   * opened.
   *
   * @throws LedgerException if a newer version wrote the folder, one before the oldest that is
   *     taken over, or there is no room for the copy
   */
  void prepare() throws IOException {
    int form = form();
    if (form > FORM) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("upgrade.newer", folder));
    }
    List<Path> files = files();
    if (files.isEmpty()) {
      note(); // first of all: a database without a number is taken for that of an old version
    } else if (form < DigestMigration.OLDEST) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("upgrade.older", folder));
    } else if (form == FORM && isOld(madeAt(folder))) {
      remove(folder);
    } else if (form < FORM && (madeAt(folder) == null || !isOf(form))) {
      copy(files, form);
    }
  }

  /** The folder is of this version's form from now on. */
  void note() throws IOException {
    if (form() < FORM) {
      PrivateFiles.write(formFile(), FORM + "\n");
    }
  }

  /** Whether a run has ended in order since. */
  boolean isSuperfluous(JdbcTemplate jdbc) {
    Instant made = madeAt(folder);
    if (made == null) {
      return false;
    }
    Integer ended =
        jdbc.queryForObject(
            "SELECT COUNT(*) FROM RUN WHERE STATUS = 'COMPLETED' AND FINISHED_AT >= ?",
            Integer.class,
            Timestamp.from(made));
    return ended != null && ended > 0;
  }

  private boolean isOld(@Nullable Instant made) {
    return made != null && made.plus(LONGEST).isBefore(machine.wall().instant());
  }

  /** Else an earlier upgrade has left it, which was carried out to its end. */
  private boolean isOf(int form) throws IOException {
    Path noted = in(folder).resolve(OF);
    return Files.exists(noted) && Files.readString(noted).strip().equals(String.valueOf(form));
  }

  private void copy(List<Path> files, int form) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    mustHaveRoom(2 * bytes + SPARE, folder.toFile().getUsableSpace());
    Path part = folder.resolve("before-upgrade.part");
    PrivateFiles.remove(part);
    PrivateFiles.folder(part);
    for (Path file : files) {
      try (OutputStream os = DurableFiles.createDurable(part.resolve(file.getFileName()))) {
        Files.copy(file, os);
      }
    }
    try (OutputStream os = DurableFiles.createDurable(part.resolve(MADE))) {
      os.write(machine.wall().instant().toString().getBytes(StandardCharsets.US_ASCII));
    }
    try (OutputStream os = DurableFiles.createDurable(part.resolve(OF))) {
      os.write(String.valueOf(form).getBytes(StandardCharsets.US_ASCII));
    }
    PrivateFiles.remove(in(folder));
    Files.move(part, in(folder), StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.force(folder);
  }

  /**
   * Refuses to begin what could not be ended.
   *
   * @param free beyond all measure it is negative
   */
  void mustHaveRoom(long needed, long free) {
    if (free >= 0 && free < needed) {
      throw new LedgerException(
          LedgerException.Kind.UNFIT,
          words("upgrade.room", folder, (needed >> 20) + 1, free >> 20));
    }
  }

  private int form() throws IOException {
    if (!Files.exists(formFile())) {
      return 0; // of a version that wrote no number, or nothing is there yet
    }
    try {
      return Integer.parseInt(Files.readString(formFile()).strip());
    } catch (NumberFormatException e) {
      throw new IOException(formFile().toString(), e);
    }
  }

  private Path formFile() {
    return folder.resolve("form");
  }

  private List<Path> files() throws IOException {
    Path database = folder.resolve("db");
    if (!Files.isDirectory(database)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(database)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }
}
