package dev.senselink.batch.ledger.move;

import static dev.senselink.batch.ledger.store.LedgerMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforePhotos;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerException;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.MovedLedger;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.ledger.store.UpgradeCopy;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes the ledger of one data folder over into a shared database. Whatever moment the process dies
 * at, all of it is there or nothing, and the same command ends what was begun. Until it is known to
 * be there the folder keeps its own; between the two no command uses either.
 */
public final class LedgerMove {
  private static final int NAME_BYTES = 16;
  private static final String HOLDER = "data-move";

  private final Machine machine;
  private final Path folder;
  private final LedgerPlace place;
  private final Consumer<Step> reached;

  /** How far a move has come. */
  public enum Step {
    /** Nothing speaks against it. */
    BEGUN,
    /** All rows were sent. */
    COPIED,
    /** What was sent is what is there, and the folder says that its ledger may have gone. */
    COMPARED,
    /** It is there for good. */
    THERE,
    /** Nothing of it is here any more. */
    CLEARED
  }

  /**
   * What was moved.
   *
   * @param rows 0 where an earlier process had moved them
   */
  public record Moved(int tables, long rows) {}

  /**
   * @param place where the ledger is to lie
   * @param reached told of each step before the next begins
   */
  public LedgerMove(Machine machine, Path folder, LedgerPlace place, Consumer<Step> reached) {
    this.machine = machine;
    this.folder = folder;
    this.place = place;
    this.reached = reached;
  }

  /**
   * Moves it.
   *
   * @throws LedgerException if the folder's ledger has gone already, or lies in a database; if
   *     anybody works with the folder or its servers; if requests of it have no end yet; if the
   *     database knows one of its servers already, or was begun with another key
   */
  public Moved run() {
    Optional<MovedLedger> begun = MovedLedger.of(folder);
    if (begun.isPresent() && (begun.get().over() || !begun.get().url().equals(place.url()))) {
      throw begun.get().refusal(folder);
    }
    if (begun.isEmpty()) {
      mustBeOwn();
    }
    try (DataFolder data = DataFolder.lock(machine, folder, HOLDER)) {
      SharedDatabase at = place.open();
      if (begun.isPresent()) {
        if (isThere(data, at, begun.get().move())) {
          reached.accept(Step.THERE);
          clear(begun.get());
          return new Moved(0, 0);
        }
        MovedLedger.forget(folder);
      }
      return move(data, at);
    }
  }

  private void mustBeOwn() {
    LedgerPlace.of(folder)
        .ifPresent(
            there -> {
              throw new LedgerException(
                  LedgerException.Kind.UNFIT, words("move.elsewhere", folder, there.url()));
            });
  }

  /** A commit that is still under way is waited for. */
  private static boolean isThere(DataFolder data, SharedDatabase at, String move) {
    try (LedgerDatabase target = LedgerDatabase.open(data.machine(), data.path(), at)) {
      boolean[] there = {false};
      target.inTransaction(
          () -> {
            WholeLedger.fence(target, move);
            there[0] =
                !target
                    .jdbc()
                    .queryForList("SELECT 1 FROM MOVED_HERE WHERE MOVE = ?", move)
                    .isEmpty();
          });
      return there[0];
    }
  }

  private Moved move(DataFolder data, SharedDatabase at) {
    MovedLedger going = new MovedLedger(place.url(), name(), false);
    Moved moved;
    try (LedgerDatabase source = Ledger.open(data)) {
      mustHaveEnded(source);
      try (LedgerDatabase target = LedgerDatabase.open(data.machine(), data.path(), at);
          ServerLock held = target.locks().take(WholeLedger.servers(source.jdbc()), HOLDER)) {
        WholeLedger whole = new WholeLedger(source, target);
        whole.mustBeNew(at);
        mustHaveOneKey(source, target, at);
        BeforePhotos.takeIn(target, folder);
        reached.accept(Step.BEGUN);
        target.inTransaction(
            () -> {
              // Of a big table nothing is sent until all of it was asked for here.
              target.jdbc().execute("SET LOCAL idle_in_transaction_session_timeout = '10min'");
              WholeLedger.fence(target, going.move());
              whole.mustBeNew(at);
              whole.copy();
              data.runs().copyInto(target); // who is forgotten elsewhere stands in rosters, too
              reached.accept(Step.COPIED);
              whole.mustBeSame(at);
              target.jdbc().update("INSERT INTO MOVED_HERE VALUES (?)", going.move());
              going.note(folder);
              reached.accept(Step.COMPARED);
            });
        if (held != null && data.lastEndedInOrder()) { // else whoever comes next waits there
          held.endedInOrder();
        }
        moved = whole.moved();
      }
    }
    reached.accept(Step.THERE);
    clear(going);
    return moved;
  }

  /** What became of a request is asked of its server by whoever knows it. */
  private void mustHaveEnded(LedgerDatabase source) {
    try (Ledger all = new Ledger(source, "", 0)) {
      if (all.anyOpen()) {
        throw new LedgerException(LedgerException.Kind.UNFIT, words("move.unended", folder));
      }
    }
  }

  /** What is kept under one key would be nobody's under another. */
  private static void mustHaveOneKey(
      LedgerDatabase source, LedgerDatabase target, SharedDatabase at) {
    if (!source.key().hash("move").equals(target.key().hash("move"))) {
      throw new LedgerException(LedgerException.Kind.UNFIT, words("move.otherKey", at));
    }
  }

  private String name() {
    byte[] made = new byte[NAME_BYTES];
    machine.chance().nextBytes(made);
    return HexFormat.of().formatHex(made);
  }

  /** What would stay here of people would be forgotten by nobody. */
  private void clear(MovedLedger gone) {
    try {
      PrivateFiles.remove(folder.resolve("db"));
      PrivateFiles.remove(BeforePhotos.in(folder));
      PrivateFiles.remove(folder.resolve("runs"));
    } catch (IOException e) {
      throw new LedgerException(LedgerException.Kind.BROKEN, words("move.left", folder), e);
    }
    UpgradeCopy.remove(folder);
    reached.accept(Step.CLEARED);
    new MovedLedger(gone.url(), gone.move(), true).note(folder);
  }
}
