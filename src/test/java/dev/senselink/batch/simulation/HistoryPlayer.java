package dev.senselink.batch.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Accepted;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Plays a history: the real jobs on a simulated machine against the simulated server, life after
 * life until the command ends, then once more when all is sound, and once more again.
 */
final class HistoryPlayer {
  static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int MOST_LIVES = 8;

  /**
   * Spring Batch takes steps of one id for one step, of whatever database they are: two of its jobs
   * in one process mix their states.
   */
  private static final Object SPRING = new Object();

  /** Of the histories whose quiet life has changed nothing, so many still live once more. */
  private static final int AGAIN_IN = 4;

  /** A server that cuts what people had before stops an import once for each of them. */
  private static final int MOST_QUIET = 6;

  static final String[] ACCEPTED = {"name", "jobNumber", "icNumber", "mobile", "mail"};
  private static final long BETWEEN_NANOS = Duration.ofSeconds(20).toNanos();
  private static final Duration SOUND_FOR = Duration.ofMinutes(10);
  private static final Duration DAYS = Duration.ofDays(4);

  /** From the beginning of a plan to that of its apply. */
  static final Duration PLANNED = Duration.ofMinutes(10);

  private final SimHistory history;
  private final HistoryFiles files;
  private final HistoryLog log;
  private final WorldLine line;
  private final OtherHands hands;
  private final HistoryErrands errands;
  private final SimDisk disk;
  private final PlayedHistory played;
  private final SimWorld world;
  private @Nullable SimMachine machine;
  private @Nullable StopSwitch stop;
  private long lifeBegan;
  private Duration wallError = Duration.ZERO;
  private boolean accepting;
  private boolean acceptingKeys;
  private int life;
  private int flush;

