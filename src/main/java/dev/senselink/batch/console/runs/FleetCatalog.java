package dev.senselink.batch.console.runs;

import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.FleetWish;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.ledger.store.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The runs of the fleets of a data folder, read from their journals: also while a fleet is at work.
 * A journal that has not grown is not read again. Safe between threads.
 */
public final class FleetCatalog {
  private static final String ID = "F[0-9A-Z]{1,40}";

  /** What an undo makes past, and the next import asks anew. */
  private static final String OF_PEOPLE = "import-.*|apply|undo|resolve";

  private final Path data;
  private final Map<Path, Kept> kept = new ConcurrentHashMap<>();
  private final Map<Path, Judged> judged = new ConcurrentHashMap<>();

  public FleetCatalog(Path data) {
    this.data = data;
  }

  /** How a run stands. */
  enum State {
    RUNNING,
    PAUSED,
    /** No site is worked just now, and some are still to come: their hours have not. */
    WAITING,
    /** Nobody works on it, and the same command goes on with it. */
    STOPPED,
    /** Nobody works on it, and no command goes on with it any more. */
    LEFT,
    OVER,
    /** It is over, before all sites have had their turn. */
    ENDED;

    boolean isAtWork() {
      return this == RUNNING || this == PAUSED || this == WAITING;
    }
  }

  /** Whether a run is gone on with, as long as the fleet has no other runs than these. */
  private record Judged(List<String> all, boolean open) {}

  /** What lists show of a run, as its journal had it. */
  private record Kept(
      BasicFileAttributes file, FleetEnd end, @Nullable Instant over, Facts facts) {}

  /**
   * A run in numbers.
   *
   * @param rows of all sites, and of none
   * @param sites all of them
   * @param done sites that have had their turn
   * @param attention those of them that somebody has to look at
   */
  record Facts(long rows, long sites, long done, long attention) {
    static Facts of(FleetEnd end) {
      List<SiteState> done =
          end.sites().values().stream()
              .filter(site -> site.phase() != Phase.WAITING && site.phase() != Phase.RUNNING)
              .toList();
      long well = done.stream().filter(FleetEnd::isWell).count();
      return new Facts(end.sum("rows"), end.sites().size(), done.size(), done.size() - well);
    }
  }

  /**
   * A run as it stands now.
   *
   * @param over when it was over, {@code null} if it is not
   * @param newest whether none of its kind has been made of the fleet since
   */
  record Entry(
      FleetPlace place,
      FleetEnd end,
      @Nullable Instant over,
      Facts facts,
      State state,
      boolean newest) {
    /** Whether its sites can be tried again by themselves. */
    boolean mayBeTried() {
      return end.job().startsWith("import-");
    }

    /**
     * Whether somebody has something to do about it; an earlier one asks what the last one does.
     */
    boolean needsSomebody() {
      return newest
          && !state.isAtWork()
          && (state != State.OVER || facts.attention() > 0 || end.unknownRows() > 0);
    }

    /** Another text once any of its sites stands otherwise. */
    String stand() {
      StringBuilder counts = new StringBuilder(state.name()).append(facts);
      for (Phase phase : Phase.values()) {
        counts.append(' ').append(end.count(phase));
      }
      return counts.toString();
    }

    private String version() {
      return end.id() + state + (state.isAtWork() ? "" : facts);
    }
  }

  /** All of them, the newest first. */
  public List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    Set<Path> there = new HashSet<>();
    for (FleetPlace place : places()) {
      List<Kept> runs = new ArrayList<>();
      for (String id : place.runs()) {
        Path folder = place.run(id);
        if (id.matches(ID) && there.add(folder)) {
          read(folder).ifPresent(runs::add);
        }
      }
      all.addAll(entries(place, runs));
    }
    kept.keySet().retainAll(there);
    judged.keySet().retainAll(there);
    all.sort(Comparator.comparing((Entry run) -> run.end().begun()).reversed());
    return all;
  }

  /** One of them, by its id. */
  Optional<Entry> find(String id) {
    return all().stream().filter(run -> run.end().id().equals(id)).findFirst();
  }

  /** Another text once anything that lists show of them is another. */
  static String version(List<Entry> all) {
    String told = all.stream().map(Entry::version).collect(Collectors.joining("\n"));
    return told.isEmpty() ? "" : HexFormat.of().formatHex(Sha256Digest.of(told), 0, 8);
  }

  private List<FleetPlace> places() {
    return new FleetTraces(data).places();
  }

  private Optional<Kept> read(Path folder) {
    try {
      Path journal = folder.resolve(FleetJournal.FILE);
      BasicFileAttributes now = Files.readAttributes(journal, BasicFileAttributes.class);
      Kept before = kept.get(folder);
      if (before != null
          && before.file().size() == now.size()
          && before.file().lastModifiedTime().equals(now.lastModifiedTime())) {
        return Optional.of(before);
      }
      FleetJournal.Content run = FleetJournal.read(folder);
      if (run == null) {
        return Optional.empty();
      }
      FleetEnd end = run.end(now.lastModifiedTime().toInstant());
      Kept anew = new Kept(now, end, run.over(), Facts.of(end));
      kept.put(folder, anew);
      return Optional.of(anew);
    } catch (IOException | LedgerException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty(); // removed by now, or damaged: the others are there nevertheless
    }
  }

  private List<Entry> entries(FleetPlace place, List<Kept> runs) {
    String atWork = place.idAtWork().orElse("");
    List<String> ids = runs.stream().map(run -> run.end().id()).toList();
    Set<String> kinds = new HashSet<>();
    List<Entry> entries = new ArrayList<>();
    for (Kept run : runs) { // the newest first
      FleetEnd end = run.end();
      State state = end.id().equals(atWork) ? atWork(place, end) : past(place, run, ids);
      boolean newest = kinds.add(end.job().matches(OF_PEOPLE) ? "" : end.job());
      entries.add(new Entry(place, end, run.over(), run.facts(), state, newest));
    }
    return entries;
  }

  private static State atWork(FleetPlace place, FleetEnd end) {
    if (FleetWish.of(place.folder(), end.id()) == FleetWish.PAUSE) {
      return State.PAUSED;
    }
    boolean idle = end.count(Phase.RUNNING) == 0 && end.count(Phase.WAITING) > 0;
    return idle ? State.WAITING : State.RUNNING;
  }

  private State past(FleetPlace place, Kept run, List<String> all) {
    if (run.over() == null) {
      return isOpen(place, run, all) ? State.STOPPED : State.LEFT;
    }
    return run.end().stopped().isEmpty() ? State.OVER : State.ENDED;
  }

  /** Asked once for the same runs: which command goes on with one stands in all that came after. */
  private boolean isOpen(FleetPlace place, Kept run, List<String> all) {
    Path folder = place.run(run.end().id());
    Judged before = judged.get(folder);
    if (before == null || !before.all().equals(all)) {
      FleetJournal.Content content = FleetJournal.read(folder);
      before = new Judged(all, content != null && place.isOpen(content));
      judged.put(folder, before);
    }
    return before.open();
  }
}
