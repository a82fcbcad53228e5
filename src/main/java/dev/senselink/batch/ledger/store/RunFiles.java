package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a run has of its own besides rows, above all the copy of its roster, in a database that many
 * share: whichever machine goes on with the run finds it there. A machine has such files in its
 * data folder only while it works with them. Never more than a part of one is in memory. What has
 * not all its parts, each as it was, is not taken for a file.
 */
final class RunFiles {
  /** The table; a run's server and company are in its row. */
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS RUN_FILE (RUN VARCHAR(40), NAME VARCHAR(40), PART INTEGER, BYTES"
          + " BYTEA, PRIMARY KEY (RUN, NAME, PART))";

  private static final int PART = 1 << 20;

  /** The part that says of how many others a file is, and the SHA-256 of all of them. */
  private static final int PROOF = -1;

  /** Names become paths: what stands in a database need not be this program's. */
  private static final Pattern NAME = Pattern.compile("[a-z]{1,40}");

  private static final Pattern RUN = Pattern.compile("[A-Z0-9]{1,40}");

  private final LedgerDatabase database;
  private final JdbcTemplate jdbc;
  private final Path folder;

  /** By run and name, as they lie in the database. */
  private final Map<String, Map<String, Version>> here = new HashMap<>();

  private final Set<String> left = new HashSet<>();

  /** Whether a file is still what it was. */
  private record Version(long bytes, FileTime written) {}

  /**
   * @param folder where files lie while this process works with them. Once the data folder says
   *     that its ledger is in the database, whatever lies there goes; what the database lacks of a
   *     run that it knows is put there first
   */
  RunFiles(LedgerDatabase database, Path folder) throws IOException {
    this.database = database;
    this.jdbc = database.jdbc();
    this.folder = folder;
    if (isOfDatabase()) {
      takeIn();
    }
  }

  private boolean isOfDatabase() {
    return LedgerPlace.isElsewhere(database.dataFolder());
  }

  private void takeIn() throws IOException {
    keepKnown();
    here.clear();
    PrivateFiles.remove(folder);
  }

  /** Puts there what the database lacks of the runs that it knows; it still lies here, too. */
  synchronized void keepKnown() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(folder)) {
      for (Path run : runs) {
        String id = String.valueOf(run.getFileName());
        if (isKnown(id) && names(id).isEmpty()) {
          here.put(id, Map.of());
          keep(id);
        }
      }
    }
  }

  private boolean isKnown(String run) {
    return !jdbc.queryForList("SELECT ID FROM RUN WHERE ID = ?", run).isEmpty();
  }

  private List<String> names(String run) {
    return jdbc
        .queryForList("SELECT NAME FROM RUN_FILE WHERE RUN = ? AND PART = 0", String.class, run)
        .stream()
        .filter(name -> NAME.matcher(name).matches())
        .toList();
  }

  /** Whether a run has a file; nothing is fetched. */
  synchronized boolean has(String run, String name) {
    return names(run).contains(name);
  }

  /** The folder with a run's files, fetched when it is asked for first. */
  synchronized Path of(String run) {
    Path own = folder.resolve(RUN.matcher(run).matches() ? run : "none");
    if (!here.containsKey(run)) {
      try {
        for (String name : names(run)) {
          fetch(run, name, PrivateFiles.folder(own).resolve(name));
        }
        Map<String, Version> fetched = versions(own);
        fetched.keySet().retainAll(names(run));
        here.put(run, fetched);
      } catch (IOException e) {
        throw database.full(e);
      }
    }
    return own;
  }

  private void fetch(String run, String name, Path file) throws IOException {
    Path whole = file.resolveSibling(name + ".part");
    MessageDigest digest = Sha256Digest.start();
    int part = 0;
    try (FileChannel out = PrivateFiles.replace(whole)) {
      for (byte[] bytes = part(run, name, part); bytes.length > 0; ) {
        digest.update(bytes);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        bytes = part(run, name, ++part);
      }
    }
    if (!Arrays.equals(proof(part, digest), part(run, name, PROOF))) {
      Files.delete(whole);
      throw new LedgerException(LedgerException.Kind.BROKEN, words("runFile.cut", run, name));
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What is put beside the parts of a file, an empty one included, which has one without bytes. */
  private static byte[] proof(int parts, MessageDigest digest) {
    String text = Math.max(parts, 1) + " " + Sha256Digest.hex(digest.digest());
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] part(String run, String name, int part) {
    return jdbc
        .queryForList(
            "SELECT BYTES FROM RUN_FILE WHERE RUN = ? AND NAME = ? AND PART = ?",
            byte[].class,
            run,
            name,
            part)
        .stream()
        .findFirst()
        .orElse(new byte[0]);
  }

  /**
   * From now on a run's files are those that lie in its folder, all or nothing: in the caller's
   * transaction, or in one of its own.
   */
  synchronized void keep(String run) {
    Path own = folder.resolve(run);
    try {
      Map<String, Version> now = versions(own);
      Map<String, Version> before = here.getOrDefault(run, Map.of());
      database.inTransaction(() -> replace(run, before, now));
      here.put(run, now);
    } catch (IOException e) {
      throw database.full(e);
    }
  }

  private void replace(String run, Map<String, Version> before, Map<String, Version> now) {
    for (String name : before.keySet()) {
      if (!now.containsKey(name)) {
        remove(run, name);
      }
    }
    now.forEach(
        (name, version) -> {
          if (!version.equals(before.get(name))) {
            remove(run, name);
            put(run, name);
          }
        });
  }

  private void remove(String run, String name) {
    jdbc.update("DELETE FROM RUN_FILE WHERE RUN = ? AND NAME = ?", run, name);
  }

  private void put(String run, String name) {
    try (InputStream in = Files.newInputStream(folder.resolve(run).resolve(name))) {
      MessageDigest digest = Sha256Digest.start();
      int part = 0;
      byte[] bytes = in.readNBytes(PART);
      do { // an empty file is a file, too
        digest.update(bytes);
        insert(run, name, part++, bytes);
        bytes = in.readNBytes(PART);
      } while (bytes.length > 0);
      insert(run, name, PROOF, proof(part, digest));
    } catch (IOException e) {
      throw database.full(e);
    }
  }

  private void insert(String run, String name, int part, byte[] bytes) {
    jdbc.update("INSERT INTO RUN_FILE VALUES (?, ?, ?, ?)", run, name, part, bytes);
  }

  private static Map<String, Version> versions(Path folder) throws IOException {
    Map<String, Version> found = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          String name = String.valueOf(file.getFileName());
          if (NAME.matcher(name).matches()) { // else it was never finished
            found.put(name, new Version(Files.size(file), Files.getLastModifiedTime(file)));
          }
        }
      }
    }
    return found;
  }

  /** Removes what was fetched of a run, unless it was changed and not kept. */
  synchronized void release(String run) {
    Path own = folder.resolve(run);
    try {
      if (isOfDatabase() && !left.contains(run) && versions(own).equals(here.get(run))) {
        PrivateFiles.remove(own);
        here.remove(run);
      }
    } catch (IOException e) {
      throw database.full(e);
    }
  }

  /** A run's files stay here until the next process has taken the lock. */
  synchronized void leave(String run) {
    left.add(run);
  }

  /** Removes what was fetched. */
  synchronized void end() throws IOException {
    if (!isOfDatabase()) {
      return;
    }
    if (left.isEmpty()) {
      PrivateFiles.remove(folder);
    }
    for (String run : here.keySet()) {
      if (!left.contains(run)) {
        PrivateFiles.remove(folder.resolve(run));
      }
    }
  }
}