  static {
    // What the program logs of a death is of no use, and there are thousands.
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("org.springframework").setLevel(Level.OFF);
    }
  }

  private HistoryPlayer(SimHistory history, HistoryFiles files) {
    this.history = history;
    this.files = files;
    this.log = new HistoryLog(this::now);
    this.world = new SimWorld(history.traits(), START, ZONE, this::now);
    RowTags tags = new RowTags(history.rows(), world);
    FrontDesk desk = new FrontDesk(world);
    this.line = new WorldLine(world, desk, tags, log, history.faults(), this::reached);
    this.hands = new OtherHands(world, tags, history, line, log);
    this.disk = new SimDisk(files.disk(), files.frozen(), history.seed());
    this.played = new PlayedHistory(history, world, desk, log, tags);
    this.errands = new HistoryErrands(this, files, played, hands);
  }

  /** Plays it in a folder of its own, which is gone afterwards. Safe between threads. */
  static PlayedHistory play(SimHistory history) {
    if (!history.task().spring()) {
      return playAlone(history);
    }
    synchronized (SPRING) {
      return playAlone(history);
    }
  }

  private static PlayedHistory playAlone(SimHistory history) {
    try {
      HistoryFiles files = new HistoryFiles(HistoryFiles.make());
      try {
        files.write(history);
        HistoryPlayer player = new HistoryPlayer(history, files);
        player.settleIn();
        player.live();
        return player.played;
      } finally {
        files.remove();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long now() {
    return lifeBegan + (machine == null ? 0 : machine.nanos());
  }

  private void settleIn() {
    CountedTraits.of(history.traits()).forEach(log::count);
    CountedTraits.of(history.today()).forEach(log::count);
    settle(world);
    for (OtherAct act : history.acts()) {
      if (act.when().isOfTime()) {
        world.later(act.when().millis() * 1_000_000L, () -> hands.act(act));
      }
    }
  }

  /** The places and people that are on a server when the history begins. */
  private void settle(SimWorld site) {
    for (int type : List.of(PersonState.STAFF, PersonState.GUEST)) {
      site.places.addGroup("Default", type);
      site.places.addGroup("Extra", type);
    }
    site.places.addDepartment(0, "Sales", "S", null);
    site.places.addDepartment(0, "Research", "R", null);
    Instant before = START.minus(Duration.ofDays(30));
    for (SimResident resident : history.residents()) {
      long id = site.people.newId();
      TreeSet<Long> groups = new TreeSet<>();
      for (String name : resident.groups()) {
        PlaceBook.SimGroup group = site.places.group(name, resident.type());
        if (group != null) {
          groups.add(group.id());
        }
      }
      boolean photo = resident.face() != 0;
      PersonState state =
          new PersonState(
              id,
              resident.type(),
              resident.fields(),
              groups,
              photo ? FaceBytes.of(resident.face(), 900 + resident.number()) : null,
              photo ? site.newAvatar() : "",
              true,
              before,
              before);
      long ago = -BETWEEN_NANOS;
      site.people.change(ago, id, state, ChangeAuthor.OTHER, -resident.number());
    }
  }

  private void live() throws IOException {
    if (history.earlier() > 0) {
      // There has to be a list to leave, or a run to take back.
      line.beSound(history.isOfList() || history.isUndoneBetween());
      liveOnce(Stage.EARLIER, files.earlier(), history.earlier());
      line.beSound(false);
      pass(DAYS);
    }
    history.errands().stream()
        .filter(one -> one.what().isOfCommand())
        .forEach(one -> log.count(one.counted()));
    errands.after(ErrandBetween.FIRST);
    if (history.isPlanned()) {
      plan();
    }
    if (history.isCutFirst()) {
      line.beSound(true);
      liveOnce(Stage.CUT, files.cut(history), history.today().size());
      line.beSound(false);
      pass(SOUND_FOR);
    }
    lives(Stage.STORMY, files.roster(), MOST_LIVES);
    errands.after(ErrandBetween.AT_END);
    line.beSound(true);
    pass(SOUND_FOR);
    errands.whenSound();
    if (history.isUndone()) {
      return;
    }
    boolean goesOn = !played.last(Stage.STORMY).ended();
    lives(Stage.QUIET, files.roster(), MOST_QUIET);
    pass(SOUND_FOR);
    if (goesOn) { // a run tells to its end what it has told before, whatever others did meanwhile
      lives(Stage.QUIET, files.roster(), MOST_QUIET);
      pass(SOUND_FOR);
    }
    if (played.sentAnything(Stage.QUIET) || history.seed() % AGAIN_IN == 0) {
      lives(Stage.AGAIN, files.roster(), 1);
    } // else the quiet one was once more already
    errands.last();
    if (history.deletesLeavers()) {
      late();
    } else if (history.isOfList() && !history.isRestoredAtLast()) {
      pass(DAYS);
      lives(Stage.RETURN, files.withLeavers(history), 3);
    }
    errands.after(ErrandBetween.AT_LAST);
  }

  /**
   * Whoever has left is to be deleted now: twice, for one import may have been the first to miss.
   */
  private void late() throws IOException {
    pass(LifeRunner.ABSENT_FOR.plus(DAYS));
    line.beSound(false);
    lives(Stage.LATE, files.roster(), MOST_LIVES);
    line.beSound(true);
    pass(SOUND_FOR);
    lives(Stage.LATE, files.roster(), 3);
  }

  /** Nothing goes wrong while it is planned; what others do before it is carried out is theirs. */
  private void plan() throws IOException {
    long began = now();
    line.beSound(true);
    liveOnce(Stage.PLAN, files.roster(), history.today().size());
    line.beSound(false);
    pass(Duration.ofNanos(Math.max(0, began + PLANNED.toNanos() - now())));
  }

  void pass(Duration time) {
    lifeBegan += time.toNanos();
    world.settle();
  }

  private void lives(Stage stage, Path roster, int most) throws IOException {
    for (int n = 0; n < most; n++) {
      boolean returning = stage == Stage.RETURN;
      int rows = (returning ? history.withLeavers() : history.today()).size();
      PlayedLife played = liveOnce(stage, roster, rows);
      if (stage == Stage.STORMY) {
        errands.after(played.number());
      }
      if (isOtherHand(history, played)) {
        accepting = true; // as the message says: the person is right
        continue;
      }
      if (hasOtherKeys(history, played)) {
        acceptingKeys = true;
        continue;
      }
      if (played.ended() || played.exit() == 1 || played.exit() == 2 || played.exit() == 5) {
        return;
      }
    }
  }

  /**
   * Whether a run refuses to go on since another hand has changed a name or key between the update
   * and its read-back, which looks like a server that stores it wrongly.
   */
  static boolean isOtherHand(SimHistory history, PlayedLife life) {
    return life.exit() == 2
        && life.words().contains("STORED_WRONGLY")
        && !history.acts().isEmpty()
        && history.task().accepted().stored().isEmpty();
  }

  /** Whether a run refuses to go on since the server has cut the numbers of many people. */
  static boolean hasOtherKeys(SimHistory history, PlayedLife life) {
    return life.exit() == 2
        && life.words().startsWith("SettingsMismatchException: KEYS_CHANGED")
        && history.storesOtherwise();
  }

  PlayedLife liveOnce(Stage stage, Path file, int rows) throws IOException {
    long began = now();
    SimMachine here = begin(stage);
    SimTask task = history.task();
    Set<String> stored = accepting ? Set.of(ACCEPTED) : task.accepted().stored();
    Accepted accepted = new Accepted(stored, acceptingKeys || task.accepted().keys());
    LifeRunner runner =
        new LifeRunner(history.withTask(task.accepting(accepted)), files, line, log, here);
    stop = runner.stop();
    LifeEnd end = runner.live(stage, file);
    disk.thaw();
    wallError = Duration.between(START.plusNanos(now()), here.wall().instant());
    lifeBegan += here.nanos();
    machine = null;
    long ended = now();
    world.settle();
    PlayedLife lived = record(stage, file, rows, began, ended, end);
    played.lives.add(lived);
    if (end.end() != null) {
      played.leavers.put(life, ToldLeaver.read(end.end().report()));
    }
    String words = end.words().replace(files.folder().toString(), "…");
    log.line("life " + life + " " + stage + " ended " + end.exit() + ": " + words);
    life++;
    lifeBegan += BETWEEN_NANOS;
    return lived;
  }

  /** A command is given with the address of another server by mistake; nothing goes wrong. */
  void mistaken(Stage stage, Path file) throws IOException {
    OtherSite other = played.otherSite;
    if (other == null) {
      other = new OtherSite(history, this::now);
      settle(other.world);
      played.otherSite = other;
    }
    boolean sound = line.isSound();
    line.beSound(true);
    SimMachine here = begin(stage);
    LifeRunner runner = new LifeRunner(history, files, other.line, other.log, here).elsewhere();
    LifeEnd end = runner.live(stage, file);
    disk.thaw();
    lifeBegan += here.nanos() + BETWEEN_NANOS;
    machine = null;
    world.settle();
    line.beSound(sound);
    other.mistakes.add(end);
    String words = end.words().replace(files.folder().toString(), "…");
    log.line("at another server: " + stage + " ended " + end.exit() + ": " + words);
  }

  private PlayedLife record(
      Stage stage, Path file, int count, long began, long ended, LifeEnd end) {
    boolean other = stage == Stage.STORMY && !file.equals(files.roster());
    int before = stage == Stage.EARLIER ? history.today().size() : 0;
    List<ToldRow> rows = end.end() == null ? List.of() : ToldRow.read(end.end().report(), before);
    Map<String, @Nullable Object> summary = end.end() == null ? Map.of() : end.end().summary();
    return new PlayedLife(
        life,
        stage,
        other,
        count,
        began,
        ended,
        end.exit(),
        end.trouble(),
        rows,
        summary,
        end.words());
  }

  private SimMachine begin(Stage stage) {
    line.life(life);
    disk.begin();
    flush = 0;
    Instant wall = START.plusNanos(now()).plus(wallError);
    SimMachine here = new SimMachine(history.seed() * 31 + life, wall, ZONE);
    machine = here;
    here.whenDying(disk::freeze);
    here.forcing(this::force);
    if (!line.isSound()) {
      for (MachineEvent event : history.events()) {
        if (event.life() == life && event.when().isOfTime()) {
          here.at(Duration.ofMillis(event.when().millis()), () -> happen(event));
        }
      }
    }
    return here;
  }

  private void force(Path file) throws IOException {
    flush++;
    if (!line.isSound()) {
      for (MachineEvent event : history.events()) {
        if (event.life() == life
            && event.when().stage() == WorldMoment.Stage.FORCED
            && event.when().nth() == flush) {
          happen(event);
        }
      }
    }
    if (machine != null && machine.isDead()) {
      throw new SimDeath();
    }
    disk.force(file, now());
  }

  private void happen(MachineEvent event) {
    SimMachine here = machine;
    if (here == null || here.isDead() || line.isSound()) {
      return;
    }
    log.count(event.counted());
    log.line("machine: " + event);
    switch (event.what()) {
      case DEATH -> here.kill();
      case WALL_STEP -> here.stepWall(Duration.ofMillis(event.millis()));
      case DISK_FULL -> disk.fullUntil(now() + event.millis() * 1_000_000L);
      case STOP -> {
        StopSwitch asked = stop;
        if (asked != null) {
          here.start("ctrl-c", () -> asked.stop("Ctrl-C")); // a signal has a thread of its own
        }
      }
    }
  }

  /** An exchange has come so far: what was to happen then happens. */
  private void reached(CallKind kind, int tag, int nth, WorldMoment.Stage stage) {
    if (stage == WorldMoment.Stage.LEAVES && kind.changes()) {
      meant(kind, tag);
    }
    if (line.isSound()) {
      return;
    }
    for (OtherAct act : history.acts()) {
      if (act.when().isFor(kind, tag, nth, stage)) {
        world.later(world.now() + act.when().millis() * 1_000_000L, () -> hands.act(act));
      }
    }
    for (MachineEvent event : history.events()) {
      boolean now = event.life() == life || event.life() == MachineEvent.ANY_LIFE;
      if (now && event.when().isFor(kind, tag, nth, stage)) {
        happenLater(event);
      }
    }
    world.settle();
  }

  private void happenLater(MachineEvent event) {
    SimMachine here = machine;
    if (here != null && event.when().millis() > 0) {
      here.at(Duration.ofMillis(event.when().millis()), () -> happen(event));
    } else {
      happen(event);
    }
  }

  /** Whether the disk, as it really is, knows what the request that leaves is for. */
  private void meant(CallKind kind, int tag) {
    if (life > 0 || !(kind.creates() || kind.updates())) {
      return;
    }
    String log = new String(disk.survivingLog(), java.nio.charset.StandardCharsets.ISO_8859_1);
    if (!log.contains("INSERT INTO INTENT ")) {
      played.unmeant.add(kind + " of " + RowTags.words(tag) + " left without any intent");
    }
    if (kind.updates() && !log.contains("INSERT INTO BEFORE_IMAGE ")) {
      played.unmeant.add(kind + " of " + RowTags.words(tag) + " left, and nothing was kept");
    }
  }
}
