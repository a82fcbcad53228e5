package dev.senselink.batch.fleet.state;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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

  /** Who is known to be at which site. */
  public Path people() {
    return folder().resolve("people");
  }

  /**
   * Makes sure that no other fleet is kept here: one of the same name would go on with its runs.
   *
   * @throws LedgerException if another file is there that it belongs to
   */
  public void mustBeOf(Path file) throws IOException {
    mustNotBeOfAnother(file);
    PrivateFiles.write(folder().resolve("file"), file.toAbsolutePath().normalize().toString());
  }

  /** The same for who only looks, and tells runs what is wanted of them. */
  public void mustNotBeOfAnother(Path file) throws IOException {
    Path note = folder().resolve("file");
    Path own = file.toAbsolutePath().normalize();
    Path before =
        Files.isRegularFile(note) ? Path.of(Files.readString(note, StandardCharsets.UTF_8)) : own;
    if (!before.equals(own) && Files.exists(before)) {
      throw new LedgerException(
          LedgerException.Kind.UNFIT, words("place.other", fleet, data, before));
    }
  }

  /** Of which run the process is at work that holds the lock; empty while it is not known. */
  public Optional<FleetJournal.Content> atWork() {
    return idAtWork().map(id -> FleetJournal.read(run(id)));
  }

  /** The same, by its id alone. */
  public Optional<String> idAtWork() {
    try {
      return isAtWork()
          ? Optional.of(Files.readString(note(), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // none is known yet
    }
  }

  /** Whether a run of the fleet is at work: others hold the lock for a moment, and hear nothing. */
  public boolean isAtWork() {
    return DataFolder.isLocked(folder())
        && DataFolder.holder(folder()).map(FleetPlace::isRun).orElse(true);
  }

  private static boolean isRun(String holder) {
    return holder.startsWith("fleet-") && !holder.equals(FleetJournal.CANCEL);
  }

  /** A run begins, or goes on, under the lock. */
  public void begins(String id) throws IOException {
    PrivateFiles.write(note(), id);
  }

  /** None is at work, whatever a process that died has noted. */
  public void ends() throws IOException {
    Files.deleteIfExists(note());
  }

  private Path note() {
    return folder().resolve("run");
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
        found.removeIf(name -> !name.matches("F[0-9A-Z]+")); // systems put others beside them
      } catch (IOException e) {
        return List.of(); // what cannot be read cannot be written either, and is told then
      }
    }
    found.sort(Collections.reverseOrder());
    return found;
  }

  /** The last run. */
  public Optional<FleetJournal.Content> last() {
    return last(any -> true);
  }

  /** The last run that is such a one. */
  public Optional<FleetJournal.Content> last(Predicate<FleetJournal.Content> meant) {
    return runs().stream()
        .map(id -> Optional.ofNullable(FleetJournal.read(run(id))))
        .flatMap(Optional::stream)
        .filter(meant)
        .findFirst();
  }

  /**
   * The run that the same command goes on with: of the same definition, not over, and nobody has
   * worked a site of it with other rows since.
   *
   * @param key see {@link FleetJournal.Content#key}
   * @param rows see {@link FleetJournal.Content#rows}
   */
  public Optional<FleetJournal.Content> unfinished(String key, Map<String, String> rows) {
    return last(run -> run.key().equals(key) || isOfOthers(run.rows(), rows))
        .filter(run -> run.key().equals(key) && run.over() == null);
  }

  /** Whether some command goes on with a run. */
  public boolean isOpen(FleetJournal.Content run) {
    return run.over() == null
        && run.changes()
        && unfinished(run.key(), run.rows())
            .filter(found -> found.id().equals(run.id()))
            .isPresent();
  }

  private static boolean isOfOthers(Map<String, String> theirs, Map<String, String> ours) {
    return theirs.entrySet().stream()
        .anyMatch(one -> !ours.getOrDefault(one.getKey(), one.getValue()).equals(one.getValue()));
  }
}
