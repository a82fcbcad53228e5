package dev.senselink.batch.fleet.state;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a fleet's run has come to, a line a change, each on the disk before the next thing is done.
 * Any process may read it while another writes. Not for several threads.
 */
public final class FleetJournal {
  /** How it is called in the folder of its run. */
  public static final String FILE = "journal.jsonl";

  /** Who holds the lock to end a run that nobody is at work on. */
  static final String CANCEL = "fleet-cancel";

  private static final JsonMapper JSON = JsonMapper.shared();

  /** What changes people, beside imports. */
  private static final Set<String> CHANGING = Set.of("apply", "undo", "resolve");

  private final Machine machine;
  private final Path file;

  private FleetJournal(Machine machine, Path folder) {
    this.machine = machine;
    this.file = folder.resolve(FILE);
  }

  /**
   * What stands in one.
   *
   * @param id of the fleet's run
   * @param key what tells it from others: the rows and what is done with them
   * @param rows what tells the rows of each site from others
   * @param typed what was typed of sites and rules, by key; no secret can be
   * @param report where its report goes
   * @param unknownRows rows of no site
   * @param over when it was over; {@code null} if it is not
   * @param stopped why it stopped before, {@code ""} if it did not
   * @param atWork the sites that were worked last and have not ended since, and since when
   */
  public record Content(
      String id,
      String fleet,
      String job,
      String key,
      Map<String, String> rows,
      Map<String, String> typed,
      Path report,
      int unknownRows,
      Instant begun,
      @Nullable Instant over,
      String stopped,
      Map<String, SiteState> sites,
      Map<String, Instant> atWork) {
    public Content {
      rows = Map.copyOf(rows);
      typed = new LinkedHashMap<>(typed);
      sites = new LinkedHashMap<>(sites);
      atWork = Map.copyOf(atWork);
    }

    /**
     * Whether it changes people: then its sites have runs, and the same command goes on with it.
     */
    public boolean changes() {
      return job.startsWith("import-") || CHANGING.contains(job);
    }

    /** What it comes to at a moment. */
    public FleetEnd end(Instant now) {
      return new FleetEnd(
          id,
          fleet,
          job,
          report,
          begun,
          over == null ? now : over,
          unknownRows,
          stopped,
          over != null,
          sites);
    }
  }

  /** Begins one in a folder of its own. */
  public static FleetJournal begin(Machine machine, Path folder, Content content) {
    FleetJournal journal = new FleetJournal(machine, folder);
    try {
      PrivateFiles.folder(folder);
    } catch (IOException e) {
      throw journal.unwritable(e);
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("run", content.id());
    line.put("fleet", content.fleet());
    line.put("job", content.job());
    line.put("key", content.key());
    line.put("rows", content.rows());
    line.put("typed", content.typed());
    line.put("report", content.report().toString());
    line.put("unknown", content.unknownRows());
    line.put("begun", content.begun().toString());
    line.put("sites", List.copyOf(content.sites().keySet()));
    Map<String, Long> counts = new LinkedHashMap<>();
    content.sites().values().stream()
        .filter(site -> site.summary().containsKey(SiteState.ROWS))
        .forEach(site -> counts.put(site.site(), site.count(SiteState.ROWS)));
    line.put("counts", counts);
    journal.write(line);
    return journal;
  }

  /**
   * Goes on with one.
   *
   * @param report where its report goes from now on
   */
  public static FleetJournal open(Machine machine, Path folder, Path report) {
    FleetJournal journal = new FleetJournal(machine, folder);
    journal.write(
        Map.of("resumed", machine.wall().instant().toString(), "report", report.toString()));
    return journal;
  }

  /**
   * A run that nobody is at work on is over: nobody goes on with it.
   *
   * @param seen the sites of which more is known by now
   * @throws LedgerException if somebody is at work by now
   */
  public static void cancel(
      Machine machine, FleetPlace place, Content run, Collection<SiteState> seen) {
    try (DataFolder alone = DataFolder.lock(machine, place.folder(), CANCEL)) {
      FleetJournal journal = new FleetJournal(machine, place.run(run.id()));
      seen.forEach(journal::note);
      journal.stopped(words("stop.cancelled"));
      PrivateFiles.remove(place.rosters()); // before nobody comes by here any more
      journal.over();
    } catch (IOException e) {
      throw new LedgerException(
          LedgerException.Kind.BROKEN, words("journal.unwritable", place.folder()), e);
    }
  }

  /** A site stands otherwise now. */
  public void note(SiteState state) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("site", state.site());
    line.put("phase", state.phase().name());
    line.put("code", state.code());
    line.put("tries", state.tries());
    line.put("summary", state.summary());
    line.put("why", state.why());
    line.put("at", machine.wall().instant().toString());
    write(line);
  }

