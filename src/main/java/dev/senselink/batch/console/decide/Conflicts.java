package dev.senselink.batch.console.decide;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.look.Look;
import dev.senselink.batch.console.look.Look.WaitingRow;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.ledger.store.DataFolderKey;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows that wait for a decision, and what was decided about them and not carried out yet. The
 * ledger is read when it has changed, and only while no command uses it; until then what it said
 * last is shown. Safe between threads.
 */
public final class Conflicts {
  private final Path data;
  private final Look look;
  private final CommandQueue queue;
  private final RunCatalog runs;
  private final Machine machine;
  private final DecisionFiles files;
  private final UnaryOperator<String> hash = this::hash;
  private @Nullable DataFolderKey key;
  private Known known = Known.NOTHING;
  private String knownAt = "";

  /**
   * @param data the data folder
   */
  public Conflicts(Path data, Look look, CommandQueue queue, RunCatalog runs, Machine machine) {
    this.data = data;
    this.look = look;
    this.queue = queue;
    this.runs = runs;
    this.machine = machine;
    this.files = new DecisionFiles(data);
  }

  /**
   * What the ledger said last.
   *
   * @param unread why rows of a run that wait cannot be shown, by the run
   */
  private record Known(List<OpenConflict> open, Map<RunCatalog.Entry, String> unread) {
    static final Known NOTHING = new Known(List.of(), Map.of());
  }

