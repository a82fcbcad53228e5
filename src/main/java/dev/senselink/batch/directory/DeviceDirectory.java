package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.WithRawJson;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.organisation.Device;
import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminals at the doors. */
public final class DeviceDirectory {
  private final RetryingClient server;
  private final DirectoryQueries replies;

  public DeviceDirectory(RetryingClient server) {
    this.server = server;
    this.replies = new DirectoryQueries(server);
  }

  /** All of them, each with its type as the server lists it. */
  public ServerReply<List<Device>> list() {
    return ServerReply.list(replies.ask(new WithRawJson<>(OrganisationCalls.devices())), "device");
  }

  /** Changes what is named and nothing else; the answer is the device as the server tells it. */
  public ServerReply<Device> update(long id, DeviceChange change) {
    Device now = find(id).orElseThrow(() -> gone(id));
    DeviceFields wanted = changed(now, change);
    Call<Device> update = OrganisationCalls.updateDevice(id, wanted);
    WithRawJson<Device> call = new WithRawJson<>(update);
    return ServerReply.one(
        replies.need(update, new VerifiedWrite(server).carryOut(call, () -> updated(id, wanted))));
  }

  private static DirectoryException gone(long id) {
    DeviceFields nothing = new DeviceFields("", "", "", null, List.of(), List.of());
    return DirectoryQueries.notThere(OrganisationCalls.updateDevice(id, nothing));
  }

  private DeviceFields changed(Device now, DeviceChange change) {
    DeviceFields fields = DeviceFields.of(now);
    boolean untold = now.groups().stream().anyMatch(group -> group.type() == 0);
    if (untold || change.staffGroups() != null || change.guestGroups() != null) {
      GroupFinder book = new GroupDirectory(server).book();
      fields =
          fields
              .withStaffGroups(groups(book, now, Person.STAFF, change.staffGroups()))
              .withGuestGroups(groups(book, now, Person.GUEST, change.guestGroups()));
    }
    if (change.name() != null) {
      fields = fields.withName(change.name());
    }
    if (change.location() != null) {
      fields = fields.withLocation(change.location());
    }
    if (change.description() != null) {
      fields = fields.withDescription(change.description());
    }
    return change.direction() == null ? fields : fields.withDirection(change.direction());
  }

  /** Where the device does not say a group's type, the list of groups does: none may be lost. */
  private static List<Long> groups(
      GroupFinder book, Device now, int type, @Nullable List<String> named) {
    return named == null
        ? now.groups().stream().filter(g -> book.type(g) == type).map(GroupReference::id).toList()
        : book.ids(named, type);
  }

  private WithRawJson.@Nullable Said<Device> updated(long id, DeviceFields wanted) {
    WithRawJson.Said<List<Device>> all =
        replies.ask(new WithRawJson<>(OrganisationCalls.devices()));
    return all.value().stream()
        .filter(device -> device.id() == id && isAs(device, wanted))
        .findFirst()
        .map(d -> new WithRawJson.Said<>(d, List.of(ServerReply.row(all, "device", id))))
        .orElse(null);
  }

  private static boolean isAs(Device device, DeviceFields wanted) {
    DeviceFields now = DeviceFields.of(device);
    return now.withStaffGroups(List.of())
            .withGuestGroups(List.of())
            .equals(wanted.withStaffGroups(List.of()).withGuestGroups(List.of()))
        && new HashSet<>(now.staffGroups()).equals(new HashSet<>(wanted.staffGroups()))
        && new HashSet<>(now.guestGroups()).equals(new HashSet<>(wanted.guestGroups()));
  }

  /** Prepares the deletion of a device. */
  public PendingDeletion deletion(long id) {
    PendingDeletion deletion =
        new PendingDeletion(server, OrganisationCalls::deleteDevice, gone -> find(gone).isEmpty());
    find(id)
        .ifPresentOrElse(
            device -> deletion.add(id, words("name.device", id, device.name(), device.sn())),
            () -> deletion.missing(id));
    return deletion;
  }

  private Optional<Device> find(long id) {
    return replies.ask(OrganisationCalls.devices()).stream().filter(d -> d.id() == id).findFirst();
  }

  /** Devices as a table. */
  public static DisplayTable sheet(List<Device> devices) {
    return new DisplayTable(
        DisplayTable.heads(
            "id", "name", "location", "direction", "staffGroups", "guestGroups", "sn", "status"),
        devices.stream()
            .map(
                device ->
                    DisplayTable.row(
                        device.id(),
                        device.name(),
                        device.location(),
                        device.direction(),
                        names(device, Person.STAFF),
                        names(device, Person.GUEST),
                        device.sn(),
                        status(device)))
            .toList());
  }

  /** Whether it is online where the server says so, else its undocumented status (NOTES 24). */
  private static String status(Device device) {
    Boolean online = device.online();
    if (online != null) {
      return words(online ? "device.online" : "device.offline");
    }
    Long status = device.status();
    return status == null ? "" : status.toString();
  }

  private static String names(Device device, int type) {
    return DisplayLanguage.list(
        device.groups().stream().filter(g -> g.type() == type).map(GroupReference::name).toList());
  }
}
