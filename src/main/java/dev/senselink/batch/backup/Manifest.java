package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.disk.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup is of and what it holds: {@code manifest.json}.
 *
 * @param tool name and version of the program that wrote it
 * @param server host and port
 * @param startedAt ISO 8601 with offset, as {@code finishedAt}
 * @param recordsFrom the first second of the records, ISO 8601; null where nothing bounds them
 * @param recordsTo the last second; null likewise
 * @param files every file but the manifest, its checksum and the single photos, by name
 * @param missing what could not be had
 * @param notIncluded what the server has and this backup leaves out, because it was not asked for
 */
public record Manifest(
    String tool,
    String server,
    long companyId,
    String companyName,
    String startedAt,
    String finishedAt,
    @Nullable String recordsFrom,
    @Nullable String recordsTo,
    Map<String, FileFacts> files,
    List<Missing> missing,
    List<NotIncluded> notIncluded) {
  /** Larger than any that is written, in bytes. */
  public static final int MOST_BYTES = 1 << 26;

  private static final String FORMAT = "senselink-backup";
  private static final int VERSION = 1;
  private static final String SEALED = "sealed";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  public Manifest {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    missing = List.copyOf(missing);
    notIncluded = List.copyOf(notIncluded);
  }

  /** One that leaves nothing out. */
  public Manifest(
      String tool,
      String server,
      long companyId,
      String companyName,
      String startedAt,
      String finishedAt,
      @Nullable String recordsFrom,
      @Nullable String recordsTo,
      Map<String, FileFacts> files,
      List<Missing> missing) {
    this(
        tool,
        server,
        companyId,
        companyName,
        startedAt,
        finishedAt,
        recordsFrom,
        recordsTo,
        files,
        missing,
        List.of());
  }

  /**
   * A file as it was written.
   *
   * @param rows of a table, its header not counted; null for other files
   * @param sha256 64 hex digits, lower case
   */
  public record FileFacts(@Nullable Long rows, long bytes, String sha256) {}

  /**
   * Something that is not in the backup.
   *
   * @param what one of the words of BACKUP.md
   * @param count of how many people, files or records, more than 0
   * @param why in words
   */
  public record Missing(String what, long count, String why) {}

  /**
   * Something that this backup leaves out.
   *
   * @param what {@code photo}, {@code record} or {@code recordPhoto}
   * @param count how many; null where nobody counted them
   * @param why in words
   */
  public record NotIncluded(String what, @Nullable Long count, String why) {}

  /** The line of {@code sha256sum} for a manifest as it is written. */
  public static String checksum(byte[] json) {
    return Sha256Digest.hexOf(json) + "  " + BackupLayout.MANIFEST + "\n";
  }

  /** How many rows a table has; 0 if it is no part of the backup, or no table. */
  public long rows(String file) {
    FileFacts facts = files.get(file);
    Long rows = facts == null ? null : facts.rows();
    return rows == null ? 0 : rows;
  }

  /** The file's text, as UTF-8, ended by a line feed. */
  public byte[] json() {
    return json(false);
  }

  /**
   * The same.
   *
   * @param sealed says that a seal belongs to it, so that it cannot be taken away unseen
   */
  public byte[] json(boolean sealed) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("version", VERSION);
    root.put("tool", tool);
    root.put("server", server);
    root.putObject("company").put("id", companyId).put("name", companyName);
    root.put("startedAt", startedAt);
    root.put("finishedAt", finishedAt);
    root.put("recordsFrom", recordsFrom);
    root.put("recordsTo", recordsTo);
    ObjectNode all = root.putObject("files");
    files.forEach(
        (name, facts) ->
            all.putObject(name)
                .put("rows", facts.rows())
                .put("bytes", facts.bytes())
                .put("sha256", facts.sha256()));
    ArrayNode list = root.putArray("missing");
    missing.forEach(
        one ->
            list.addObject()
                .put("what", one.what())
                .put("count", one.count())
                .put("why", one.why()));
    ArrayNode leftOut = root.putArray("notIncluded");
    notIncluded.forEach(
        one ->
            leftOut
                .addObject()
                .put("what", one.what())
                .put("count", one.count())
                .put("why", one.why()));
    if (sealed) {
      root.put(SEALED, true);
    }
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads one back.
   *
   * @throws BackupException if it is none, or of a version this program does not know
   */
  public static Manifest of(byte[] json) {
    try {
      return of(JSON.readTree(json));
    } catch (JacksonException e) {
      throw BackupException.damaged(BackupLayout.MANIFEST, words("manifest.none"));
    }
  }

  /** Whether a manifest says that a seal belongs to it. */
  public static boolean isSealed(byte[] json) {
    try {
      return JSON.readTree(json).path(SEALED).asBoolean(false);
    } catch (JacksonException e) {
      return false;
    }
  }

  private static Manifest of(JsonNode root) {
    if (!FORMAT.equals(root.path("format").asString(""))) {
      throw BackupException.damaged(BackupLayout.MANIFEST, words("manifest.none"));
    }
    if (root.path("version").asInt(0) != VERSION) {
      throw BackupException.damaged(
          BackupLayout.MANIFEST, words("manifest.version", root.path("version").asString("?")));
    }
    return new Manifest(
        root.path("tool").asString(""),
        root.path("server").asString(""),
        root.path("company").path("id").asLong(0),
        root.path("company").path("name").asString(""),
        root.path("startedAt").asString(""),
        root.path("finishedAt").asString(""),
        textOrNull(root.path("recordsFrom")),
        textOrNull(root.path("recordsTo")),
        files(root.path("files")),
        missing(root.path("missing")),
        notIncluded(root.path("notIncluded")));
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isString() ? node.stringValue() : null;
  }

  private static Map<String, FileFacts> files(JsonNode nodes) {
    Map<String, FileFacts> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : nodes.properties()) {
      JsonNode facts = entry.getValue();
      Long rows = facts.path("rows").isIntegralNumber() ? facts.path("rows").longValue() : null;
      files.put(
          entry.getKey(),
          new FileFacts(rows, facts.path("bytes").asLong(-1), facts.path("sha256").asString("")));
    }
    return files;
  }

  private static List<Missing> missing(JsonNode nodes) {
    List<Missing> missing = new ArrayList<>();
    for (JsonNode node : nodes.values()) {
      missing.add(
          new Missing(
              node.path("what").asString(""),
              node.path("count").asLong(0),
              node.path("why").asString("")));
    }
    return missing;
  }

  /** None in a manifest of an older version. */
  private static List<NotIncluded> notIncluded(JsonNode nodes) {
    List<NotIncluded> notIncluded = new ArrayList<>();
    for (JsonNode node : nodes.values()) {
      JsonNode count = node.path("count");
      notIncluded.add(
          new NotIncluded(
              node.path("what").asString(""),
              count.isIntegralNumber() ? Long.valueOf(count.longValue()) : null,
              node.path("why").asString("")));
    }
    return notIncluded;
  }
}