  /** By the data folder's key, so that what is written down means nothing elsewhere. */
  private synchronized String hash(String text) {
    DataFolderKey now = key;
    try {
      if (now == null) {
        now = DataFolderKey.of(data, machine);
        key = now;
      }
      return now.hash("decision\n" + text);
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, data.toString(), e);
    }
  }

  /** How they stand now. */
  synchronized ConflictStanding now() {
    RunCatalog.Snapshot all = runs.now();
    boolean current = true;
    String at = all.stand() + all.written() + all.server();
    if (!at.equals(knownAt)) {
      Optional<Known> read = read(all.toDecide());
      current = read.isPresent();
      if (current) {
        known = read.get();
        knownAt = at;
        files.keepOnly(all.all().stream().map(RunCatalog.Entry::id).toList());
      }
    }
    return new ConflictStanding(known.open(), made(known.open()), known.unread(), current);
  }

  private Optional<Known> read(List<RunCatalog.Entry> of) {
    if (of.isEmpty()) {
      return Optional.of(Known.NOTHING);
    }
    List<String> ids = of.stream().map(RunCatalog.Entry::id).toList();
    try {
      return queue.whileIdle(() -> look.waiting(ids)).map(found -> known(found, of));
    } catch (LedgerException e) {
      if (e.kind() == LedgerException.Kind.LOCKED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Known known(Look.Waiting found, List<RunCatalog.Entry> of) {
    List<OpenConflict> open = new ArrayList<>();
    Map<RunCatalog.Entry, String> unread = new LinkedHashMap<>();
    for (RunCatalog.Entry run : of) {
      found.rows().stream()
          .filter(row -> row.run().equals(run.id()))
          .forEach(row -> open.add(new OpenConflict(run, row, hash)));
      String why = found.unread().get(run.id());
      if (why != null) {
        unread.put(run, why);
      }
    }
    return new Known(open, unread);
  }

  /** What was decided about something that has changed since is asked again. */
  private Map<String, Made> made(List<OpenConflict> open) {
    Map<String, Map<String, Made>> byRun = new HashMap<>();
    Map<String, Made> valid = new HashMap<>();
    for (OpenConflict one : open) {
      Made made = byRun.computeIfAbsent(one.run().id(), files::of).get(one.id());
      if (made != null && made.state().equals(one.state())) {
        valid.put(one.id(), made);
      }
    }
    return valid;
  }

  /** How a decision was taken. */
  enum Taken {
    STORED,
    /** Something of it is another than whoever decides has seen. */
    CHANGED,
    /** It is none of those that are offered. */
    NOT_OFFERED,
    /** It is being carried out: what is changed now would not be done. */
    AT_WORK
  }

  /**
   * Stores a decision at once.
   *
   * @param seen what whoever decides has seen ({@link ConflictStanding#seen})
   * @param decision {@code null} to take back what was decided
   * @param candidate whom it is about, -1 for nobody
   */
  synchronized Taken decide(
      String id, String seen, @Nullable Decision decision, int candidate, String by) {
    ConflictStanding now = now();
    OpenConflict conflict = now.find(id).orElse(null);
    if (conflict == null || !now.seen(conflict).equals(seen)) {
      return Taken.CHANGED;
    }
    if (now.of(conflict) != null && queue.find(CarryOut.key(conflict.run().id())).isPresent()) {
      return Taken.AT_WORK;
    }
    if (decision != null && !conflict.offers(decision, candidate)) {
      return Taken.NOT_OFFERED;
    }
    store(now, List.of(conflict), decision, candidate, by);
    return Taken.STORED;
  }

  /**
   * Leaves all those out that nobody has decided about and that have the same reason: what several
   * have in common is never decided otherwise.
   *
   * @return false if they are not those that were shown
   */
  synchronized boolean skipAll(String code, String seen, String by) {
    ConflictStanding now = now();
    List<OpenConflict> group =
        now.undecided().stream().filter(one -> one.outcome().code().equals(code)).toList();
    if (group.isEmpty() || !now.seen(group).equals(seen)) {
      return false;
    }
    store(now, group, Decision.SKIP, -1, by);
    return true;
  }

  private void store(
      ConflictStanding now,
      List<OpenConflict> some,
      @Nullable Decision decision,
      int candidate,
      String by) {
    String at = machine.wall().instant().toString();
    Map<String, Map<String, Made>> byRun = new LinkedHashMap<>();
    some.forEach(one -> byRun.putIfAbsent(one.run().id(), new LinkedHashMap<>()));
    for (OpenConflict one : now.open()) { // what is not open any more goes
      Map<String, Made> of = byRun.get(one.run().id());
      Made made = now.of(one);
      if (of != null && some.contains(one)) {
        made =
            decision == null ? null : new Made(one.id(), one.state(), decision, candidate, by, at);
      }
      if (of != null && made != null) {
        of.put(one.id(), made);
      }
    }
    byRun.forEach(files::write);
  }

  /**
   * They were carried out: if a row of them waits still, somebody decides anew.
   *
   * @param sent what was carried out, by conflict
   */
  synchronized void carriedOut(String run, Map<String, Made> sent) {
    Map<String, Made> left = files.of(run);
    sent.forEach(left::remove);
    files.write(run, left);
    forget();
  }

  /**
   * They were carried out in part: only what waits still as it was stays decided. Were the others
   * left, they would count again as soon as the run that did them is undone.
   *
   * @param sent what was to be carried out, by conflict
   */
  synchronized void endedEarly(String run, Map<String, Made> sent) {
    forget();
    RunCatalog.Entry entry =
        runs.now().all().stream().filter(one -> one.id().equals(run)).findFirst().orElse(null);
    if (entry == null) {
      return;
    }
    Map<String, String> open = new HashMap<>();
    for (WaitingRow row : look.waiting(List.of(run)).rows()) {
      OpenConflict one = new OpenConflict(entry, row, hash);
      open.put(one.id(), one.state());
    }
    Map<String, Made> left = files.of(run);
    sent.forEach(
        (id, made) -> {
          if (!made.state().equals(open.get(id))) {
            left.remove(id, made);
          }
        });
    files.write(run, left);
  }

  /** The ledger is read again. */
  synchronized void forget() {
    knownAt = "";
  }

  DecisionFiles files() {
    return files;
  }

  /** The photo of a row; {@code null} if it cannot be had. */
  byte @Nullable [] rowPhoto(OpenConflict conflict) {
    return look.photo(conflict.row());
  }

  /** The photo of one of its candidates; {@code null} if it cannot be had. */
  byte @Nullable [] photo(OpenConflict conflict, int candidate) {
    return conflict.candidate(candidate).map(one -> look.photo(one.id())).orElse(null);
  }

  /**
   * What the server tells of one of its candidates.
   *
   * @throws dev.senselink.batch.console.look.LookFailedException if it cannot be asked
   */
  Optional<Look.Somebody> person(OpenConflict conflict, int candidate) {
    return conflict.candidate(candidate).flatMap(one -> look.person(one.id()));
  }
}
