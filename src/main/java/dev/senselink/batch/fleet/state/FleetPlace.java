package dev.senselink.batch.fleet.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a fleet is kept in a data folder: its runs, and a data folder for each site, in which the
 * site's own commands work as in any other.
 */
public record FleetPlace(Path data, String fleet) {
  /** Under the lock of which the fleet is worked. */
  public Path folder() {
    return data.resolve("fleets").resolve(fleet);
  }

  /** The lists of the sites, while they are needed. */
  public Path rosters() {
    return folder().resolve("rosters");
  }

  /** The folder of one run. */
  public Path run(String id) {
    return folder().resolve("runs").resolve(id);
  }

  /** The data folder of a site: one for all fleets of the folder. */
  public Path site(String name) {
    return data.resolve("sites").resolve(name);
  }

  /** The ids of all runs, the last first. */
  public List<String> runs() {
    List<String> found = new ArrayList<>();
    Path all = folder().resolve("runs");
    if (Files.isDirectory(all)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(all)) {
        each.forEach(one -> found.add(String.valueOf(one.getFileName())));
      } catch (IOException e) {
        return List.of(); // what cannot be read cannot be written either, and is told then
      }
    }
    found.sort(Collections.reverseOrder());
    return found;
  }

  /** The last run. */
  public Optional<FleetJournal.Content> last() {
    for (String id : runs()) {
      FleetJournal.Content content = FleetJournal.read(run(id));
      if (content != null) {
        return Optional.of(content);
      }
    }
    return Optional.empty();
  }
}
