package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.BackedUpGroup;
import dev.senselink.batch.backup.BackedUpGuest;
import dev.senselink.batch.backup.BackedUpUser;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.BackupSource;
import dev.senselink.batch.backup.BackupTableReader;
import dev.senselink.batch.backup.CellCursor;
import dev.senselink.batch.backup.DamageListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether everything that a table names is in the backup: departments and their parents,
 * groups, hosts, leaders. Only between tables that are as they were written.
 */
final class ReferenceCheck {
  private final BackupSource source;
  private final Set<String> sound;
  private final DamageListener damages;
  private final Map<Long, Integer> groupTypes = new HashMap<>();
  private final Set<Long> departments = new HashSet<>();
  private final Map<String, String> hosts = new HashMap<>();
  private final Map<Long, String> leaders = new HashMap<>();

  ReferenceCheck(BackupSource source, Set<String> sound, DamageListener damages) {
    this.source = source;
    this.sound = sound;
    this.damages = damages;
  }

  void run() {
    each(Table.GROUPS, BackedUpGroup::of, group -> groupTypes.put(group.id(), group.type()));
    each(Table.DEPARTMENTS, BackedUpDepartment::of, this::department);
    each(Table.DEVICES, BackedUpDevice::of, this::device);
    each(Table.GUESTS, BackedUpGuest::of, this::guest);
    each(Table.USERS, BackedUpUser::of, this::user);
    if (isSound(Table.USERS)) {
      leaders.forEach((id, department) -> damages.damaged(Table.DEPARTMENTS.file(), department));
      hosts.forEach((host, guest) -> damages.damaged(Table.GUESTS.file(), guest));
    }
  }

  private boolean isSound(Table table) {
    return sound.contains(table.file());
  }

  private <T> void each(Table table, Function<CellCursor, T> reading, Consumer<T> each) {
    if (!isSound(table)) {
      return;
    }
    try (Stream<T> lines =
        BackupTableReader.of(source.open(table.file()), table.file(), table.columns()).stream(
            reading)) {
      lines.forEach(each);
    } catch (IOException e) {
      damages.damaged(table.file(), words("damage.unreadable"));
    } catch (BackupException e) {
      damages.damaged(table.file(), e.what());
    }
  }

  private void department(BackedUpDepartment d) {
    Long parent = d.parentId();
    if (parent != null && parent != 0 && !departments.contains(parent)) {
      damages.damaged(Table.DEPARTMENTS.file(), words("damage.noParent", id(d.id()), id(parent)));
    }
    departments.add(d.id());
    Long leader = d.leaderId();
    if (leader != null) {
      leaders.put(leader, words("damage.noLeader", id(d.id()), id(leader)));
    }
  }

  private void device(BackedUpDevice d) {
    groups(Table.DEVICES, d.id(), d.staffGroupIds(), Person.STAFF);
    groups(Table.DEVICES, d.id(), d.guestGroupIds(), Person.GUEST);
  }

  private void user(BackedUpUser u) {
    groups(Table.USERS, u.id(), u.groupIds(), null);
    Long department = u.departmentId();
    boolean named = department != null && department != 0 && isSound(Table.DEPARTMENTS);
    if (named && !departments.contains(department)) {
      damages.damaged(
          Table.USERS.file(), words("damage.noDepartment", id(u.id()), CellCursor.of(department)));
    }
    leaders.remove(u.id());
    hosts.remove(u.jobNumber());
    hosts.remove(u.mobile());
    hosts.remove("#" + u.id());
  }

  private void guest(BackedUpGuest g) {
    groups(Table.GUESTS, g.id(), g.groupIds(), null);
    if (!g.host().isEmpty()) {
      hosts.put(g.host(), words("damage.noHost", id(g.id())));
    }
  }

  /**
   * Looks for groups.
   *
   * @param type what they have to be; null = any
   */
  private void groups(Table table, long of, List<Long> ids, @Nullable Integer type) {
    if (!isSound(Table.GROUPS)) {
      return;
    }
    for (long group : ids) {
      Integer found = groupTypes.get(group);
      boolean guests = found != null && found == Person.GUEST;
      if (found == null || (type != null && guests != (type == Person.GUEST))) {
        damages.damaged(table.file(), words("damage.noGroup", id(of), id(group)));
      }
    }
  }

  private static String id(long id) {
    return String.valueOf(id);
  }
}
