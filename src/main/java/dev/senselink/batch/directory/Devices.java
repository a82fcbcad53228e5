package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.Words.words;

import dev.senselink.batch.api.Verbatim;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.organisation.DeleteDevice;
import dev.senselink.batch.api.organisation.Device;
import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.api.organisation.ListDevices;
import dev.senselink.batch.api.organisation.UpdateDevice;
import dev.senselink.batch.api.people.GroupRef;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.language.Speech;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminals at the doors. */
public final class Devices {
  private final Server server;
  private final Replies replies;

  public Devices(Server server) {
    this.server = server;
    this.replies = new Replies(server);
  }

  /** All of them, each with its type as the server lists it. */
  public Told<List<Device>> list() {
    return Told.list(replies.ask(new Verbatim<>(new ListDevices())), "device");
  }

  /** Changes what is named and nothing else; the answer is the device as the server tells it. */
  public Told<Device> update(long id, DeviceChange change) {
    Device now = find(id).orElseThrow(() -> gone(id));
    UpdateDevice update = new UpdateDevice(id, changed(now, change));
    Verbatim<Device> call = new Verbatim<>(update);
    return Told.one(
        replies.need(update, new Write(server).carryOut(call, () -> updated(id, update.fields()))));
  }

  private static DirectoryException gone(long id) {
    DeviceFields nothing = new DeviceFields("", "", "", null, List.of(), List.of());
    return Replies.notThere(new UpdateDevice(id, nothing));
  }

  private DeviceFields changed(Device now, DeviceChange change) {
    DeviceFields fields = DeviceFields.of(now);
    boolean untold = now.groups().stream().anyMatch(group -> group.type() == 0);
    if (untold || change.staffGroups() != null || change.guestGroups() != null) {
      GroupBook book = new Groups(server).book();
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
      GroupBook book, Device now, int type, @Nullable List<String> named) {
    return named == null
        ? now.groups().stream().filter(g -> book.type(g) == type).map(GroupRef::id).toList()
        : book.ids(named, type);
  }

  private Verbatim.@Nullable Said<Device> updated(long id, DeviceFields wanted) {
    Verbatim.Said<List<Device>> all = replies.ask(new Verbatim<>(new ListDevices()));
    return all.value().stream()
        .filter(device -> device.id() == id && isAs(device, wanted))
        .findFirst()
        .map(d -> new Verbatim.Said<>(d, List.of(Told.row(all, "device", id))))
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
  public Deletion deletion(long id) {
    Deletion deletion = new Deletion(server, DeleteDevice::new, gone -> find(gone).isEmpty());
    find(id)
        .ifPresentOrElse(
            device -> deletion.add(id, words("name.device", id, device.name(), device.sn())),
            () -> deletion.missing(id));
    return deletion;
  }

  private Optional<Device> find(long id) {
    return replies.ask(new ListDevices()).stream().filter(d -> d.id() == id).findFirst();
  }

  /** Devices as a table. */
  public static Sheet sheet(List<Device> devices) {
    return new Sheet(
        Sheet.heads("id", "name", "location", "direction", "staffGroups", "guestGroups", "sn"),
        devices.stream()
            .map(
                device ->
                    Sheet.row(
                        device.id(),
                        device.name(),
                        device.location(),
                        device.direction(),
                        names(device, Person.STAFF),
                        names(device, Person.GUEST),
                        device.sn()))
            .toList());
  }

  private static String names(Device device, int type) {
    return Speech.list(
        device.groups().stream().filter(g -> g.type() == type).map(GroupRef::name).toList());
  }
}
