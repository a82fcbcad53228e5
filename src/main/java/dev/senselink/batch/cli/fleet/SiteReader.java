package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.InventoryFile;
import dev.senselink.batch.fleet.InventoryFile.Column;
import dev.senselink.batch.fleet.WorkWindow;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes sites of the lines of an inventory, and notes all that is wrong with them. */
final class SiteReader {
  private static final Set<Column> PATHS =
      Set.of(Column.SECRET_FILE, Column.CA_FILE, Column.PHOTOS);

  private static final String TIME_ZONE = Column.TIME_ZONE.option();

  private final @Nullable Path inventory;
  private final Map<String, String> defaults;
  private final Map<String, String> environment;
  private final boolean asked;
  private final JobMistakes mistakes;
  private final Map<String, Long> names = new HashMap<>();
  private final Map<String, Long> addresses = new HashMap<>();

  /**
   * @param inventory {@code null} if none is named, which is told already
   * @param defaults what counts for every site
   * @param asked whether a program says the secrets for which no file is named
   */
  SiteReader(
      @Nullable Path inventory,
      Map<String, String> defaults,
      Map<String, String> environment,
      boolean asked) {
    this.asked = asked;
    this.inventory = inventory;
    this.defaults = defaults;
    this.environment = environment;
    this.mistakes =
        new JobMistakes(inventory == null ? "" : String.valueOf(inventory.getFileName()));
  }

  JobMistakes mistakes() {
    return mistakes;
  }

  /**
   * All that are sound.
   *
   * @throws dev.senselink.batch.table.TableFileException if it is no table
   */
  List<FleetSite> read() {
    List<FleetSite> sites = new ArrayList<>();
    if (inventory == null) {
      return sites;
    }
    List<InventoryFile.Line> lines = InventoryFile.read(inventory);
    if (lines.isEmpty()) {
      mistakes.add(1, words("fleet.noSites"));
    }
    for (InventoryFile.Line line : lines) {
      if (!line.problem().isEmpty()) {
        wrong(line, line.problem());
      }
      sites.add(site(line));
    }
    return sites;
  }

  private FleetSite site(InventoryFile.Line line) {
    String name = line.of(Column.SITE);
    if (!FleetSite.isName(name)) {
      wrong(line, words("fleet.siteName", name));
    }
    // Folders of sites lie beside each other, and some systems take two spellings for one.
    once(names, name.toLowerCase(Locale.ROOT), line)
        .ifPresent(before -> wrong(line, words("fleet.siteTwice", name, before)));
    Map<String, String> options = new LinkedHashMap<>();
    for (Column column : Column.values()) {
      String value = line.of(column);
      if (!column.option().isEmpty() && !value.isEmpty()) {
        options.put(column.option(), PATHS.contains(column) ? path(line, column, value) : value);
      }
    }
    requireCredentials(line, options);
    ZoneId zone = zone(line, options);
    return new FleetSite(name, line.line(), address(line), options, tags(line), window(line), zone);
  }

  private String address(InventoryFile.Line line) {
    String server = line.of(Column.SERVER);
    if (server.isEmpty()) {
      wrong(line, words("fleet.noServer"));
      return "";
    }
    try {
      String address = ConnectionOptions.addressOf(server, Column.SERVER.header());
      once(addresses, address, line)
          .ifPresent(before -> wrong(line, words("fleet.addressTwice", address, before)));
      return address;
    } catch (UsageException e) {
      wrong(line, String.valueOf(e.getMessage()));
      return "";
    }
  }

  /** The line on which it was seen first, if it was. */
  private static Optional<Long> once(Map<String, Long> seen, String what, InventoryFile.Line line) {
    return Optional.ofNullable(seen.putIfAbsent(what, line.line())).filter(at -> !what.isEmpty());
  }

  /** So that not one site after the other ends with exit 2 in the middle of the night. */
  private void requireCredentials(InventoryFile.Line line, Map<String, String> options) {
    if (!isSaid(options, "app-key", "SENSELINK_APP_KEY")) {
      wrong(line, words("fleet.noAppKey"));
    }
    if (!asked
        && !isSaid(options, "app-secret-file", "SENSELINK_APP_SECRET_FILE")
        && environment.getOrDefault("SENSELINK_APP_SECRET", "").isBlank()) {
      wrong(line, words("fleet.noSecret"));
    }
  }

  private boolean isSaid(Map<String, String> options, String option, String variable) {
    return options.containsKey(option)
        || defaults.containsKey(option)
        || !environment.getOrDefault(variable, "").isBlank();
  }

  private String path(InventoryFile.Line line, Column column, String value) {
    try {
      Path file =
          inventory == null
              ? Path.of(value)
              : inventory.toAbsolutePath().resolveSibling(value).normalize();
      if (!Files.isReadable(file) || column != Column.PHOTOS && !Files.isRegularFile(file)) {
        wrong(line, words("fleet.noFile", column.header(), file));
      }
      return file.toString();
    } catch (InvalidPathException e) {
      wrong(line, words("job.noPath", column.header(), e.getReason()));
      return value;
    }
  }

  private ZoneId zone(InventoryFile.Line line, Map<String, String> options) {
    String said = options.getOrDefault(TIME_ZONE, defaults.get(TIME_ZONE));
    try {
      return ConnectionOptions.zone(said);
    } catch (UsageException e) {
      if (options.containsKey(TIME_ZONE)) { // else it is told of the fleet file
        wrong(line, String.valueOf(e.getMessage()));
      }
      return ZoneId.systemDefault();
    }
  }

  private Set<String> tags(InventoryFile.Line line) {
    Set<String> tags = new LinkedHashSet<>();
    for (String tag : line.of(Column.TAGS).split("[;,]", -1)) {
      if (!tag.isBlank()) {
        if (!FleetSite.isName(tag.strip())) {
          wrong(line, words("fleet.tagName", tag.strip()));
        }
        tags.add(tag.strip());
      }
    }
    return tags;
  }

  private WorkWindow window(InventoryFile.Line line) {
    try {
      return WorkWindow.of(line.of(Column.WINDOW));
    } catch (WorkWindow.NoWindowException e) {
      wrong(line, String.valueOf(e.getMessage()));
      return WorkWindow.ALWAYS;
    }
  }

  private void wrong(InventoryFile.Line line, String why) {
    mistakes.add(Math.toIntExact(line.line()), why);
  }
}
