package dev.senselink.batch.fleet.state;

import dev.senselink.batch.disk.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From which lists the plans of a folder were made, by site: a hash of each, beside the plans. */
public final class PlannedLists {
  private static final String FILE = "lists.json";

  private PlannedLists() {}

  /** Writes them; a site that is not among them has no plan of today. */
  public static void write(Path folder, Map<String, String> digests) throws IOException {
    PrivateFiles.write(
        folder.resolve(FILE), JsonMapper.shared().writeValueAsString(digests) + "\n");
  }

  /** Reads them; nothing where there are none, or they are damaged. */
  public static Map<String, String> read(Path folder) {
    Map<String, String> digests = new LinkedHashMap<>();
    try {
      JsonNode said =
          JsonMapper.shared()
              .readTree(Files.readString(folder.resolve(FILE), StandardCharsets.UTF_8));
      said.properties().forEach(one -> digests.put(one.getKey(), one.getValue().asString("")));
      return digests;
    } catch (IOException | JacksonException e) {
      return Map.of();
    }
  }
}
