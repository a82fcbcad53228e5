package dev.senselink.batch.fleet.rows;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.roster.HeaderNames;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterQuestions;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowChoice;
import dev.senselink.batch.roster.RowLines;
import dev.senselink.batch.roster.RowStanding;
import dev.senselink.batch.roster.UnclearColumnsException;
import dev.senselink.batch.table.CleanText;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of a fleet apart: of one list with a column {@code site}, or of a list a site.
 *
 * <p>Why a list a site is written: a run is known by the hash of its list, so a site whose rows are
 * as they were goes on with its run whatever has changed elsewhere.
 */
public final class RosterSplitter {
  private final FleetDefinition fleet;
  private final RosterSettings reading;
  private final Path folder;
  private final NamedPeople named;

  /** By site how a list is read on the day that it is there. */
  private final Map<String, RosterSettings> days = new HashMap<>();

  private final Map<String, Integer> numbers = new HashMap<>();
  private final UnknownRows unknown;
  private final List<String> unread = new ArrayList<>();

  private RosterSplitter(
      FleetDefinition fleet, RosterSettings reading, Path folder, KeyMarks keys) {
    this.named = new NamedPeople(keys);
    this.fleet = fleet;
    this.reading = reading;
    this.folder = folder;
    this.unknown = new UnknownRows(folder);
    fleet.names().forEach(site -> numbers.put(site, numbers.size()));
    for (FleetSite site : fleet.sites()) {
      RowChoice there = reading.rows().on(LocalDate.now(site.zone()));
      days.put(site.name(), reading.withRows(there));
    }
  }

  /**
   * Reads all rows.
   *
   * @param folder where the lists of the sites go; nobody else's
   * @param keys by which people are told from others
   * @throws TableFileException if a list cannot be read, or says nothing of sites
   * @throws UnclearColumnsException if a person has to say first what some columns are
   * @throws IOException if the folder cannot be written
   */
  public static FleetRows split(
      FleetDefinition fleet, String roster, RosterSettings reading, Path folder, KeyMarks keys)
      throws IOException {
    RosterSplitter splitter = new RosterSplitter(fleet, reading, folder, keys);
    Map<String, SiteRows> sites =
        roster.contains(FleetDefinition.SITE)
            ? splitter.own(roster)
            : splitter.common(Path.of(roster));
    splitter.named.end();
    splitter.unknown.end();
    return new FleetRows(
        sites, splitter.unknown, splitter.unread, splitter.named, splitter.numbers);
  }

  /**
   * Looks whether they could be read: at the headers alone.
   *
   * @throws TableFileException if a list cannot be read, or says nothing of sites
   * @throws UnclearColumnsException if a person has to say first what some columns are
   */
  public static void check(FleetDefinition fleet, String roster, RosterSettings reading) {
    if (!roster.contains(FleetDefinition.SITE)) {
      place(String.valueOf(Path.of(roster).getFileName()), header(Path.of(roster), reading));
      return;
    }
    for (FleetSite site : fleet.sites()) {
      header(Path.of(roster.replace(FleetDefinition.SITE, site.name())), reading);
    }
  }

  private static List<String> header(Path file, RosterSettings reading) {
    String name = String.valueOf(file.getFileName());
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw TableFileException.notThere(file, name);
    }
    new RosterQuestions(reading, answered -> Roster.open(file, name, answered), name).mustBeClear();
    try (Roster roster = Roster.open(file, name, reading)) {
      return roster.shape().headers();
    }
  }

  private Map<String, SiteRows> own(String roster) {
    Map<String, SiteRows> sites = new LinkedHashMap<>();
    for (String site : fleet.names()) {
      Path file = Path.of(roster.replace(FleetDefinition.SITE, site));
      boolean chosen = fleet.sites().stream().anyMatch(one -> one.name().equals(site));
      if (chosen || Files.isReadable(file)) {
        SiteRows rows = count(site, file);
        if (chosen) {
          sites.put(site, rows);
        }
      } else {
        unread.add(site);
      }
    }
    return sites;
  }

  private SiteRows count(String site, Path file) {
    String name = String.valueOf(file.getFileName());
    header(file, reading);
    int rows = 0;
    try (Roster roster = Roster.open(file, name, reading)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        name(site, row);
        rows++;
      }
    }
    return new SiteRows(site, file, rows, null, SiteListWriter.sha256(file), reading);
  }

  /** Whoever a row says to have left moves nowhere by it. */
  private void name(String site, Row row) {
    RosterSettings by = days.getOrDefault(site, reading);
    if (RowStanding.of(row, by).kind() != RowStanding.Kind.LEFT) {
      named.add(number(site), KeyRules.all(row));
    }
  }

  private int number(String site) {
    return numbers.getOrDefault(site, 0);
  }

  private Map<String, SiteRows> common(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    header(file, reading);
    PrivateFiles.remove(folder); // else it would seem as old as the first of them
    PrivateFiles.folder(folder);
    Map<String, SiteListWriter> lists = new LinkedHashMap<>();
    try (Roster roster = Roster.open(file, name, reading)) {
      if (hasPhotos(roster)) {
        throw new TableFileException(Code.NOT_A_ROSTER, name, words("rows.pictures"));
      }
      // It is ours: one table, its header on top, in one encoding.
      RosterSettings ofSite = reading.withSheet(null).withHeaderRow(null).withEncoding(null);
      List<String> headers = roster.shape().headers();
      int place = place(name, headers);
      for (FleetSite site : fleet.sites()) {
        lists.put(site.name(), new SiteListWriter(site.name(), folder, name, headers, ofSite));
      }
      Map<String, String> known = new HashMap<>();
      fleet.names().forEach(site -> known.put(folded(site), site));
      for (Row row = roster.next(); row != null; row = roster.next()) {
        take(row, place, known, lists);
      }
    }
    Map<String, SiteRows> sites = new LinkedHashMap<>();
    for (SiteListWriter list : lists.values()) {
      sites.put(list.site(), list.end());
    }
    return sites;
  }

  /** Pictures beside its rows; one above the header is a logo. */
  private static boolean hasPhotos(Roster roster) {
    return !roster.pictures().named().isEmpty()
        || roster.pictures().placed().stream()
            .anyMatch(picture -> picture.firstRow() > roster.shape().headerLine());
  }

  private void take(
      Row row, int place, Map<String, String> known, Map<String, SiteListWriter> lists)
      throws IOException {
    String said = CleanText.of(row.cells().get(place));
    String site = known.get(folded(said));
    if (site == null) {
      unknown.add(
          new UnknownSiteRow(
              row.ref().line(), KeyRules.shown(row), row.text(RosterColumn.NAME), said));
      return;
    }
    name(site, row);
    SiteListWriter list = lists.get(site);
    if (list != null) {
      list.add(row);
    }
  }

  private static String folded(String site) {
    return site.toLowerCase(Locale.ROOT);
  }

  private static int place(String file, List<String> headers) {
    @Nullable Integer found = null;
    for (int at = 0; at < headers.size(); at++) {
      if (HeaderNames.fold(headers.get(at)).equals(RowLines.COLUMN)) {
        if (found != null) {
          throw new TableFileException(
              Code.HEADER_TWICE, file, words("rows.twoColumns", RowLines.COLUMN));
        }
        found = at;
      }
    }
    if (found == null) {
      throw new TableFileException(
          Code.HEADER_NOT_FOUND,
          file,
          words("rows.noColumn", RowLines.COLUMN, FleetDefinition.SITE));
    }
    return found;
  }
}
