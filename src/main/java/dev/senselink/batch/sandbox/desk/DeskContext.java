package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.call.SandboxClock;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.picture.FaceAnalyzer;
import dev.senselink.batch.sandbox.world.CommitFactory;
import dev.senselink.batch.sandbox.world.CommitLog;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import dev.senselink.batch.sandbox.world.StoredPhotos;
import java.util.List;

/** What every desk works with. */
public record DeskContext(
    SandboxSettings settings,
    SandboxClock clock,
    SandboxWorld world,
    FaceAnalyzer eye,
    StoredPhotos photos,
    CommitLog commits,
    MisbehaviourSimulator deviations) {

  /** Notes a change of a group, department or device. */
  void commit(Operation operation, CommitFactory.Thing thing, List<Long> memberIds) {
    commits.add(seq -> CommitFactory.of(seq, clock.now(), operation, thing, memberIds));
  }
}
