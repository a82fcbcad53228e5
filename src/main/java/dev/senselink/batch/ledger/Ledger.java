package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.lists.LeaverStore;
import dev.senselink.batch.ledger.lists.ListImportStore;
import dev.senselink.batch.ledger.lists.ListMemberStore;
import dev.senselink.batch.ledger.lists.RevokedStore;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.GroupCommitter;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.ledger.store.ServerLock;
import dev.senselink.batch.machine.Promise;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run remembers, for one server and company.
 *
 * <p>Safe between threads. Close it before its {@link LedgerDatabase}: what is queued is committed
 * then.
 */
public final class Ledger implements AutoCloseable {
  private final @Nullable ServerLock lock;
  private final String source;
  private final GroupCommitter committer;
  private final RunStore runs;
  private final OutcomeStore outcomes;
  private final OutcomePeople people;
  private final IntentStore intents;
  private final KnownPeopleStore known;
  private final VerdictStore verdicts;
  private final LastSentStore lastSent;
  private final GuestStore guests;
  private final EndedGuestStore endedGuests;
  private final DecisionStore decisions;
  private final OriginStore origins;
  private final SeenPersonIds seen;
  private final UnrestoredStore unrestored;
  private final SentUpdateStore sentUpdates;
  private final FixedRowStore fixedRows;
  private final MisstoredStore misstored;
  private final ListImportStore listImports;
  private final ListMemberStore listMembers;
  private final LeaverStore leavers;
  private final RevokedStore revoked;
  private final BeforeStore before;
  private final UndoneStore undone;
  private final NamedLaterStore namedLater;
  private final RemovedPeopleStore removed;

  /**
   * @param server host and port, lower case: part of the identity of all that is remembered
   * @param company the company's id on that server
   */
  public Ledger(LedgerDatabase database, String server, long company) {
    this(database, server, company, null);
  }

  /**
   * The same for whoever changes the server, which in a shared database is one at a time.
   *
   * @param former addresses under which it was known: what is remembered under them is its, too
   * @param holder what others are told about this process
   * @throws dev.senselink.batch.ledger.store.LedgerException if another process is at work on the
   *     server
   */
  public static Ledger locked(
      LedgerDatabase database, String server, Set<String> former, long company, String holder) {
    Set<String> all = new HashSet<>(former);
    all.add(server);
    return new Ledger(database, server, company, database.locks().take(all, holder));
  }

  private Ledger(LedgerDatabase database, String server, long company, @Nullable ServerLock lock) {
    this.lock = lock;
    this.source = server + "/" + company;
    this.committer = new GroupCommitter(database);
    this.runs = new RunStore(database);
    this.outcomes = new OutcomeStore(database);
    this.people = new OutcomePeople(database.jdbc());
    this.intents = new IntentStore(database, committer, server, company);
    this.known = new KnownPeopleStore(database, committer, server, company);
    this.verdicts = new VerdictStore(database, committer, server, company);
    this.lastSent = new LastSentStore(database, committer, server, company);
    this.guests = new GuestStore(database, committer, server, company);
    this.endedGuests = new EndedGuestStore(database, server, company);
    this.decisions = new DecisionStore(database, committer, outcomes, server, company);
    this.origins = new OriginStore(database, committer, server, company);
    this.seen = new SeenPersonIds(database, committer, server, company);
    this.unrestored = new UnrestoredStore(database);
    this.sentUpdates = new SentUpdateStore(database, committer);
    this.fixedRows = new FixedRowStore(database, server, company);
    this.misstored = new MisstoredStore(database, server, company);
    this.listImports = new ListImportStore(database, server, company);
    this.listMembers = new ListMemberStore(database, server, company);
    this.leavers = new LeaverStore(database, server, company);
    this.revoked = new RevokedStore(database, committer, server, company);
    this.before = new BeforeStore(database, committer, server, company);
    this.undone = new UndoneStore(database, server, company);
    this.namedLater = new NamedLaterStore(database.jdbc());
    this.removed = new RemovedPeopleStore(database, listMembers, server, company);
  }