  /** The run stops, and the same command goes on with it. */
  public void stopped(String why) {
    write(Map.of("stopped", why));
  }

  /** It is over: the same command begins another. */
  public void over() {
    write(Map.of("over", machine.wall().instant().toString()));
  }

  /** In front of each line a new one: the last may have been cut short by a crash. */
  private void write(Map<String, ?> line) {
    byte[] text = ("\n" + JSON.writeValueAsString(line)).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = PrivateFiles.append(file)) {
      out.write(text);
    } catch (IOException e) {
      throw unwritable(e);
    }
    try {
      machine.force(file);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private LedgerException unwritable(IOException e) {
    return new LedgerException(LedgerException.Kind.BROKEN, words("journal.unwritable", file), e);
  }

  /** What stands in the journal of a folder; {@code null} if there is none. */
  public static @Nullable Content read(Path folder) {
    List<JsonNode> lines = lines(folder);
    return lines.isEmpty() ? null : content(lines);
  }

  /** When a run has first begun to work each of its sites; one that it has not is missing. */
  static Map<String, Instant> firstWorked(Path folder) {
    Map<String, Instant> first = new HashMap<>();
    for (JsonNode line : lines(folder)) {
      if (line.path("phase").asString("").equals(SiteState.Phase.RUNNING.name())) {
        first.putIfAbsent(
            line.path("site").asString(""), Instant.parse(line.path("at").asString("")));
      }
    }
    return first;
  }

  /** All folders to which the report of a run has gone: somebody may have gone on with another. */
  public static List<Path> reports(Path folder) {
    return lines(folder).stream()
        .map(line -> line.path("report").asString(""))
        .filter(report -> !report.isEmpty())
        .distinct()
        .map(Path::of)
        .toList();
  }

  private static List<JsonNode> lines(Path folder) {
    Path file = folder.resolve(FILE);
    List<JsonNode> lines = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return lines;
    }
    try {
      for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
        JsonNode node = line.isEmpty() ? null : parsed(line);
        if (node != null) {
          lines.add(node);
        }
      }
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("journal.unreadable", file), e);
    }
    return lines;
  }

  /** A line that is not whole was never said. */
  private static @Nullable JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Content content(List<JsonNode> lines) {
    JsonNode first = lines.get(0);
    JsonNode counts = first.path("counts");
    Map<String, SiteState> sites = new LinkedHashMap<>();
    first
        .path("sites")
        .forEach(site -> sites.put(site.asString(), waiting(site.asString(), counts)));
    Instant over = null;
    String stopped = "";
    String report = "";
    Map<String, Instant> atWork = new HashMap<>();
    for (JsonNode line : lines) {
      report = line.path("report").asString(report);
      if (line.has("site")) {
        SiteState state = state(line);
        sites.put(state.site(), state);
        if (state.phase() == SiteState.Phase.RUNNING) {
          atWork.put(state.site(), Instant.parse(line.path("at").asString("")));
        } else {
          atWork.remove(state.site());
        }
      }
      stopped = line.has("resumed") ? "" : line.path("stopped").asString(stopped);
      over = line.has("over") ? Instant.parse(line.path("over").asString("")) : over;
    }
    return new Content(
        first.path("run").asString(""),
        first.path("fleet").asString(""),
        first.path("job").asString(""),
        first.path("key").asString(""),
        texts(first.path("rows")),
        texts(first.path("typed")),
        Path.of(report),
        first.path("unknown").asInt(0),
        Instant.parse(first.path("begun").asString("")),
        over,
        stopped,
        sites,
        atWork);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asString("")));
    return texts;
  }

  private static SiteState waiting(String site, JsonNode counts) {
    return counts.has(site)
        ? SiteState.waiting(site, counts.path(site).asLong())
        : SiteState.waiting(site);
  }

  private static SiteState state(JsonNode line) {
    return new SiteState(
        line.path("site").asString(""),
        SiteState.Phase.valueOf(line.path("phase").asString("")),
        line.path("code").asInt(-1),
        line.path("tries").asInt(0),
        texts(line.path("summary")),
        line.path("why").asString(""));
  }
}
