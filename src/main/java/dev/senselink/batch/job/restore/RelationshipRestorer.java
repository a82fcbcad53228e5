package dev.senselink.batch.job.restore;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.Device;
import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.api.organisation.GroupMemberIds;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.job.run.PlaceFields;
import dev.senselink.batch.job.run.ServerPreflight;
import dev.senselink.batch.ledger.before.PlaceImage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What ties restored people and places together: the departments' codes and leaders, who is in
 * which group, which doors open for which group. Every request may be sent twice without harm, so a
 * lost answer is followed by the same again; what cannot be done is counted and keeps nothing else
 * from being done. One thread.
 */
final class RelationshipRestorer {
  /** What a server may say of a call in which a single person is wrong (NOTES 17, 53). */
  private static final Set<Integer> ONE_IS_WRONG = Set.of(620, 320, 30001);

  /** What programs read of a department's code that did not come back. */
  private static final String CODE = "departmentCode";

  /** What programs read of somebody who did not get into a group: only this run made it. */
  private static final String MEMBER = "member";

  private static final int SAME_EXISTS = 610;

  private final RetryingClient server;
  private final RestoredPlaces places;
  private final UnrestoredCollector shortcomings;
  private final TieKeeper keeper;

  /**
   * @param shortcomings is told what could not be restored
   */
  RelationshipRestorer(
      RetryingClient server,
      RestoredPlaces places,
      UnrestoredCollector shortcomings,
      TieKeeper keeper) {
    this.keeper = keeper;
    this.server = server;
    this.places = places;
    this.shortcomings = shortcomings;
  }

  /**
   * Gives every department the leader it had.
   *
   * @param personOf who somebody of the backup is here
   */
  void leaders(Function<Long, OptionalLong> personOf) {
    for (BackedUpDepartment department : places.backedUpDepartments()) {
      OptionalLong id = places.department(department.id());
      Long leader = department.leaderId();
      if (leader == null || id.isEmpty()) {
        continue;
      }
      OptionalLong person = personOf.apply(leader);
      if (person.isEmpty()) {
        shortcomings.add("leader", 1, words("restore.leader.nobody"));
      } else {
        lead(id.getAsLong(), department.path(), person.getAsLong());
      }
    }
  }

  /** Gives the departments the codes they had where they have none. */
  void codes() {
    for (BackedUpDepartment department : places.backedUpDepartments()) {
      OptionalLong id = places.department(department.id());
      if (!department.code().isEmpty() && id.isPresent()) {
        code(id.getAsLong(), department);
      }
    }
  }

  private void code(long department, BackedUpDepartment backedUp) {
    String code = backedUp.code();
    Reply<Department> reply = done(server.ask(OrganisationCalls.department(department)));
    if (reply instanceof Reply.Answer<Department> now && !now.value().code().equals(code)) {
      if (!now.value().code().isEmpty()) {
        shortcomings.add(CODE, 1, words("restore.codeOther"));
        return;
      }
      reply =
          keeper.keeping(
              PlaceImage.Kind.CODE,
              department,
              backedUp.path(),
              Map.of(PlaceFields.CODE, ""),
              Map.of(PlaceFields.CODE, code),
              () -> send(UpdateDepartment.keeping(now.value()).withCode(code)));
    }
    if (reply instanceof Reply.Refusal<?> refusal && refusal.code() == SAME_EXISTS) {
      shortcomings.add(CODE, 1, words("restore.codeTaken"));
      return;
    }
    count(CODE, 1, reply);
  }

  private void lead(long department, String path, long leader) {
    Reply<Department> reply = done(server.ask(OrganisationCalls.department(department)));
    if (isLedOtherwise(reply, leader)) {
      if (keeper
          .still(leader, read -> unseen("leader", read, words("restore.leader.nobody")))
          .isEmpty()) {
        return;
      }
      reply =
          done(
              server.ask(
                  OrganisationCalls.department(department))); // what was read may be old by now
    }
    if (reply instanceof Reply.Answer<Department> now && isLedOtherwise(reply, leader)) {
      reply =
          keeper.keeping(
              PlaceImage.Kind.LEADER,
              department,
              path,
              PlaceFields.leader(now.value().leaderId()),
              PlaceFields.leader(leader),
              () -> send(UpdateDepartment.keeping(now.value()).withLeader(leader)));
    }
    count("leader", 1, reply);
  }

