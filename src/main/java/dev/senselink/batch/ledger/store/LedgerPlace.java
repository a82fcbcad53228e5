package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The database in which the ledger of a data folder lies if it does not lie in the folder itself,
 * as a file in the folder says: it holds for every command, so that none can begin a second ledger,
 * to which everybody would be unknown. Neither user nor password stand there, only the files that
 * they are in.
 *
 * @param url as {@link SharedDatabase#isAddress}
 * @param passwordFile {@code null} where the database asks for none
 * @param keyFile holds what the database's own key is wrapped with
 * @param authorities as of {@link SharedDatabase}
 * @param insecure likewise
 * @param undoStore likewise
 */
public record LedgerPlace(
    String url,
    Path userFile,
    @Nullable Path passwordFile,
    Path keyFile,
    @Nullable Path authorities,
    boolean insecure,
    @Nullable Path undoStore) {
  private static final String FILE = "database.json";

  /**
   * The folders for which this process was told that their database need not prove who it is. Kept
   * nowhere else: what is said once would hold for years, and nobody would know any more.
   */
  private static final Set<Path> UNPROVEN = ConcurrentHashMap.newKeySet();

  /** Whether nobody knows who answers there, and what is sent leaves this machine. */
  public boolean isUnproven() {
    return insecure && !SharedDatabase.isHere(url);
  }

  /** The same place, for whoever looks at it. */
  public LedgerPlace with(boolean unproven) {
    return new LedgerPlace(url, userFile, passwordFile, keyFile, authorities, unproven, undoStore);
  }

  /** Whether a data folder's ledger lies elsewhere. */
  static boolean isElsewhere(Path dataFolder) {
    return Files.exists(dataFolder.resolve(FILE))
        || MovedLedger.of(dataFolder).filter(MovedLedger::over).isPresent();
  }

  /**
   * Says of a data folder's database, wherever it is by then, whether it need not prove who it is;
   * for this process, until it is said otherwise.
   */
  public static void trust(Path dataFolder, boolean insecure) {
    Path folder = dataFolder.toAbsolutePath().normalize();
    if (insecure) {
      UNPROVEN.add(folder);
    } else {
      UNPROVEN.remove(folder);
    }
  }

  /**
   * Where a data folder's ledger lies; empty if it lies in the folder, or will.
   *
   * @throws LedgerException if that cannot be read, or it has gone and nobody has said yet that the
   *     folder goes on with it
   */
  public static Optional<LedgerPlace> of(Path dataFolder) {
    MovedLedger.mustBeHere(dataFolder);
    return noted(dataFolder);
  }

  private static Optional<LedgerPlace> noted(Path dataFolder) {
    Path file = dataFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode said = JsonMapper.shared().readTree(TrustedFile.text(file, TrustedFile.SETTINGS));
      String url = said.path("database").asString("");
      Path user = path(said, "userFile");
      Path key = path(said, "keyFile");
      if (!SharedDatabase.isAddress(url) || user == null || key == null) {
        throw unreadable(file, null);
      }
      return Optional.of(
          new LedgerPlace(
              url,
              user,
              path(said, "passwordFile"),
              key,
              path(said, "caFile"),
              UNPROVEN.contains(dataFolder.toAbsolutePath().normalize()),
              path(said, "undoStore")));
    } catch (IOException | JacksonException e) {
      throw unreadable(file, e);
    }
  }

  private static LedgerException unreadable(Path file, @Nullable Exception e) {
    LedgerException told =
        new LedgerException(LedgerException.Kind.UNFIT, words("place.unreadable", file));
    if (e != null) {
      told.initCause(e);
    }
    return told;
  }

  private static @Nullable Path path(JsonNode said, String name) {
    String text = said.path(name).asString("");
    return text.isEmpty() ? null : Path.of(text);
  }

  /**
   * From now on the ledger of a data folder lies here: it is opened once, and made if the database
   * is empty. Where it has been so already only the files and the protection are noted anew.
   *
   * @throws LedgerException if the folder's ledger lies elsewhere already, or cannot lie here
   */
  public void take(Machine machine, Path dataFolder) {
    MovedLedger.mustHaveGoneTo(dataFolder, url);
    Optional<LedgerPlace> before = noted(dataFolder);
    if (before.isPresent()) {
      String there = before.get().url;
      if (!there.equals(url)) {
        throw new LedgerException(
            LedgerException.Kind.UNFIT, words("place.other", dataFolder, there, url));
      }
      if (!before.get().equals(this)) {
        note(dataFolder);
      }
      MovedLedger.forget(dataFolder); // who said so before may have died just then
      return;
    }
    try (DataFolder data = DataFolder.lock(machine, dataFolder, "database")) {
      removeEmpty(data);
      LedgerDatabase.open(data, open()).close();
      note(dataFolder);
      MovedLedger.forget(dataFolder);
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("data.full", dataFolder), e);
    }
  }

  /**
   * Makes sure that so many runs at a time find connections there.
   *
   * @throws LedgerException if there are fewer, or it cannot be reached
   */
  public void mustHaveRoom(Machine machine, Path dataFolder, int runs) {
    try (LedgerDatabase database = LedgerDatabase.open(machine, dataFolder, open())) {
      database.mustHaveRoom(runs);
    }
  }

  /** Whoever only looked has made one too, in which nothing stands yet. */
  private void removeEmpty(DataFolder data) throws IOException {
    Path own = data.path().resolve("db");
    if (!Files.exists(own)) {
      return;
    }
    try (LedgerDatabase database = LedgerDatabase.open(data)) {
      for (String table : List.of("RUN", "SERVER", "LIST_IMPORT")) {
        if (!database.jdbc().queryForList("SELECT 1 FROM " + table).isEmpty()) {
          throw new LedgerException(
              LedgerException.Kind.UNFIT, words("place.own", data.path(), url));
        }
      }
    }
    PrivateFiles.remove(own);
  }

  private void note(Path dataFolder) {
    ObjectNode said = JsonMapper.shared().createObjectNode();
    said.put("database", url).put("userFile", userFile.toString());
    said.put("passwordFile", passwordFile == null ? "" : passwordFile.toString());
    said.put("keyFile", keyFile.toString());
    said.put("caFile", authorities == null ? "" : authorities.toString());
    said.put("undoStore", undoStore == null ? "" : undoStore.toString());
    try {
      PrivateFiles.write(dataFolder.resolve(FILE), said.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("data.full", dataFolder), e);
    }
  }

  /**
   * Reads user, password and key.
   *
   * @throws LedgerException if that cannot be
   */
  public SharedDatabase open() {
    return new SharedDatabase(
        url,
        firstLine(userFile),
        passwordFile == null ? "" : firstLine(passwordFile),
        authorities,
        insecure,
        WrappingKey.read(keyFile),
        undoStore);
  }

  private static String firstLine(Path file) {
    try {
      String first =
          TrustedFile.text(file, TrustedFile.SECRET).lines().findFirst().orElse("").strip();
      if (!first.isEmpty()) {
        return first;
      }
      throw new LedgerException(LedgerException.Kind.UNFIT, words("place.emptyFile", file));
    } catch (IOException e) {
      throw unread(file, e);
    }
  }

  /** A file that is named with the database cannot be read. */
  static LedgerException unread(Path file, IOException e) {
    return new LedgerException(
        LedgerException.Kind.UNFIT,
        words("place.file", file, e.getClass().getSimpleName().replace("Exception", "")),
        e);
  }
}
