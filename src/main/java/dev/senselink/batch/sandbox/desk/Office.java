package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.call.SandboxClock;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.picture.Eye;
import dev.senselink.batch.sandbox.world.CommitLog;
import dev.senselink.batch.sandbox.world.Commits;
import dev.senselink.batch.sandbox.world.PhotoStore;
import dev.senselink.batch.sandbox.world.World;
import java.util.List;

/** What every desk works with. */
public record Office(
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
