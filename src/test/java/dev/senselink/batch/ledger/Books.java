package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.RowReference;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A ledger in a folder of its own, and what a test writes into it. */
public final class Books implements AutoCloseable {
  public static final String SERVER = "10.0.0.5:8443";
  public static final long COMPANY = 58;
  public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final DataFolder data;
  private final LedgerDatabase database;
  private final Ledger ledger;

  private Books(Machine machine, Path folder, Function<DataFolder, LedgerDatabase> opens) {
    this.data = DataFolder.lock(machine, folder, "test");
    this.database = opens.apply(data);
    this.ledger = new Ledger(database, SERVER, COMPANY);
  }

  public static Books in(Path folder) {
    return in(Machine.real(), folder);
  }

  static Books in(Machine machine, Path folder) {
    return new Books(machine, folder, LedgerDatabase::open);
  }

  /** The ledger of a data folder in a database of this kind. */
  public static Books in(BookPlace place, Path folder) {
    return new Books(Machine.real(), folder, place::open);
  }

  /** The same where {@link BookPlace#words} tells. */
  static Books in(String words, Path folder) {
    return new Books(Machine.real(), folder, data -> BookPlace.open(data, words));
  }

  public Ledger ledger() {
    return ledger;
  }

  public LedgerDatabase database() {
    return database;
  }

  /** The same database seen by a run against another server or company. */
  Ledger of(String server, long company) {
    return new Ledger(database, server, company);
  }

  /** A server has another address from now on. */
  void move(String from, String to) {
    database
        .locks()
        .whileHeld(
            Set.of(from, to),
            "test",
            () -> {
              ledger.runs().moveAddress(from, to, COMPANY);
              return to;
            });
  }

  public static Run run(String id) {
    return run(id, Run.Status.RUNNING, false, NOON);
  }

  static Run run(String id, Run.Status status, boolean allWorked, Instant started) {
    return run(id, status, allWorked, started, "ab12");
  }

  /** A run of the roster with this digest. */
  public static Run ofRoster(String id, String sha256) {
    return run(id, Run.Status.RUNNING, false, NOON, sha256);
  }

  private static Run run(
      String id, Run.Status status, boolean allWorked, Instant started, String sha256) {
    return new Run(
        id,
        "import-users",
        SERVER,
        COMPANY,
        "Sandbox Company",
        sha256,
        "/rosters/staff.csv",
        "{}",
        "/rosters/photos",
        "/reports/one",
        status,
        allWorked,
        "",
        10,
        started,
        null,
        0,
        0,
        List.of(),
        List.of());
  }

  public static Intent intent(String run, int row, Intent.Call call) {
    return new Intent(
        run,
        ref(row),
        call,
        NOON,
        Duration.ofSeconds(30),
        "hash",
        1,
        "jobNumber",
        "E" + row,
        "Person " + row,
        null,
        List.of(),
        "",
        null);
  }

  static Outcome outcome(int row, RowEnding ending) {
    return Outcome.of(ref(row), ending, ending.needsAttention() ? "CODE" : "", "because");
  }

  static RowReference ref(int row) {
    return new RowReference(row, row + 1L);
  }

  static KnownPerson person(long id, String jobNumber, String mobile) {
    return new KnownPerson(
        id,
        1,
        "Person " + id,
        "person " + id,
        jobNumber,
        mobile,
        "",
        "",
        jobNumber,
        mobile,
        "",
        "",
        "",
        "",
        "",
        0,
        "",
        null);
  }

  @Override
  public void close() {
    ledger.close();
    database.close();
    data.close();
  }
}
