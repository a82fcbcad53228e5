package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.Operation;
import java.time.Instant;
import java.util.List;

/** Makes the entries of the list of commits. */
public final class CommitFactory {
  private CommitFactory() {}

  public static CommittedChange of(
      long seq, Instant at, Operation operation, Person person, boolean force, String sha256) {
    Person.Profile p = person.profile();
    String avatar = person.avatarId();
    return new CommittedChange(
        seq,
        at,
        operation.id(),
        person.id(),
        person.type(),
        p.name(),
        p.jobNumber(),
        p.mobile(),
        p.icNumber(),
        person.mailOrBlank(),
        p.departmentId(),
        person.groups(),
        List.of(),
        force,
        sha256,
        avatar == null ? "" : avatar);
  }

  /** A change of something that is no person. */
  public static CommittedChange of(
      long seq, Instant at, Operation operation, Thing thing, List<Long> memberIds) {
    return new CommittedChange(
        seq,
        at,
        operation.id(),
        thing.id(),
        thing.type(),
        thing.name(),
        "",
        "",
        "",
        "",
        null,
        List.of(),
        memberIds,
        false,
        "",
        "");
  }

  /** A group, department or device; type 0 where there is none. */
  public record Thing(long id, int type, String name) {}
}
