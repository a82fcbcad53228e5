package dev.senselink.batch.fleet.report;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.rows.ArrivedPeople;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fleets of a data folder keep of people beside the ledgers of their sites: results of
 * their runs, lists that are still to be worked, hashes of who is where. Takes the lock of each.
 */
public final class FleetTraces {
  private static final String HOLDER = "privacy";
  private static final int KEY = 2;
  private static final int NAME = 3;

  /** What a line says of its own person, and of the one who looks like them. */
  private static final List<String> OWN =
      List.of("key", "name", "reason", "personId", "similarPersonId", "similarPersonName", "photo");

  private static final List<String> SIMILAR =
      List.of("reason", "similarPersonId", "similarPersonName");

  private final Path data;

  public FleetTraces(Path data) {
    this.data = data;
  }

  /**
   * Whom to forget.
   *
   * @param field by which number; {@code null} for the id
   * @param text the number
   * @param person the id, 0 for none
   */
  public record Whom(@Nullable KeyField field, String text, long person) {
    private boolean isKey(String shown) {
      return field != null
          && !shown.isEmpty()
          && KeyRules.normal(field, shown).equals(KeyRules.normal(field, text));
    }

    private boolean isId(String shown) {
      return person > 0 && shown.equals(String.valueOf(person));
    }
  }

  /** The fleets that are kept here. */
  public List<FleetPlace> places() {
    List<FleetPlace> all = new ArrayList<>();
    for (Path one : within(data.resolve("fleets"))) {
      all.add(new FleetPlace(data, String.valueOf(one.getFileName())));
    }
    return all;
  }

  /** A folder in which something is kept of a run, and since when. */
  public record Kept(Path folder, Instant since) {}

  /** What is kept of runs. */
  public List<Kept> kept() {
    List<Kept> all = new ArrayList<>();
    for (FleetPlace place : places()) {
      for (String id : place.runs()) {
        FleetJournal.Content run = FleetJournal.read(place.run(id));
        if (run != null) {
          all.add(new Kept(place.run(id), run.begun()));
        }
      }
    }
    return all;
  }

  /**
   * Forgets somebody.
   *
   * @return how many lines spoke of them
   * @throws LedgerException if a fleet is at work, or a file cannot be written
   */
  public int erase(Whom whom) {
    int lines = 0;
    for (FleetPlace place : places()) {
      try (DataFolder alone = DataFolder.lock(Machine.real(), place.folder(), HOLDER)) {
        PrivateFiles.remove(place.rosters()); // they are taken out of the whole list anew
        if (whom.field() != null) {
          String normal = KeyRules.normal(whom.field(), whom.text());
          new ArrivedPeople(place.people())
              .forget(List.of(new PersonKey(whom.field(), normal, whom.text())));
        }
        lines += erase(place, whom);
      } catch (IOException e) {
        throw unwritable(place.folder(), e);
      }
    }
    return lines;
  }

  private static int erase(FleetPlace place, Whom whom) throws IOException {
    int lines = 0;
    for (String id : place.runs()) {
      FleetJournal.Content run = FleetJournal.read(place.run(id));
      List<Path> files = new ArrayList<>(within(place.run(id).resolve("results")));
      if (run != null) {
        files.add(run.report().resolve(SiteResults.RESULTS));
      }
      files.removeIf(file -> !Files.isRegularFile(file));
      Set<String> ids = new HashSet<>();
      for (Path file : files) {
        lines += erase(file, whom, ids);
      }
      for (Path file : ids.isEmpty() ? List.<Path>of() : files) { // whoever looks like them
        lines += erase(file, whom, ids);
      }
    }
    return lines;
  }

  /** Their line stays with what became of it, and says no more whose it was. */
  private static int erase(Path results, Whom whom, Set<String> ids) throws IOException {
    Path part = results.resolveSibling("." + results.getFileName() + ".part");
    int lines = 0;
    try (GuardedCsvReader in =
            GuardedCsvReader.of(Files.newInputStream(results), SiteResults.RESULTS);
        OutputStream file = DurableFiles.createDurable(part);
        GuardedCsvWriter out = GuardedCsvWriter.to(file)) {
      List<String> header = in.next();
      if (header == null) {
        return 0;
      }
      out.write(header);
      for (List<String> line = in.next(); line != null; line = in.next()) {
        String id = cell(header, line, "personId");
        boolean theirs = whom.isKey(line.get(KEY)) || whom.isId(id);
        if (theirs && !id.isEmpty()) {
          ids.add(id);
        }
        String other = cell(header, line, "similarPersonId");
        boolean alike = !other.isEmpty() && (whom.isId(other) || ids.contains(other));
        lines += theirs || alike ? 1 : 0;
        out.write(
            theirs ? without(header, line, OWN) : alike ? without(header, line, SIMILAR) : line);
      }
    }
    if (lines == 0) {
      Files.delete(part);
    } else {
      Files.move(
          part, results, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    return lines;
  }

  private static String cell(List<String> header, List<String> line, String column) {
    int at = header.indexOf(column);
    return at < 0 || at >= line.size() ? "" : line.get(at);
  }

  private static List<String> without(
      List<String> header, List<String> line, List<String> columns) {
    List<String> left = new ArrayList<>(line);
    for (String column : columns) {
      int at = header.indexOf(column);
      if (at >= 0 && at < left.size()) {
        left.set(at, at == NAME ? words("traces.erased") : "");
      }
    }
    return left;
  }

  /**
   * Forgets the runs that were begun before a moment and are over, and lists that nobody has gone
   * on with since.
   *
   * @return their ids
   */
  public List<String> prune(Instant before) {
    List<String> gone = new ArrayList<>();
    for (FleetPlace place : places()) {
      try (DataFolder alone = DataFolder.lock(Machine.real(), place.folder(), HOLDER)) {
        for (String id : place.runs()) {
          FleetJournal.Content run = FleetJournal.read(place.run(id));
          if (run == null || run.over() != null && run.begun().isBefore(before)) {
            PrivateFiles.remove(place.run(id));
            gone.add(id);
          }
        }
        Path lists = place.rosters();
        if (Files.isDirectory(lists)
            && Files.getLastModifiedTime(lists).toInstant().isBefore(before)) {
          PrivateFiles.remove(lists);
        }
      } catch (IOException e) {
        throw unwritable(place.folder(), e);
      }
    }
    return gone;
  }

  /**
   * Removes one run.
   *
   * @return whether there was one of that id
   */
  public boolean delete(String id) {
    for (FleetPlace place : places()) {
      if (place.runs().contains(id)) {
        try (DataFolder alone = DataFolder.lock(Machine.real(), place.folder(), HOLDER)) {
          PrivateFiles.remove(place.run(id));
          return true;
        } catch (IOException e) {
          throw unwritable(place.folder(), e);
        }
      }
    }
    return false;
  }

  private static LedgerException unwritable(Path folder, IOException e) {
    return new LedgerException(LedgerException.Kind.BROKEN, words("journal.unwritable", folder), e);
  }

  private static List<Path> within(Path folder) {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(folder)) {
        each.forEach(all::add);
      } catch (IOException e) {
        throw unwritable(folder, e);
      }
    }
    return all;
  }
}
