package dev.senselink.batch.sandbox.world;

import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.picture.FaceIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that the server knows. Not safe between threads: who reads or changes it holds its monitor,
 * so that each change and its commit are one step.
 */
public final class SandboxWorld {
  private static final long FIRST_PERSON = 65_001;
  private static final long FIRST_GROUP = 1;
  private static final long FIRST_DEPARTMENT = 1;
  private static final long FIRST_DEVICE = 28;

  public final Table<Person> people = new Table<>(FIRST_PERSON, Person::id);
  public final Table<Group> groups = new Table<>(FIRST_GROUP, Group::id);
  public final Table<Department> departments = new Table<>(FIRST_DEPARTMENT, Department::id);
  public final Table<Device> devices = new Table<>(FIRST_DEVICE, Device::id);
  public final FaceIndex faces = new FaceIndex();
  public final RecordBook records = new RecordBook();

  /** Rows by id, ascending; an id is never given twice. */
  public static final class Table<T> {
    private final TreeMap<Long, T> rows = new TreeMap<>();
    private final Function<T, Long> idOf;
    private long nextId;

    Table(long firstId, Function<T, Long> idOf) {
      this.nextId = firstId;
      this.idOf = idOf;
    }

    public long newId() {
      return nextId++;
    }

    public void put(T row) {
      rows.put(idOf.apply(row), row);
    }

    @Nullable
    public T get(long id) {
      return rows.get(id);
    }

    /** Throws 620 when there is none. */
    public T require(long id, String what) {
      return Optional.ofNullable(rows.get(id))
          .orElseThrow(() -> CallRefusedException.notExist(what));
    }

    @Nullable
    public T remove(long id) {
      return rows.remove(id);
    }

    public Collection<T> all() {
      return rows.values();
    }
  }

  public SandboxWorld(Instant start) {
    Group staff = new Group(groups.newId(), "默认组", Person.STAFF, start, start);
    Group guests = new Group(groups.newId(), "默认组", Person.GUEST, start, start);
    groups.put(staff);
    groups.put(guests);
    List<Long> both = List.of(staff.id(), guests.id());
    String sn = "SKP-5a0db0c5e11d4f5a8c1e0f6b7d2a9e31";
    devices.put(Device.made(devices.newId(), sn, "Main door", "Lobby", both, start));
  }

  /** The groups of these ids, those deleted meanwhile left out. */
  public List<Map<String, Object>> groupReferences(List<Long> ids) {
    List<Map<String, Object>> references = new ArrayList<>();
    for (long id : ids) {
      Group group = groups.get(id);
      if (group != null) {
        references.add(group.reference());
      }
    }
    return references;
  }

  public long countMembers(long groupId) {
    return people.all().stream().filter(person -> person.groups().contains(groupId)).count();
  }

  /** Throws unless all groups exist (620) and are of this type (30001). */
  public void requireGroups(List<Long> ids, int type) {
    for (long id : ids) {
      if (groups.require(id, "group").type() != type) {
        throw CallRefusedException.invalid("a group of the other type");
      }
    }
  }

  public void requireDepartment(long id) {
    if (id != Department.COMPANY) {
      departments.require(id, "department");
    }
  }

  /** Throws unless 0 or somebody of the staff. */
  public void requireStaff(long id, String what) {
    if (id != 0 && people.require(id, what).type() != Person.STAFF) {
      throw CallRefusedException.notExist(what);
    }
  }
}
