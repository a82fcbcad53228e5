package dev.senselink.batch.backup.export;

import dev.senselink.batch.disk.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an export has settled at its beginning, for the process that goes on after a crash.
 *
 * @param startedAt when the first process began
 * @param lastRecord the highest record id that belongs to this backup; null while not asked for
 * @param records how many there were up to it; null where the server did not say
 * @param wanted what was asked for, in one text
 */
record ExportCheckpoint(
    Instant startedAt, @Nullable Long lastRecord, @Nullable Long records, String wanted) {
  private static final String FILE = "export.json";
  private static final JsonMapper JSON = new JsonMapper();

  /** Answers older than that tell of another day: they are asked for anew. */
  private static final Duration LONGEST = Duration.ofHours(24);

  /** The bookmark of an export that may be gone on with; null if there is none. */
  static @Nullable ExportCheckpoint read(Path work, Instant now, String wanted) throws IOException {
    Path file = work.resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      Instant started = Instant.ofEpochMilli(json.path("startedAt").asLong(0));
      ExportCheckpoint mark =
          new ExportCheckpoint(
              started,
              number(json.path("lastRecord")),
              number(json.path("records")),
              json.path("wanted").asString(""));
      boolean fresh = Duration.between(started, now).compareTo(LONGEST) < 0;
      return fresh && mark.wanted.equals(wanted) ? mark : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static @Nullable Long number(JsonNode node) {
    return node.isIntegralNumber() ? node.longValue() : null;
  }

  /** Begins one. */
  static ExportCheckpoint begin(Instant now, String wanted) {
    return new ExportCheckpoint(now, null, null, wanted);
  }

  /** Keeps it. */
  void write(Path work) throws IOException {
    Path part = work.resolve(FILE + ".part");
    try (OutputStream out = DurableFiles.createDurable(part)) {
      out.write(
          JSON.writeValueAsBytes(
              JSON.createObjectNode()
                  .put("startedAt", startedAt.toEpochMilli())
                  .put("lastRecord", lastRecord)
                  .put("records", records)
                  .put("wanted", wanted)));
    }
    Files.move(part, work.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  ExportCheckpoint upTo(long record, @Nullable Long many) {
    return new ExportCheckpoint(startedAt, record, many, wanted);
  }
}
