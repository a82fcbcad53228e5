package dev.senselink.batch.simulation;

import static java.util.stream.Collectors.toSet;

import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the other commands of a history, and lets happen what happens between commands. */
final class HistoryErrands {
  private static final int MOST_LIVES = 4;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration UNTIL_RESTORED = Duration.ofMinutes(1);

  private final HistoryPlayer player;
  private final SimHistory history;
  private final HistoryFiles files;
  private final PlayedHistory played;
  private final OtherHands hands;
  private final HistoryEraser eraser;
  private @Nullable Path decided;
  private @Nullable Long exporting;
  private long recordsBefore;

  HistoryErrands(HistoryPlayer player, HistoryFiles files, PlayedHistory played, OtherHands hands) {
    this.player = player;
    this.history = played.history;
    this.files = files;
    this.played = played;
    this.hands = hands;
    this.eraser = new HistoryEraser(history, files);
  }

  /** Those that come after a life; {@link ErrandBetween#AT_END} for the last. */
  void after(int life) throws IOException {
    for (ErrandBetween errand : history.errands()) {
      if (errand.afterLife() == life && !errand.what().isOfCommand()) {
        played.log.count(errand.counted());
        played.log.line("errand: " + errand);
        run(errand.what());
      }
    }
  }

  private void run(ErrandBetween.Kind what) throws IOException {
    int rows = history.today().size();
    switch (what) {
      case YEAR -> player.pass(YEAR);
      case DELETE_RUNS -> {
        eraser.reportsAreKept();
        LifeRunner.deleteRuns(files.data());
      }
      case OTHER_ROSTER -> player.liveOnce(Stage.STORMY, files.otherRoster(history), rows);
      case PART_OF_ROSTER -> player.liveOnce(Stage.STORMY, files.half(history), (rows + 1) / 2);
      case RESOLVE -> {
        PlayedLife end = played.last(Stage.STORMY);
        decided = end.ended() ? files.decided(history.seed()) : null;
        resolve();
      }
      case EXPORT -> export();
      case PEOPLE_GONE -> hands.removeSome();
      case SET_UP_ANEW -> {
        hands.setUpAnew(3);
        if (history.isRestoredAtLast()) {
          player.pass(UNTIL_RESTORED); // no list lags that long
        }
      }
      case RESTORE -> {
        restore();
        if (history.isRestoredAtLast()) {
          restore(); // once more
        }
      }
      case UNDO -> undo();
      case UNDO_EARLIER, UNDO_EARLIER_AND_NAMED -> undoEarlier();
      case MISTAKEN_LIST, MISTAKEN_RESTORE, MISTAKEN_UNDO -> mistaken(what);
      case PLAN, CUT_ROSTER, ZONE_EAST, ZONE_WEST, ACCEPT_ZONE ->
          throw new IllegalArgumentException(what + " is no command of its own");
      case ERASE -> erase(false);
      case PRUNE -> {
        Instant now = HistoryPlayer.START.plusNanos(player.now());
        played.erasures.add(eraser.prune(player.now(), now));
      }
    }
  }

  /** What was begun and not ended, once nothing goes wrong any more. */
  void whenSound() throws IOException {
    PlayedLife last = played.lastOrNone(Stage.RESOLVE);
    if (last != null && !last.ended()) {
      resolve();
    }
    PlayedLife undone = played.lastOrNone(Stage.UNDO);
    if (undone != null && !undone.ended() && history.isUndone()) {
      undo();
    } else if (undone != null && !undone.ended()) {
      undoEarlier();
    }
  }

  /** Once more, when all is over: a restore, the same again, and an export. */
  void last() throws IOException {
    if (isRefused()) {
      erase(isSettled());
      player.liveOnce(Stage.AGAIN, files.roster(), history.today().size());
      player.liveOnce(Stage.AGAIN, files.roster(), history.today().size());
    }
    if (played.lastOrNone(Stage.RESTORE) != null) {
      restore();
      restore();
    }
    if (played.lastOrNone(Stage.EXPORT) != null) {
      export();
    }
  }

