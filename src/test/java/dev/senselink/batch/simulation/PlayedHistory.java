package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history that was played to its end, with the truth beside what was told. */
final class PlayedHistory {
  final SimHistory history;
  final SimWorld world;
  final FrontDesk desk;
  final HistoryLog log;
  final RowTags tags;
  final RowWishes wishes;
  final List<PlayedLife> lives = new ArrayList<>();

  /** The exports that did not die, in order. */
  final List<PlayedExport> exports = new ArrayList<>();

  /** What each life told of those who had left. */
  final Map<Integer, List<ToldLeaver>> leavers = new TreeMap<>();

  /** Who was to be forgotten, in order. */
  final List<PlayedErasure> erasures = new ArrayList<>();

  /** Where commands went by mistake; null where none did. */
  @org.jspecify.annotations.Nullable OtherSite otherSite;

  /** Rows whose POST left in the first life without their intent on the disk. */
  final List<String> unmeant = new ArrayList<>();

  PlayedHistory(SimHistory history, SimWorld world, FrontDesk desk, HistoryLog log, RowTags tags) {
    this.history = history;
    this.world = world;
    this.desk = desk;
    this.log = log;
    this.tags = tags;
    this.wishes = new RowWishes(history, world);
  }

  /** The last life of a stage that came to its end; null if none did. */
  @org.jspecify.annotations.Nullable
  PlayedLife end(PlayedLife.Stage stage) {
    PlayedLife end = null;
    for (PlayedLife life : lives) {
      if (life.stage() == stage && life.ended()) {
        end = life;
      }
    }
    return end;
  }

  /** Whether the life of this number was of a stage. */
  boolean isOf(int life, PlayedLife.Stage stage) {
    return lives.stream().anyMatch(one -> one.number() == life && one.stage() == stage);
  }

  /** The last life of a stage, however it ended. */
  PlayedLife last(PlayedLife.Stage stage) {
    PlayedLife last = lastOrNone(stage);
    if (last == null) {
      throw new IllegalStateException("no life of " + stage);
    }
    return last;
  }

  /** The same where there need not be one. */
  @org.jspecify.annotations.Nullable
  PlayedLife lastOrNone(PlayedLife.Stage stage) {
    PlayedLife last = null;
    for (PlayedLife life : lives) {
      if (life.stage() == stage) {
        last = life;
      }
    }
    return last;
  }

  /** Whether it was an import of a part of the roster that died: nobody goes on with it. */
  boolean isDeadPart(PlayedLife life) {
    return life.other() && life.died() && life.rowsRead() < history.today().size();
  }

  /** Whether an import goes on with the other: of the same roster, and not deleted between. */
  boolean isOneRun(PlayedLife one, PlayedLife other) {
    int from = Math.min(one.number(), other.number());
    int to = Math.max(one.number(), other.number());
    return one.other() == other.other()
        && history.errands().stream()
            .filter(errand -> errand.what() == ErrandBetween.Kind.DELETE_RUNS)
            .noneMatch(errand -> errand.afterLife() >= from && errand.afterLife() < to);
  }

  /** Whether anything left in the last life of a stage that could change the server. */
  boolean sentAnything(PlayedLife.Stage stage) {
    int number = last(stage).number();
    return log.exchanges().stream().anyMatch(one -> one.life == number && one.kind.changes());
  }

  /** The life that was to change nothing any more. */
  PlayedLife onceMore() {
    PlayedLife again = lastOrNone(PlayedLife.Stage.AGAIN);
    return again == null ? last(PlayedLife.Stage.QUIET) : again;
  }

  /** What was told of each row when the history itself was over. */
  Map<Integer, ToldRow> told() {
    return byRow(last(PlayedLife.Stage.STORMY));
  }

  static Map<Integer, ToldRow> byRow(PlayedLife life) {
    Map<Integer, ToldRow> rows = new TreeMap<>();
    life.rows().forEach(row -> rows.put(row.row(), row));
    return rows;
  }

  /** The change that an exchange made; null if it made none. */
  @org.jspecify.annotations.Nullable
  PersonChange changeOf(SeenExchange exchange) {
    return world.people.all().stream()
        .filter(change -> change.request() == exchange.seq)
        .findFirst()
        .orElse(null);
  }

  /** The exchange that made a change of ours. */
  SeenExchange exchangeOf(PersonChange change) {
    return log.exchanges().get((int) change.request() - 1);
  }

  /** The life that made a change of ours. */
  PlayedLife lifeOf(PersonChange change) {
    return lives.get(exchangeOf(change).life);
  }

  /** Those whom requests of ours made for a row. */
  List<PersonChange> madeFor(int row) {
    return world.people.all().stream()
        .filter(change -> change.isBirth() && change.by().isOurs() && change.by().row() == row)
        .toList();
  }

  /** Whether another hand has changed a person after a moment. */
  boolean touchedAfter(long person, long nanos) {
    return world.people.of(person).stream()
        .anyMatch(change -> !change.by().isOurs() && !change.isBirth() && change.nanos() >= nanos);
  }

  /** Whether another hand has ever changed or made a person. */
  boolean touched(long person) {
    return world.people.of(person).stream()
        .anyMatch(change -> !change.by().isOurs() && change.request() >= 0);
  }
}
