package dev.senselink.batch.ledger.lists;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A file that tells of the lists, so that they can be looked at while an import holds the database.
 * Rewritten whole at each change, never half; it names nobody.
 */
public final class ListIndexFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  public ListIndexFile(Path dataFolder) {
    this.file = dataFolder.resolve("lists.json");
  }

  /** Writes what there is. */
  public void write(ListCatalog lists) {
    ArrayNode all = JSON.createArrayNode();
    for (ListCatalog.Entry list : lists.told(before())) {
      all.addObject()
          .put("name", list.name())
          .put("server", list.server())
          .put("members", list.members())
          .put("missing", list.missing())
          .put("completeImports", list.imports())
          .put("lastRows", list.rows())
          .put("lastRun", list.lastRun())
          .put("lastImport", list.lastImport());
    }
    try {
      PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("lists.unwritable", file), e);
    }
  }

  /** What was told of last; nothing where that cannot be read, for it is written anew. */
  private JsonNode before() {
    try {
      return json();
    } catch (LedgerException e) {
      return JSON.createArrayNode();
    }
  }

  /** As it was last written, as a JSON array; empty if there is none. */
  public JsonNode json() {
    if (!Files.exists(file)) {
      return JSON.createArrayNode();
    }
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("lists.unreadable", file), e);
    }
  }
}