  private void erase(boolean settled) throws IOException {
    PlayedLife last = played.lives.get(played.lives.size() - 1);
    boolean told = last.ended() && last.stage() == Stage.STORMY;
    SimRow gone = eraser.whom();
    played.erasures.add(
        eraser.erase(player.now(), settled, told, alike(gone.number()), strangers(gone)));
  }

  /**
   * Everybody who ever was on the server, but whoever has the row's number or was told as it. Of
   * one with the number whom no row was told to be, or whose number somebody has taken away, it is
   * the name that nothing ties to the row.
   */
  private List<PersonState> strangers(SimRow row) {
    Set<Long> own =
        Stream.concat(
                played.madeFor(row.number()).stream().map(PersonChange::person),
                toldOf(row.number()).map(ToldRow::person))
            .collect(toSet());
    return played.world.people.all().stream()
        .map(PersonChange::after)
        .filter(Objects::nonNull)
        .filter(one -> !own.contains(one.id()) || hasNoNumber(one))
        .filter(one -> !eraser.isAskedFor(one) || !isTold(one.id()))
        .map(one -> eraser.isAskedFor(one) || own.contains(one.id()) ? nameOf(one) : one)
        .toList();
  }

  private boolean isTold(long person) {
    return told().anyMatch(row -> row.person() == person);
  }

  private static boolean hasNoNumber(PersonState person) {
    return RowTags.KEYS.stream().allMatch(key -> person.of(key).isEmpty());
  }

  private static PersonState nameOf(PersonState person) {
    Map<String, String> none = new HashMap<>();
    person.fields().keySet().forEach(field -> none.put(field, ""));
    none.put("name", person.name());
    return person.with(none, person.updateAt());
  }

  /** The rows that a report told to be the same person as this one. */
  private Set<Integer> alike(int row) {
    String name = played.history.row(row).name();
    Set<Long> people =
        Stream.concat(toldOf(row), restored().filter(one -> isTwo(one, name)))
            .map(ToldRow::person)
            .collect(toSet());
    Set<String> restored =
        restored().filter(one -> people.contains(one.person())).map(ToldRow::name).collect(toSet());
    Stream<Integer> named =
        played.history.rows().stream()
            .filter(one -> restored.contains(one.name()))
            .map(SimRow::number);
    return Stream.concat(
            told().filter(one -> people.contains(one.person())).map(ToldRow::row), named)
        .collect(toSet());
  }

  private Stream<ToldRow> toldOf(int row) {
    return told().filter(one -> one.row() == row);
  }

  /** Whether a restore behind a list that lags has taken this one and another for one person. */
  private boolean isTwo(ToldRow one, String name) {
    return one.name().equals(name)
        && restored()
            .anyMatch(other -> other.person() == one.person() && !other.name().equals(name));
  }

  private Stream<ToldRow> restored() {
    return played.lives.stream()
        .filter(life -> life.stage() == Stage.RESTORE)
        .flatMap(life -> life.rows().stream());
  }

  /** Whoever a report has told to be somebody. */
  private Stream<ToldRow> told() {
    return played.lives.stream()
        .filter(life -> life.stage() != Stage.RESTORE) // its rows are the backup's
        .flatMap(life -> life.rows().stream())
        .filter(one -> one.person() != 0);
  }

  /** Whether somebody was to be forgotten, and never was. */
  private boolean isRefused() {
    return !played.erasures.isEmpty() && played.erasures.stream().noneMatch(PlayedErasure::done);
  }

  /** Whether every command has come to its end: those of other rosters are never gone on with. */
  private boolean isSettled() {
    boolean others =
        history.errands().stream()
            .anyMatch(
                one ->
                    one.what() == ErrandBetween.Kind.OTHER_ROSTER
                        || one.what() == ErrandBetween.Kind.PART_OF_ROSTER);
    return !others
        && Stream.of(Stage.EARLIER, Stage.RESOLVE, Stage.RESTORE, Stage.QUIET, Stage.AGAIN)
            .map(played::lastOrNone)
            .allMatch(life -> life == null || life.ended());
  }

