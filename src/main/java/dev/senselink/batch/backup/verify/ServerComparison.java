package dev.senselink.batch.backup.verify;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.backup.BackedUpDepartment;
import dev.senselink.batch.backup.BackedUpDevice;
import dev.senselink.batch.backup.BackedUpGroup;
import dev.senselink.batch.backup.BackedUpGuest;
import dev.senselink.batch.backup.BackedUpUser;
import dev.senselink.batch.backup.Backup;
import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupLayout.Table;
import dev.senselink.batch.backup.gather.ExportShortfall;
import dev.senselink.batch.backup.gather.ExportedPerson;
import dev.senselink.batch.backup.gather.HostKeys;
import dev.senselink.batch.backup.gather.KeyedRecord;
import dev.senselink.batch.backup.gather.KeyedRecords;
import dev.senselink.batch.backup.gather.OrganisationExport;
import dev.senselink.batch.backup.gather.PeopleCollector;
import dev.senselink.batch.backup.gather.PersonRowMapper;
import dev.senselink.batch.backup.gather.RequiredQueries;
import dev.senselink.batch.backup.gather.ScratchFiles;
import dev.senselink.batch.backup.gather.ThrottledProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a sound backup against the server as it is now: every person, department, group and device
 * that is new, gone or different, once. Times of changes do not count, since the server shows them
 * in several zones; what the API never gives does not, and neither do records.
 */
public final class ServerComparison {
  /** What follows from something else, or is only shown. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "createAt",
          "updateAt",
          "path",
          "leader",
          "department",
          "groups",
          "staffGroups",
          "guestGroups",
          "photo",
          "host",
          "dateTimeFrom",
          "dateTimeTo",
          "hostFrom");

  private final Backup backup;
  private final RequiredQueries asking;
  private final int concurrency;
  private final Consumer<String> said;
  private final ThrottledProgress telling;
  private final Consumer<BackupDamage> told;
  private long differences;

  private ServerComparison(
      Backup backup,
      RetryingClient server,
      int concurrency,
      Consumer<String> said,
      ThrottledProgress telling,
      Consumer<BackupDamage> told) {
    this.backup = backup;
    this.asking = new RequiredQueries(server);
    this.concurrency = concurrency;
    this.said = said;
    this.telling = telling;
    this.told = told;
  }

  /**
   * Compares.
   *
   * @param scratch a folder of this process alone; what is in it is sealed
   * @param said takes what has to be known
   * @param progress takes a line of words now and then
   * @param told takes each difference
   * @return how many there are
   * @throws BackupException of kind {@code STOPPED} if the server does not tell
   */
  public static long of(
      Backup backup,
      RetryingClient server,
      int concurrency,
      Path scratch,
      Consumer<String> said,
      Consumer<String> progress,
      Consumer<BackupDamage> told)
      throws IOException {
    ServerComparison comparison =
        new ServerComparison(
            backup,
            server,
            concurrency,
            said,
            new ThrottledProgress(server.machine(), progress),
            told);
    comparison.run(ScratchFiles.sealed(scratch, server.machine().chance()));
    return comparison.differences;
  }

  private void run(ScratchFiles scratch) throws IOException {
    PeopleCollector crowd = everybody(scratch);
    telling.begin(words("doing.grounds"));
    OrganisationExport grounds = OrganisationExport.ask(asking, concurrency);
    crowd.join(grounds.leaders(), new ExportShortfall());
    HostKeys leaders = HostKeys.of(grounds.leaders(), crowd::people);
    PersonRowMapper lines =
        new PersonRowMapper(
            grounds, leaders, (person, name, mobile) -> Optional.empty(), new ExportShortfall());
    places(grounds, lines);
    people(crowd, lines);
  }

  private PeopleCollector everybody(ScratchFiles scratch) throws IOException {
    PeopleCollector crowd = new PeopleCollector(asking, scratch, concurrency, telling);
    telling.begin(words("doing.people"));
    crowd.list();
    telling.begin(words("doing.asking", crowd.count()));
    ExportShortfall unknown = new ExportShortfall();
    crowd.askGroups(unknown);
    unknown.list().forEach(one -> said.accept(words("now.groupsUnknown", one.count(), one.why())));
    return crowd;
  }

