package dev.senselink.batch.sandbox;

import dev.senselink.batch.sandbox.call.AcceptedSpelling;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.UploadedFile;
import dev.senselink.batch.sandbox.desk.DeskContext;
import dev.senselink.batch.sandbox.http.PushHub;
import dev.senselink.batch.sandbox.picture.FaceAnalyzer;
import dev.senselink.batch.sandbox.world.Department;
import dev.senselink.batch.sandbox.world.Device;
import dev.senselink.batch.sandbox.world.Group;
import dev.senselink.batch.sandbox.world.PassRecord;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.PersonFormFields;
import dev.senselink.batch.sandbox.world.PersonView;
import dev.senselink.batch.sandbox.world.ProfileReader;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Another administrator, at work on the same server outside the API: no commit is noted. Safe
 * between threads.
 */
public final class OtherAdministrator {
  private final DeskContext office;
  private final SandboxWorld world;
  private final PushHub push;
  private final ProfileReader profiles = new ProfileReader(AcceptedSpelling.BOTH);

  OtherAdministrator(DeskContext office, PushHub push) {
    this.office = office;
    this.push = push;
    this.world = office.world();
  }

  List<PersonView> people() {
    synchronized (world) {
      return world.people.all().stream().map(PersonView::of).toList();
    }
  }

  long add(int type, Map<String, String> fields, byte @Nullable [] photo) {
    CallForm form = new CallForm(fields, Map.of());
    FaceAnalyzer.@Nullable Seen seen = photo == null ? null : look(photo);
    synchronized (world) {
      Instant now = office.clock().now();
      long id = world.people.newId();
      Person.Profile profile =
          type == Person.STAFF ? profiles.staff(form, true, null) : profiles.guest(form);
      String avatar = photo == null ? null : office.photos().add(photo);
      store(new Person(id, type, profile, form.ids("groups"), avatar, now, now, false), seen);
      return id;
    }
  }

  private FaceAnalyzer.Seen look(byte[] photo) {
    return office.eye().look(new UploadedFile("image/jpeg", photo));
  }

  private void store(Person person, FaceAnalyzer.@Nullable Seen seen) {
    world.people.put(person);
    if (seen != null) {
      world.faces.put(person.id(), seen.likeness().hash());
    }
  }

  void edit(long id, Map<String, String> fields, byte @Nullable [] photo) {
    FaceAnalyzer.@Nullable Seen seen = photo == null ? null : look(photo);
    synchronized (world) {
      Person before = world.people.require(id, "person");
      Map<String, String> merged = new HashMap<>(PersonFormFields.of(before));
      merged.putAll(fields);
      CallForm form = new CallForm(merged, Map.of());
      Person.Profile profile =
          before.type() == Person.STAFF ? profiles.staff(form, true, null) : profiles.guest(form);
      String old = before.avatarId();
      String avatar = photo == null ? old : office.photos().add(photo);
      if (old != null && !old.equals(avatar)) {
        office.photos().remove(old);
      }
      store(before.changed(profile, form.ids("groups"), avatar, office.clock().now()), seen);
    }
  }

  void remove(long id) {
    synchronized (world) {
      Person gone = world.people.require(id, "person");
      world.people.remove(id);
      world.faces.remove(id);
      if (gone.avatarId() != null) {
        office.photos().remove(gone.avatarId());
      }
    }
  }

  long addRecord(long personId, Instant when) {
    synchronized (world) {
      int type =
          personId == 0 ? PassRecord.STRANGER : world.people.require(personId, "person").type();
      String sn = world.devices.all().stream().findFirst().map(Device::sn).orElse("");
      return addRecord(new PassRecord(0, personId, type, sn, when, 1));
    }
  }

  /**
   * Somebody is seen at a door.
   *
   * @param record taken as it is; 0 for its id gives it the next one, and one below the last id is
   *     a record that arrives late
   * @return the record's id
   * @throws IllegalArgumentException if the id is taken
   */
  public long addRecord(PassRecord record) {
    synchronized (world) {
      long id = world.records.add(record);
      push.record(record.withId(id));
      return id;
    }
  }

  /** All records, by id ascending. */
  public List<PassRecord> records() {
    synchronized (world) {
      return IntStream.range(0, world.records.size()).mapToObj(world.records::at).toList();
    }
  }

  /**
   * Puts a device up, or changes all of it.
   *
   * @param device 0 for its id makes a new one
   * @return the device's id
   */
  public long addDevice(Device device) {
    synchronized (world) {
      long id = device.id() == 0 ? world.devices.newId() : device.id();
      world.devices.put(device.withId(id));
      return id;
    }
  }

  /** All devices, by id ascending. */
  public List<Device> devices() {
    synchronized (world) {
      return List.copyOf(world.devices.all());
    }
  }

  /** All groups, by id ascending. */
  public List<Group> groups() {
    synchronized (world) {
      return List.copyOf(world.groups.all());
    }
  }

  /**
   * Adds a group.
   *
   * @param type 1 staff, 2 guest
   * @return its id
   */
  public long addGroup(String name, int type) {
    synchronized (world) {
      Instant now = office.clock().now();
      Group group = new Group(world.groups.newId(), name, type, now, now);
      world.groups.put(group);
      return group.id();
    }
  }

  /** Puts somebody into these groups and no other, which moves no time of change. */
  public void regroup(long id, List<Long> groups) {
    synchronized (world) {
      Person p = world.people.require(id, "person");
      world.people.put(
          new Person(
              id,
              p.type(),
              p.profile(),
              List.copyOf(groups),
              p.avatarId(),
              p.createdAt(),
              p.updatedAt(),
              p.edited()));
    }
  }

  /** Deletes a group, which the API cannot; who was in it is in it no more. */
  public void removeGroup(long id) {
    synchronized (world) {
      world.groups.require(id, "group");
      world.groups.remove(id);
    }
  }

  /**
   * Adds a department.
   *
   * @param parentId 0 = directly below the company
   * @return its id
   */
  public long addDepartment(
      long parentId, String name, @Nullable Long leaderId, @Nullable String code) {
    synchronized (world) {
      long id = world.departments.newId();
      world.departments.put(new Department(id, parentId, name, code, leaderId));
      return id;
    }
  }

  /** All departments, by id ascending. */
  public List<Department> departments() {
    synchronized (world) {
      return List.copyOf(world.departments.all());
    }
  }
}
