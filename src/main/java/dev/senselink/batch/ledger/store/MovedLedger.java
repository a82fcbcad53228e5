package dev.senselink.batch.ledger.store;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.TrustedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * That the ledger of a data folder has gone into a shared database, or may have: from then on no
 * command uses the folder's own, which nobody would keep, or begins another. Whoever names the
 * database for the folder goes on with it.
 *
 * @param url of the database
 * @param move what the database calls the move once all of it is there
 * @param over whether it is known that it is, and nothing is left here
 */
public record MovedLedger(String url, String move, boolean over) {
  private static final String FILE = "moved.json";

  /**
   * What became of a folder's ledger; empty if it lies where it is said to.
   *
   * @throws LedgerException if that cannot be read
   */
  public static Optional<MovedLedger> of(Path dataFolder) {
    Path file = dataFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode said = JsonMapper.shared().readTree(TrustedFile.text(file, TrustedFile.SETTINGS));
      String url = said.path("database").asString("");
      String move = said.path("move").asString("");
      if (!SharedDatabase.isAddress(url) || move.isEmpty()) {
        throw unreadable(file, null);
      }
      return Optional.of(new MovedLedger(url, move, said.path("over").asBoolean(false)));
    } catch (IOException | JacksonException e) {
      throw unreadable(file, e);
    }
  }

  private static LedgerException unreadable(Path file, @Nullable Exception e) {
    LedgerException told =
        new LedgerException(LedgerException.Kind.UNFIT, words("moved.unreadable", file));
    if (e != null) {
      told.initCause(e);
    }
    return told;
  }

  /**
   * Refuses a folder whose ledger has gone.
   *
   * @throws LedgerException naming where it went
   */
  public static void mustBeHere(Path dataFolder) {
    of(dataFolder)
        .ifPresent(
            gone -> {
              throw gone.refusal(dataFolder);
            });
  }

  /** What is said of it to whoever uses the folder. */
  public LedgerException refusal(Path dataFolder) {
    return new LedgerException(
        LedgerException.Kind.UNFIT, words(over ? "moved.gone" : "moved.halfway", dataFolder, url));
  }

  /** Refuses the folder to whoever names another database than the one it went to. */
  static void mustHaveGoneTo(Path dataFolder, String url) {
    of(dataFolder)
        .filter(gone -> !gone.over || !gone.url.equals(url))
        .ifPresent(
            gone -> {
              throw gone.refusal(dataFolder);
            });
  }

  /** On the disk when this returns. */
  public void note(Path dataFolder) {
    ObjectNode said = JsonMapper.shared().createObjectNode();
    said.put("database", url).put("move", move).put("over", over);
    Path part = dataFolder.resolve(FILE + ".part");
    try (OutputStream out =
        DurableFiles.createDurable(part, () -> rename(part, dataFolder.resolve(FILE)))) {
      out.write((said.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("data.full", dataFolder), e);
    }
  }

  private static void rename(Path part, Path file) throws IOException {
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.force(file.toAbsolutePath().resolveSibling(""));
  }

  /** It was not moved after all, or whoever uses the folder has said where its ledger lies now. */
  public static void forget(Path dataFolder) {
    try {
      Files.deleteIfExists(dataFolder.resolve(FILE));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("data.full", dataFolder), e);
    }
  }
}
