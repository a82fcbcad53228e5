package dev.senselink.batch.job.export;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.JobMessages;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Up to which record {@code records export --since-last} has come, per server, company, type and
 * device. A small file of the data folder, whose lock is held.
 */
final class ExportedRecordMarks {
  private static final String NAME = "records-exported.json";

  private final Path file;

  ExportedRecordMarks(Path dataFolder) {
    this.file = dataFolder.resolve(NAME);
  }

  /** Where they are kept: without it everything is exported once more. */
  Path file() {
    return file;
  }

  /** What is told apart. */
  record Key(String server, long company, int type, String device) {
    String text() {
      return server + " " + company + " " + type + " " + device;
    }
  }

  /** The highest id that was exported; 0 if none was. */
  long of(Key key) {
    return all().getOrDefault(key.text(), 0L);
  }

  /** Notes it, durably. */
  void set(Key key, long highest) {
    Map<String, Long> all = all();
    all.put(key.text(), highest);
    try {
      PrivateFiles.write(file, JsonMapper.shared().writeValueAsString(all));
      try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
        written.force(true);
      }
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, JobMessages.words("records.marks.unwritten", file), e);
    }
  }

  private Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    if (!Files.exists(file)) {
      return all;
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
      json.properties().forEach(one -> all.put(one.getKey(), one.getValue().asLong()));
      return all;
    } catch (IOException | JacksonException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, JobMessages.words("records.marks.unread", file), e);
    }
  }
}