  private void resolve() throws IOException {
    Path file = decided;
    if (file == null) {
      return;
    }
    int rows = HistoryFiles.rowsIn(file);
    for (int n = 0; n < MOST_LIVES; n++) {
      if (isOver(player.liveOnce(Stage.RESOLVE, file, rows))) {
        return;
      }
    }
  }

  /** Of the last import that there is. */
  private void undo() throws IOException {
    List<RunIndexFile.Entry> imports = imports();
    if (!imports.isEmpty()) {
      undo(imports.get(imports.size() - 1));
    }
  }

  /** Of the first import that there is. */
  private void undoEarlier() throws IOException {
    List<RunIndexFile.Entry> imports = imports();
    if (!imports.isEmpty()) {
      undo(imports.get(0));
    }
  }

  private List<RunIndexFile.Entry> imports() {
    return new RunIndexFile(files.data())
        .read().stream().filter(run -> run.command().startsWith("import-")).toList();
  }

  private void undo(RunIndexFile.Entry imported) throws IOException {
    Path run = Path.of(imported.id());
    played.tags.restoring(true);
    try {
      for (int n = 0; n < MOST_LIVES; n++) {
        if (isOver(player.liveOnce(Stage.UNDO, run, 0))) {
          return;
        }
      }
    } finally {
      played.tags.restoring(false);
    }
  }

  /** A data folder that has changed nothing yet need not know the right server. */
  private void mistaken(ErrandBetween.Kind what) throws IOException {
    List<RunIndexFile.Entry> imports = imports();
    if (imports.isEmpty() || played.log.exchanges().stream().noneMatch(e -> e.kind.changes())) {
      return;
    }
    switch (what) {
      case MISTAKEN_UNDO ->
          player.mistaken(Stage.UNDO, Path.of(imports.get(imports.size() - 1).id()));
      case MISTAKEN_RESTORE -> {
        if (played.exports.stream().anyMatch(PlayedExport::made)) {
          player.mistaken(Stage.RESTORE, files.backup());
        }
      }
      default -> player.mistaken(Stage.QUIET, files.roster());
    }
  }

  private void restore() throws IOException {
    PlayedExport made = null;
    for (PlayedExport export : played.exports) {
      made = export.made() ? export : made;
    }
    if (made == null) {
      return;
    }
    played.tags.restoring(true);
    try {
      for (int n = 0; n < MOST_LIVES; n++) {
        if (isOver(player.liveOnce(Stage.RESTORE, files.backup(), made.people().size()))) {
          return;
        }
      }
    } finally {
      played.tags.restoring(false);
    }
  }

  private void export() throws IOException {
    for (int n = 0; n < MOST_LIVES; n++) {
      if (exporting == null) {
        exporting = player.now();
        recordsBefore = played.world.records.all().size();
      }
      PlayedLife life = player.liveOnce(Stage.EXPORT, files.backup(), 0);
      if (!life.died()) {
        played.exports.add(exported(life, exporting));
      }
      if (life.ended()) {
        exporting = null;
      }
      if (isOver(life)) {
        return;
      }
    }
  }

  private PlayedExport exported(PlayedLife life, long from) {
    Map<Long, BackedUpPerson> people = BackedUpPerson.all(files.backup());
    return new PlayedExport(
        life.number(),
        from,
        life.endedAt(),
        life.exit(),
        life.words().equals(LifeEnd.SHRUNK),
        people,
        BackedUpPerson.records(files.backup()),
        recordsBefore);
  }

  private static boolean isOver(PlayedLife life) {
    return life.ended() || life.exit() == 1 || life.exit() == 2 || life.exit() == 5;
  }
}