  private static boolean isLedOtherwise(Reply<Department> reply, long leader) {
    return reply instanceof Reply.Answer<Department> now
        && !Long.valueOf(leader).equals(now.value().leaderId());
  }

  /** Puts people into a group; who is in it stays. */
  void members(long group, List<Long> people) {
    for (List<Long> part : GroupMemberIds.parts(people)) {
      List<Long> joining =
          keeper.joining(
              group, part, read -> unseen(MEMBER, read, ErrorCodes.inWords(ErrorCodes.NOT_THERE)));
      if (!joining.isEmpty()) {
        add(group, joining);
      }
    }
  }

  private void unseen(String what, Reply<List<Person>> read, String absent) {
    if (done(read) instanceof Reply.Answer) {
      shortcomings.add(what, 1, absent);
    } else {
      count(what, 1, read);
    }
  }

  /** One person who is gone must not keep the others out: a refused part is halved. */
  private void add(long group, List<Long> people) {
    Reply<Integer> reply = send(OrganisationCalls.addToGroup(group, people));
    boolean some =
        reply instanceof Reply.Refusal<Integer> refusal && ONE_IS_WRONG.contains(refusal.code());
    if (some && people.size() > 1) {
      int half = people.size() / 2;
      add(group, people.subList(0, half));
      add(group, people.subList(half, people.size()));
      return;
    }
    if (reply instanceof Reply.Refusal) {
      people.forEach(person -> keeper.stayedOut(group, person));
    }
    count(MEMBER, people.size(), reply);
  }

  /** The devices of the server, by serial number. */
  static Map<String, Device> bySerial(RetryingClient server) {
    return ServerPreflight.need(
            server, server.ask(OrganisationCalls.devices()), words("asked.devices"))
        .stream()
        .filter(device -> !device.sn().isEmpty())
        .collect(Collectors.toMap(Device::sn, Function.identity(), (first, other) -> first));
  }

  /** Gives the devices that are there their fields and groups; none can be created. */
  void devices(List<BackedUpDevice> backedUp) {
    Map<String, Device> there = bySerial(server);
    for (BackedUpDevice device : backedUp) {
      Device now = there.get(device.sn());
      if (now == null) {
        shortcomings.add("device", 1, words("restore.device.absent"));
      } else {
        set(now, device);
      }
    }
  }

  private void set(Device now, BackedUpDevice device) {
    DeviceFields wanted = fields(now, device);
    if (isSame(DeviceFields.of(now), wanted)) {
      return;
    }
    count(
        "device",
        1,
        keeper.keeping(
            PlaceImage.Kind.DEVICE,
            now.id(),
            now.sn(),
            PlaceFields.of(DeviceFields.of(now)),
            PlaceFields.of(wanted),
            () -> send(OrganisationCalls.updateDevice(now.id(), wanted))));
  }

  private DeviceFields fields(Device now, BackedUpDevice device) {
    Long direction = device.direction() == null ? now.direction() : device.direction();
    return new DeviceFields(
        device.name(),
        device.location(),
        device.description(),
        direction,
        groups(device.staffGroupIds()),
        groups(device.guestGroupIds()));
  }

  private List<Long> groups(List<Long> backedUp) {
    return backedUp.stream()
        .map(places::group)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .distinct()
        .toList();
  }

  /** The order of groups means nothing. */
  private static boolean isSame(DeviceFields a, DeviceFields b) {
    return sorted(a).equals(sorted(b));
  }

  private static DeviceFields sorted(DeviceFields fields) {
    return fields
        .withStaffGroups(fields.staffGroups().stream().sorted().toList())
        .withGuestGroups(fields.guestGroups().stream().sorted().toList());
  }

  private <T> Reply<T> send(Call<T> call) {
    return done(server.attempts().repeat(() -> server.once(call)));
  }

  /** The reply of a call that was tried as often as it may be, unless the run is to stop. */
  private <T> Reply<T> done(Reply<T> reply) {
    StopCause cause = server.stopCause();
    if (cause != null && !(reply instanceof Reply.Answer)) {
      throw StoppedException.of(cause);
    }
    return reply;
  }

  private void count(String what, int many, Reply<?> reply) {
    if (reply instanceof Reply.Refusal<?> refusal) {
      shortcomings.add(what, many, ErrorCodes.inWords(refusal.code()));
    } else if (!(reply instanceof Reply.Answer)) {
      String why =
          what.equals(MEMBER) ? words("restore.member.noAnswer") : words("restore.noAnswer");
      shortcomings.add(what, many, why);
    }
  }
}
