package dev.senselink.batch.simulation;

import java.util.List;

/** The protections of a server's lock, each switched off by a patch of the source. */
final class LeaseMutants {
  private static final String LOCK = "ledger/store/ServerLock.java";

  /** Those that the first histories already find: played with every build. */
  static final List<ProgramMutant> QUICK =
      List.of(
          ProgramMutant.of(
              "the lease does not end",
              LOCK,
              "if (since.compareTo(VALID) >= 0) {",
              "if (since.compareTo(VALID.multipliedBy(1_000)) >= 0) {"),
          ProgramMutant.of(
              "a beat counts from its answer",
              LOCK,
              "            sent = new Sent(at, by);",
              "            sent = new Sent(machine.nanos(), machine.wall().instant());"));

  static final List<ProgramMutant> OTHERS =
      List.of(
          ProgramMutant.of(
              "the lease is as long as the database's patience",
              LOCK,
              "VALID = Duration.ofSeconds(15)",
              "VALID = SILENCE.plusSeconds(1)"),
          ProgramMutant.of(
              "the clock on the wall is not asked",
              LOCK,
              "running.compareTo(byWall) < 0 ? byWall : running",
              "byWall.isZero() ? byWall : running"),
          ProgramMutant.of(
              "the clock on the wall alone is asked",
              LOCK,
              "running.compareTo(byWall) < 0 ? byWall : running",
              "running.isZero() ? running : byWall"),
          ProgramMutant.of(
              "what was in doubt is held again",
              LOCK,
              "return !lost.get() && !closed;",
              "return since.compareTo(VALID) < 0 && !closed;"),
          ProgramMutant.of(
              "whose connection was cut has sent its last at once",
              LOCK,
              "died.isEmpty() ? lockedAt : lockedAt + VALID.toNanos()",
              "died.isEmpty() ? lockedAt + 0 : lockedAt"),
          ProgramMutant.of(
              "whoever died has ended in order",
              LOCK,
              "died.addAll(line.died(keys.keySet()));",
              "died.retainAll(line.died(keys.keySet()));"),
          ProgramMutant.of(
              "who has not waited for the last one says that it ended in order",
              LOCK,
              "    if (!lastOver) {",
              "    if (lastOver) {"));

  private LeaseMutants() {}
}
