package dev.senselink.batch.fleet.report;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.rows.ArrivedPeople;
import dev.senselink.batch.fleet.rows.KeyMarks;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fleets of a data folder keep of people beside the ledgers of their sites: results of
 * their runs, lists that are still to be worked, hashes of who is where. Takes the lock of each.
 */
public final class FleetTraces {
  private static final String HOLDER = "privacy";

  private final Path data;

  private final @Nullable FleetPlace held;

  public FleetTraces(Path data) {
    this(data, null);
  }

  private FleetTraces(Path data, @Nullable FleetPlace held) {
    this.data = data;
    this.held = held;
  }

  /** The same where whoever calls holds the lock of a fleet. */
  public static FleetTraces under(FleetPlace held) {
    return new FleetTraces(held.data(), held);
  }

  /**
   * Whom to forget.
   *
   * @param keys numbers that are theirs at any site
   * @param where at which sites the rest is theirs
   * @param own further numbers
   * @param people ids
   */
  public record Whom(List<PersonKey> keys, Where where, List<PersonKey> own, Set<Long> people) {
    public Whom {
      keys = List.copyOf(keys);
      own = List.copyOf(own);
      people = Set.copyOf(people);
    }

    /** Some of a fleet's sites. */
    public interface Where {
      boolean holds(String site, SiteAddresses addresses);
    }

    /** Whoever has a number. */
    public static Whom byNumber(KeyField field, String text) {
      PersonKey key = new PersonKey(field, KeyRules.normal(field, text), text);
      return new Whom(List.of(key), (site, addresses) -> false, List.of(), Set.of());
    }

    /** Whoever has an id on a server; where none is named, nobody: sites give the same ids. */
    public static Whom byId(long person, @Nullable String server) {
      return new Whom(
          List.of(),
          (site, addresses) -> server != null && addresses.of(site).contains(server),
          List.of(),
          Set.of(person));
    }

    /** Whoever is known so at a site. */
    public static Whom at(String name, List<PersonKey> own, Set<Long> people) {
      return new Whom(List.of(), (site, addresses) -> site.equals(name), own, people);
    }
  }

  /** Where the ledgers of sites lie, of which each is forgotten by itself; empty for none. */
  public Optional<String> sitesFolder() {
    return filled(data.resolve("sites"));
  }

  /** Where the fleets are kept; empty for none. */
  public Optional<String> fleetsFolder() {
    return filled(data.resolve("fleets"));
  }

  private static Optional<String> filled(Path folder) {
    return within(folder).isEmpty() ? Optional.empty() : Optional.of(folder.toString());
  }

  /** The sites of which there is a ledger. */
  public List<String> sites() {
    return within(data.resolve("sites")).stream()
        .filter(Files::isDirectory)
        .map(one -> String.valueOf(one.getFileName()))
        .sorted()
        .toList();
  }

  /** The fleets that are kept here. */
  public List<FleetPlace> places() {
    List<FleetPlace> all = new ArrayList<>();
    for (Path one : within(data.resolve("fleets"))) {
      if (!Files.isDirectory(one)) {
        continue; // somebody's own
      }
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
  public synchronized int erase(Whom whom) {
    int lines = 0;
    for (FleetPlace place : places()) {
      if (place.equals(held)) {
        lines += eraseLocked(place, whom);
      } else {
        try (DataFolder alone = DataFolder.lock(Machine.real(), place.folder(), HOLDER)) {
          lines += eraseLocked(place, whom);
        }
      }
    }
    return lines;
  }

  private static int eraseLocked(FleetPlace place, Whom whom) {
    try {
      PrivateFiles.remove(place.rosters()); // they are taken out of the whole list anew
      List<PersonKey> keys = new ArrayList<>(whom.keys());
      keys.addAll(whom.own());
      Optional<DataFolderKey> key = DataFolderKey.existing(place.folder()); // else nothing is kept
      if (key.isPresent()) {
        new ArrivedPeople(place.people(), new KeyMarks(key.get())).forget(keys);
      }
      return erase(place, whom);
    } catch (IOException e) {
      throw unwritable(place.folder(), e);
    }
  }

  private static int erase(FleetPlace place, Whom whom) throws IOException {
    SiteAddresses addresses = SiteAddresses.read(place.folder());
    int lines = 0;
    for (String id : place.runs()) {
      List<Path> files = new ArrayList<>(within(place.run(id).resolve("results")));
      for (Path report : FleetJournal.reports(place.run(id))) {
        FleetReport.removePart(report, id);
        files.add(report.resolve(SiteResults.RESULTS));
      }
      files.removeIf(file -> !Files.isRegularFile(file));
      ErasedLines erased = new ErasedLines(whom, addresses);
      for (Path file : files) {
        lines += erased.from(file);
      }
      for (Path file : erased.knowsMore() ? files : List.<Path>of()) { // whoever looks like them
        lines += erased.from(file);
      }
    }
    return lines;
  }

  /**
   * Forgets the runs that were begun before a moment and that nobody goes on with, with their
   * reports, and lists that nobody has gone on with since.
   *
   * @return their ids
   */
  public List<String> prune(Instant before) {
    List<String> gone = new ArrayList<>();
    for (FleetPlace place : places()) {
      try (DataFolder alone = DataFolder.lock(Machine.real(), place.folder(), HOLDER)) {
        for (String id : place.runs()) {
          FleetJournal.Content run = FleetJournal.read(place.run(id));
          if (run == null || run.begun().isBefore(before) && !place.isOpen(run)) {
            for (Path report : FleetJournal.reports(place.run(id))) {
              FleetReport.remove(report, id);
            }
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
