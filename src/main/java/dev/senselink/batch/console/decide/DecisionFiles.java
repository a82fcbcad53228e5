package dev.senselink.batch.console.decide;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was decided and not carried out yet, on disk as soon as it is decided: a file (0600) for
 * each run. Safe between threads.
 */
final class DecisionFiles {
  /** The id of a conflict as versions before wrote it. */
  private static final Pattern UNKEYED = Pattern.compile("\"conflict\":\"[0-9a-f]{20}\"");

  private final Path folder;

  /**
   * @param data the data folder
   */
  DecisionFiles(Path data) {
    this.folder = data.resolve("console").resolve("decisions").toAbsolutePath().normalize();
  }

  private Path file(String run) {
    return folder.resolve(run + ".json");
  }

  /** The file that {@code resolve} is given. */
  Path sheet(String run) {
    return folder.resolve(run + ".csv");
  }

  /** What was decided about the rows of a run, by conflict. */
  synchronized Map<String, Made> of(String run) {
    try {
      String text = Files.readString(file(run));
      Map<String, Made> made = new LinkedHashMap<>();
      for (Made one : JsonMapper.shared().readValue(text, Made[].class)) {
        made.put(one.conflict(), one);
      }
      return made;
    } catch (NoSuchFileException e) {
      return new LinkedHashMap<>();
    } catch (IOException | JacksonException e) {
      throw broken(file(run), e);
    }
  }

  /** Notes them in the place of all that was decided about this run. */
  synchronized void write(String run, Map<String, Made> made) {
    try {
      if (made.isEmpty()) {
        Files.deleteIfExists(file(run));
      } else {
        PrivateFiles.folder(folder.resolveSibling(""));
        PrivateFiles.folder(folder);
        List<Made> all = List.copyOf(made.values());
        PrivateFiles.write(file(run), JsonMapper.shared().writeValueAsString(all));
      }
    } catch (IOException e) {
      throw broken(file(run), e);
    }
  }

  /** Forgets what was decided about runs that are kept no more. */
  synchronized void keepOnly(Collection<String> runs) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        String name = String.valueOf(one.getFileName());
        if (!runs.contains(name.replaceFirst("\\.(json|csv)$", "")) || isUnkeyed(one)) {
          Files.delete(one);
        }
      }
    } catch (IOException e) {
      throw broken(folder, e);
    }
  }

  /** Whether a version before has written it: its hashes have no key, and count no more. */
  private static boolean isUnkeyed(Path file) throws IOException {
    return String.valueOf(file.getFileName()).endsWith(".json")
        && UNKEYED.matcher(Files.readString(file)).find();
  }

  /** Writes what is to be carried out. */
  void writeSheet(String run, String text) {
    try {
      PrivateFiles.folder(folder.resolveSibling(""));
      PrivateFiles.folder(folder);
      PrivateFiles.write(sheet(run), text);
    } catch (IOException e) {
      throw broken(sheet(run), e);
    }
  }

  /** It was carried out, as far as it can be. */
  void removeSheet(String run) {
    try {
      Files.deleteIfExists(sheet(run));
    } catch (IOException e) {
      throw broken(sheet(run), e);
    }
  }

  private static LedgerException broken(Path file, Exception e) {
    return new LedgerException(LedgerException.Kind.BROKEN, file.toString(), e);
  }
}