  private void places(OrganisationExport grounds, PersonRowMapper lines) {
    few(
        Table.DEPARTMENTS,
        backup.departments(),
        BackedUpDepartment::id,
        BackedUpDepartment::cells,
        grounds.departments().stream().map(lines::department).toList());
    few(Table.GROUPS, backup.groups(), BackedUpGroup::id, BackedUpGroup::cells, grounds.groups());
    few(
        Table.DEVICES,
        backup.devices(),
        BackedUpDevice::id,
        BackedUpDevice::cells,
        grounds.devices(new ExportShortfall()));
  }

  private void people(PeopleCollector crowd, PersonRowMapper lines) throws IOException {
    people(
        Table.USERS,
        backup.users(),
        BackedUpUser::id,
        BackedUpUser::cells,
        crowd,
        false,
        person -> lines.user(person, false).cells());
    people(
        Table.GUESTS,
        backup.guests(),
        BackedUpGuest::id,
        BackedUpGuest::cells,
        crowd,
        true,
        person -> lines.guest(person, false, null).cells());
  }

  private <T> void few(
      Table table,
      Stream<T> before,
      ToLongFunction<T> idOf,
      Function<T, List<String>> cellsOf,
      List<T> now) {
    Map<Long, List<String>> there = new HashMap<>();
    now.forEach(one -> there.put(idOf.applyAsLong(one), cellsOf.apply(one)));
    try (before) {
      before.forEach(
          one -> {
            List<String> same = there.remove(idOf.applyAsLong(one));
            compare(table, idOf.applyAsLong(one), cellsOf.apply(one), same, Set.of());
          });
    }
    there.keySet().stream().sorted().forEach(id -> isNew(table, id));
  }

  /** Both sides by id, ascending: nobody has to be remembered. */
  private <T> void people(
      Table table,
      Stream<T> before,
      ToLongFunction<T> idOf,
      Function<T, List<String>> cellsOf,
      PeopleCollector crowd,
      boolean guests,
      Function<ExportedPerson, List<String>> lineOf)
      throws IOException {
    try (before;
        KeyedRecords items = crowd.people()) {
      Iterator<T> listed = before.iterator();
      T was = listed.hasNext() ? listed.next() : null;
      for (ExportedPerson is = next(items, guests); is != null || was != null; ) {
        long id = was == null ? Long.MAX_VALUE : idOf.applyAsLong(was);
        if (is != null && is.id() < id) {
          isNew(table, is.id());
          is = next(items, guests);
          continue;
        }
        boolean same = is != null && is.id() == id;
        if (was != null) {
          compare(
              table,
              id,
              cellsOf.apply(was),
              same && is != null ? lineOf.apply(is) : null,
              is != null && is.groups() == null ? Set.of("groupIds") : Set.of());
        }
        was = listed.hasNext() ? listed.next() : null;
        is = same ? next(items, guests) : is;
      }
    }
  }

  private static @Nullable ExportedPerson next(KeyedRecords items, boolean guests)
      throws IOException {
    for (KeyedRecord item = items.next(); item != null; item = items.next()) {
      ExportedPerson person = ExportedPerson.of(item);
      if (person.guest() == guests) {
        return person;
      }
    }
    return null;
  }

  private void isNew(Table table, long id) {
    differs(table, words("now.isNew", String.valueOf(id)));
  }

  /**
   * Tells what differs.
   *
   * @param is null for what is gone
   * @param unknown columns the server has not told
   */
  private void compare(
      Table table, long id, List<String> was, @Nullable List<String> is, Set<String> unknown) {
    if (is == null) {
      differs(table, words("now.isGone", String.valueOf(id)));
      return;
    }
    List<String> different = new ArrayList<>();
    for (int at = 0; at < was.size(); at++) {
      String column = table.columns().get(at);
      boolean counts = !NOT_COMPARED.contains(column) && !unknown.contains(column);
      if (counts && !was.get(at).equals(is.get(at))) {
        different.add(column);
      }
    }
    if (!different.isEmpty()) {
      differs(table, words("now.differs", String.valueOf(id), String.join(", ", different)));
    }
  }

  private void differs(Table table, String what) {
    differences++;
    told.accept(new BackupDamage(table.file(), what));
  }
}
