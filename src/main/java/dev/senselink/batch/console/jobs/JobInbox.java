package dev.senselink.batch.console.jobs;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder into which lists are put for jobs to take: what waits there. */
public final class JobInbox {
  private static final int SHOWN = 50;

  private final @Nullable Path folder;
  private final Machine machine;

  /**
   * @param folder {@code null} for none
   */
  public JobInbox(@Nullable Path folder, Machine machine) {
    this.folder = folder;
    this.machine = machine;
  }

  /** As the page shows it. */
  Map<String, Object> values() {
    Path here = folder;
    List<Map<String, String>> files = here == null ? List.of() : files(here);
    String more = files.size() > SHOWN ? words("backup.more", files.size() - SHOWN) : "";
    return Map.of(
        "hasInbox",
        here != null,
        "files",
        files.subList(0, Math.min(SHOWN, files.size())),
        "noFiles",
        files.isEmpty(),
        "moreFiles",
        more);
  }

  private List<Map<String, String>> files(Path here) {
    List<Map<String, String>> files = new ArrayList<>();
    if (!Files.isDirectory(here)) {
      return files;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(here)) {
      for (Path file : found) {
        // Unlike its newer sister this one fails for no list that its job takes in this moment.
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          Instant changed = Instant.ofEpochMilli(file.toFile().lastModified());
          files.add(
              Map.of(
                  "name", String.valueOf(file.getFileName()),
                  "age", TimeText.age(changed, machine.wall().instant())));
        }
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, here.toString(), e);
    }
    files.sort(Comparator.comparing(file -> String.valueOf(file.get("name"))));
    return files;
  }
}
