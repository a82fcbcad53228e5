package dev.senselink.batch.sandbox;

import java.util.List;

/** What every desk works with. */
record Office(
    SandboxSettings settings,
    SandboxClock clock,
    World world,
    Eye eye,
    PhotoStore photos,
    CommitLog commits,
    Deviations deviations) {

  /** Notes a change of a group, department or device. */
  void commit(Operation operation, Commits.Thing thing, List<Long> memberIds) {
    commits.add(seq -> Commits.of(seq, clock.now(), operation, thing, memberIds));
  }
}
