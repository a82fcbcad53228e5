package dev.senselink.batch.fleet.report;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.disk.DurableFiles;
import dev.senselink.batch.fleet.report.FleetTraces.Whom;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.table.csv.GuardedCsvReader;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes somebody out of results of a fleet: the line stays with what became of it. */
final class ErasedLines {
  private static final String NAME = "name";

  /** What a line says of its own person, and of the one who looks like them. */
  private static final List<String> OWN =
      List.of("key", NAME, "reason", "personId", "similarPersonId", "similarPersonName", "photo");

  private static final List<String> SIMILAR =
      List.of("reason", "similarPersonId", "similarPersonName");

  private final Whom whom;
  private final SiteAddresses addresses;

  /** Who they turned out to be: a site and an id, for the same id is somebody else elsewhere. */
  private final Set<String> people = new HashSet<>();

  /**
   * @param addresses those of the fleet
   */
  ErasedLines(Whom whom, SiteAddresses addresses) {
    this.whom = whom;
    this.addresses = addresses;
  }

  /** Whether lines said who they are. */
  boolean knowsMore() {
    return !people.isEmpty();
  }

  /** Takes them out of a file, and says how many lines spoke of them. */
  int from(Path results) throws IOException {
    Path part = results.resolveSibling("." + results.getFileName() + ".part");
    int lines = 0;
    try (GuardedCsvReader in =
            GuardedCsvReader.of(Files.newInputStream(results), SiteResults.RESULTS);
        OutputStream file = DurableFiles.createDurable(part);
        GuardedCsvWriter out = GuardedCsvWriter.to(file)) {
      List<String> header = in.next();
      if (header != null) {
        out.write(header);
        for (List<String> line = in.next(); line != null; line = in.next()) {
          List<String> left = left(header, line);
          lines += left.equals(line) ? 0 : 1;
          out.write(left);
        }
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

  /** What may be left of a line. */
  private List<String> left(List<String> header, List<String> line) {
    String site = cell(header, line, "site");
    boolean own = whom.where().holds(site, addresses);
    String id = cell(header, line, "personId");
    String key = cell(header, line, "key");
    if (isKey(whom.keys(), key) || own && isKey(whom.own(), key) || isPerson(site, own, id)) {
      if (!id.isEmpty()) {
        people.add(person(site, id));
      }
      return without(header, line, OWN);
    }
    return isPerson(site, own, cell(header, line, "similarPersonId"))
        ? without(header, line, SIMILAR)
        : line;
  }

  private boolean isPerson(String site, boolean own, String id) {
    boolean said = whom.people().stream().anyMatch(one -> id.equals(String.valueOf(one)));
    return own && said || people.contains(person(site, id));
  }

  private static String person(String site, String id) {
    return site + " " + id;
  }

  private static boolean isKey(Collection<PersonKey> keys, String shown) {
    return !shown.isEmpty()
        && keys.stream()
            .anyMatch(
                key ->
                    !key.value().isEmpty()
                        && key.value().equals(KeyRules.normal(key.field(), shown)));
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
        left.set(at, column.equals(NAME) ? words("traces.erased") : "");
      }
    }
    return left;
  }
}