  /**
   * Opens the database of a locked data folder, wherever it lies, takes in what commands without
   * the lock have kept, and removes what dead processes have left of runs that never began.
   *
   * @throws dev.senselink.batch.ledger.store.LedgerException if it cannot be read or written
   */
  public static LedgerDatabase open(DataFolder data) {
    LedgerDatabase database =
        LedgerPlace.of(data.path())
            .map(place -> LedgerDatabase.open(data, place.open()))
            .orElseGet(() -> LedgerDatabase.open(data));
    try {
      ChangeIntake.takeAll(data, database);
      LostRunFolders.remove(data, database);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** The runs alone, for commands that talk to no server. */
  public static RunStore runs(LedgerDatabase database) {
    return new RunStore(database);
  }

  /** The outcomes alone, for commands that talk to no server. */
  public static OutcomeStore outcomes(LedgerDatabase database) {
    return new OutcomeStore(database);
  }

  /** A run's ended guests alone, for commands that talk to no server. */
  public static List<EndedGuest> ended(LedgerDatabase database, String run) {
    return EndedGuestStore.of(database.jdbc(), run);
  }

  /** What restores could not bring back alone, for commands that talk to no server. */
  public static UnrestoredStore unrestored(LedgerDatabase database) {
    return new UnrestoredStore(database);
  }

  /** A run's decisions alone, by row, for what has to be known before a server is asked. */
  public static Map<Integer, RowDecision> decided(LedgerDatabase database, String run) {
    return DecisionStore.of(database, run);
  }

  public RunStore runs() {
    return runs;
  }

  public OutcomeStore outcomes() {
    return outcomes;
  }

  public OutcomePeople people() {
    return people;
  }

  public IntentStore intents() {
    return intents;
  }

  public KnownPeopleStore known() {
    return known;
  }

  public VerdictStore verdicts() {
    return verdicts;
  }

  public LastSentStore lastSent() {
    return lastSent;
  }

  public GuestStore guests() {
    return guests;
  }

  public EndedGuestStore endedGuests() {
    return endedGuests;
  }

  public DecisionStore decisions() {
    return decisions;
  }

  public OriginStore origins() {
    return origins;
  }

  public SeenPersonIds seen() {
    return seen;
  }

  public FixedRowStore fixedRows() {
    return fixedRows;
  }

  public MisstoredStore misstored() {
    return misstored;
  }

  public UnrestoredStore unrestored() {
    return unrestored;
  }

  public SentUpdateStore sentUpdates() {
    return sentUpdates;
  }

  public ListImportStore listImports() {
    return listImports;
  }

  public ListMemberStore listMembers() {
    return listMembers;
  }

  public LeaverStore leavers() {
    return leavers;
  }

  public RevokedStore revoked() {
    return revoked;
  }

  public BeforeStore before() {
    return before;
  }

  public NamedLaterStore namedLater() {
    return namedLater;
  }

  /**
   * Whether it is of this server and company.
   *
   * @param of host and port, a slash and the company's id, as {@link OriginStore} has a source
   */
  public boolean isOf(String of) {
    return source.equals(of);
  }

  public RemovedPeopleStore removed() {
    return removed;
  }

  public UndoneStore undone() {
    return undone;
  }

  /** Kept when all of these are on the disk; none is there without the others. */
  public Promise<Void> write(List<GroupCommitter.Change> changes) {
    return committer.submit(changes);
  }

  /** Kept when all that was asked to be written so far is on the disk. */
  public Promise<Void> flush() {
    return committer.flush();
  }

  /** A promise that is kept already: where there is nothing to write. */
  public Promise<Void> nothing() {
    return committer.nothing();
  }

  /** The longest time-out stored with a request whose fate is not known; zero for none. */
  public Duration longestTimeout() {
    return Stream.of(
            intents.longestTimeout(), endedGuests.longestTimeout(), revoked.longestTimeout())
        .flatMap(Optional::stream)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * Whether requests are left whose fate is not known, against whatever server the lock is for: of
   * a data folder it is one for all.
   */
  public boolean anyOpen() {
    return intents.anyOpen() || endedGuests.anyOpen() || revoked.anyOpen();
  }

  /** The lock for the server; {@code null} where that of the data folder is all there is. */
  public @Nullable ServerLock lock() {
    return lock;
  }

  /**
   * Whoever comes next need not wait for what this one has sent, if all of it was answered; the
   * snapshot goes then, too, and else stays for the look at what was not answered.
   */
  @Override
  public void close() {
    committer.close();
    if (lock == null) {
      forgetSnapshot();
    } else {
      try (ServerLock held = lock) {
        if (held.isHeld()) {
          forgetSnapshot();
        }
        if (held.isHeld() && !anyOpen()) {
          held.endedInOrder();
        }
      }
    }
  }

  private void forgetSnapshot() {
    if (!anyOpen()) {
      known.forget();
    }
  }
}
