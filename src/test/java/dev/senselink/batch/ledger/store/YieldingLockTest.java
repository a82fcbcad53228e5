package dev.senselink.batch.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.ledger.HoldingLock;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock that is kept by who does nothing just now, and given to who wants it. */
class YieldingLockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void make() throws IOException {
    data = PrivateFiles.folder(folder.resolve("data"));
  }

  private OtherProcess keeper(String... more) {
    OtherProcess keeper =
        OtherProcess.start(
            folder,
            KeepingLock.class,
            Stream.concat(Stream.of(data.toString()), Stream.of(more)).toArray(String[]::new));
    assertThat(keeper.line()).as(keeper::errors).isEqualTo("kept");
    return keeper;
  }

  private OtherProcess command() {
    return OtherProcess.start(folder, HoldingLock.class, data.toString());
  }

  /** Whether another process has the lock; never to be asked where this one may have it. */
  private boolean isHeldByOther() {
    try (FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        lock.release();
      }
      return lock == null;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void who_wants_it_gets_it_and_it_is_taken_again_afterwards() {
    try (OtherProcess keeper = keeper()) {
      assertThat(isHeldByOther()).isTrue();
      assertThat(DataFolder.isLocked(data)).as("nobody works").isFalse();
      assertThat(DataFolder.holder(data)).isEmpty();

      try (DataFolder work = DataFolder.lock(data, "import users")) {
        assertThat(work.lastEndedInOrder()).as("to keep a lock is no work").isTrue();
        assertThat(DataFolder.isLocked(data)).isTrue();
        assertThat(DataFolder.holderOf(data))
            .contains(
                "import users of " + System.getProperty("user.name") + ", in progress since 2");
        keeper.say("work");
        assertThat(keeper.line()).as("it is told like everybody").isNull();
        assertThat(keeper.errors()).contains("import users of ");
      }
    }
    try (OtherProcess keeper = keeper();
        DataFolder work = DataFolder.lock(data, "import users")) {
      work.noteUnanswered(false);
      work.close();
      assertThat(Until.within(PATIENCE, this::isHeldByOther)).isTrue();
      keeper.say("work");
      assertThat(keeper.line()).as(keeper::errors).isEqualTo("working true");
    }
  }

  @Test
  void who_works_under_it_is_not_disturbed_and_whoever_comes_is_told_who_it_is() {
    try (OtherProcess keeper = keeper()) {
      keeper.say("work");
      assertThat(keeper.line()).as(keeper::errors).startsWith("working");

      assertThat(DataFolder.isLocked(data)).isTrue();
      assertThatExceptionOfType(LedgerException.class)
          .isThrownBy(() -> DataFolder.lock(data, "backup"))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED))
          .withMessageContaining("import guests of " + System.getProperty("user.name"))
          .withMessageContaining("process " + keeper.pid());
      keeper.say("rest");
      assertThat(keeper.line()).isEqualTo("resting");
      DataFolder.lock(data, "backup").close();
    }
  }

  /** Else another process could come between, and a start that was allowed would be refused. */
  @Test
  void its_own_work_takes_it_without_letting_it_go() {
    try (IdleDataFolder idle = IdleDataFolder.keep(Machine.real(), data, "console");
        OtherProcess other = command()) {
      assertThat(other.line()).as("a process of this kind gets it").startsWith("locked");
      other.kill();
      assertThat(Until.within(PATIENCE, () -> LockHolder.yields(data))).isTrue();

      for (int i = 0; i < 3; i++) {
        try (DataFolder work = DataFolder.lock(data, "import users");
            OtherProcess second = command()) {
          assertThat(second.line()).as("both at work in %s", work.path()).isNull();
          assertThat(second.errors()).contains("import users of ");
          assertThatExceptionOfType(LedgerException.class)
              .isThrownBy(() -> DataFolder.lock(data, "backup"));
        }
        assertThat(LockHolder.yields(data)).as("it was never this process's").isTrue();
      }
      idle.close();
      assertThat(isHeldByOther()).isFalse();
    }
  }

  @Test
  void of_two_who_want_it_one_gets_it_and_the_other_is_told() throws InterruptedException {
    try (OtherProcess keeper = keeper();
        OtherProcess one = command();
        OtherProcess two = command()) {
      AtomicReference<String> first = new AtomicReference<>("");
      RunningTask reader =
          Machine.real().start("first", () -> first.set(String.valueOf(one.line())));
      String second = String.valueOf(two.line());
      reader.join();

      assertThat(List.of(first.get(), second)).containsExactlyInAnyOrder("locked " + data, "null");
      OtherProcess refused = second.equals("null") ? two : one;
      assertThat(refused.errors()).contains("import-users of ");
      (second.equals("null") ? one : two).kill();
      assertThat(Until.within(PATIENCE, () -> LockHolder.yields(data) && isHeldByOther())).isTrue();
      assertThat(keeper.pid()).isPositive();
    }
  }

  @Test
  void a_look_is_no_work_and_whoever_comes_meanwhile_waits_for_its_end_and_comes_first() {
    try (IdleDataFolder idle = IdleDataFolder.keep(Machine.real(), data, "console")) {
      DataFolder look = DataFolder.lockToLook(Machine.real(), data, "console");
      assertThat(DataFolder.isLocked(data)).as("nobody works").isFalse();
      assertThat(data.resolve("at-work")).as("a sign of work").doesNotExist();
      try (OtherProcess command = command()) {
        assertThat(Until.within(PATIENCE, () -> WantedMark.isThere(data))).isTrue();
        look.close();
        assertThatExceptionOfType(LedgerException.class)
            .isThrownBy(() -> DataFolder.lockToLook(Machine.real(), data, "console"))
            .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED));
        assertThat(command.line()).as(command::errors).startsWith("locked");
      }
      assertThat(Until.within(PATIENCE, () -> LockHolder.yields(data))).isTrue();
      idle.close();
    }
  }

  @Test
  void a_look_leaves_the_sign_that_the_last_process_died() throws IOException {
    Files.writeString(data.resolve("at-work"), "");

    DataFolder.lockToLook(Machine.real(), data, "console").close();

    assertThat(data.resolve("at-work")).exists();
  }

  @Test
  void a_keeper_that_is_killed_leaves_it_free_and_no_sign_of_work() {
    try (OtherProcess keeper = keeper()) {
      keeper.kill();
    }
    try (DataFolder next = DataFolder.lock(data, "import users")) {
      assertThat(next.lastEndedInOrder()).isTrue();
    }
  }

  @Test
  void a_keeper_that_is_killed_while_it_is_wanted_gives_it_to_who_waits() {
    try (OtherProcess keeper = keeper("deaf");
        OtherProcess wanting = command()) {
      assertThat(Until.within(PATIENCE, () -> WantedMark.isThere(data))).isTrue();

      keeper.kill();

      assertThat(wanting.line()).as(wanting::errors).startsWith("locked");
    }
  }

  /** Its mark stays, and must not keep a keeper from keeping. */
  @Test
  void who_dies_while_waiting_wants_nothing_any_more() throws IOException {
    DataFolderLock deaf =
        DataFolderLock.keep(data, LockHolder.here(Machine.real(), "console", true));
    assertThat(deaf).isNotNull();
    try (OtherProcess wanting = command()) {
      assertThat(Until.within(PATIENCE, () -> WantedMark.isThere(data))).isTrue();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mark())))
          .isEqualTo("rw-------");
      wanting.kill();
    }

    assertThat(mark()).exists();
    assertThat(deaf.giveWay()).as("nobody wants it").isFalse();
    deaf.stopKeeping();
    try (OtherProcess keeper = keeper()) {
      assertThat(isHeldByOther()).isTrue();
      assertThat(keeper.pid()).isPositive();
    }
  }

  private Path mark() {
    return data.resolve("lock.wanted");
  }

  @Test
  void who_does_not_give_it_in_time_is_named_with_what_to_do() {
    try (OtherProcess keeper = keeper("deaf")) {
      assertThatExceptionOfType(LedgerException.class)
          .isThrownBy(() -> DataFolder.lock(new HastyMachine(), data, "import users"))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.LOCKED))
          .withMessageContaining("console of " + System.getProperty("user.name"))
          .withMessageContaining("process " + keeper.pid())
          .withMessageContaining("15 seconds");
      assertThat(WantedMark.isThere(data)).isFalse();
    }
  }

  /**
   * Whoever wanted it before the work began wants it still: it is not taken from under the work.
   */
  @Test
  void it_is_not_given_away_while_its_own_process_works_under_it() throws IOException {
    DataFolderLock kept =
        DataFolderLock.keep(data, LockHolder.here(Machine.real(), "console", true));
    assertThat(kept).isNotNull();
    try (WantedMark wanted = new WantedMark(data.toRealPath())) {
      try (DataFolder work = DataFolder.lock(data, "import users")) {
        wanted.insist();
        assertThat(kept.giveWay()).isFalse();
        assertThat(DataFolder.isLocked(work.path())).isTrue();
      }
      assertThat(kept.giveWay()).as("nobody works any more").isTrue();
    }
  }

  /** Nobody would know whom to wait for; and nobody is to wait for one that has failed. */
  @Test
  void what_cannot_be_told_is_not_held() throws IOException {
    Path inTheWay = PrivateFiles.folder(data.resolve("lock.txt/in the way"));

    assertThatExceptionOfType(LedgerException.class)
        .isThrownBy(() -> DataFolder.lock(data, "import users"))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(LedgerException.Kind.BROKEN));

    PrivateFiles.remove(inTheWay.getParent());
    try (DataFolder next = DataFolder.lock(data, "backup")) {
      assertThat(DataFolder.holder(next.path())).hasValue("backup");
    }
  }

  /** While somebody waits nobody keeps it anew, be it free for a moment. */
  @Test
  void it_is_not_taken_again_from_under_who_waits_for_it() throws IOException {
    try (WantedMark wanted = new WantedMark(data.toRealPath())) {
      wanted.insist();
      assertThat(DataFolderLock.keep(data, LockHolder.here(Machine.real(), "console", true)))
          .isNull();
    }
    DataFolderLock kept =
        DataFolderLock.keep(data, LockHolder.here(Machine.real(), "console", true));
    assertThat(kept).isNotNull();
    kept.stopKeeping();
  }
}
