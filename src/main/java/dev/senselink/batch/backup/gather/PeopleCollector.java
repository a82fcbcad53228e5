package dev.senselink.batch.backup.gather;

import static dev.senselink.batch.backup.BackupMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.gather.ExportShortfall.What;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everybody on the server, by id, in a scratch file: listed in one stream, then asked for one by
 * one where the list does not tell the groups. Never more than a few of them are in memory.
 */
public final class PeopleCollector {
  private static final Duration LONGEST_LIST = Duration.ofDays(1);
  private static final String LISTED = "listed";
  private static final String PEOPLE = "people";
  private static final String UNSEEN = "unseen";
  private static final String THERE = "there";
  private static final String EVERYBODY = "everybody";

  private final RequiredQueries asking;
  private final ScratchFiles scratch;
  private final int concurrency;
  private final ThrottledProgress telling;
  private long count;

  public PeopleCollector(
      RequiredQueries asking, ScratchFiles scratch, int concurrency, ThrottledProgress telling) {
    this.asking = asking;
    this.scratch = scratch;
    this.concurrency = concurrency;
    this.telling = telling;
  }

  /** Lists everybody. A list that breaks off is forgotten and asked for again. */
  public void list() throws IOException {
    count = list(LISTED, person -> ExportedPerson.of(person).packed());
  }

  private long list(String name, Function<Person, KeyedRecord> packing) throws IOException {
    KeyedRecordSorter sorter = new KeyedRecordSorter(scratch, name);
    var attempts = asking.server().attempts();
    Reply<Long> reply = list(sorter, packing);
    while (attempts.again(reply)) {
      sorter.clear();
      reply = list(sorter, packing);
    }
    long listed = asking.need(reply, words("what.people"));
    sorter.finish();
    return listed;
  }

  private Reply<Long> list(KeyedRecordSorter sorter, Function<Person, KeyedRecord> packing) {
    long[] listed = {0};
    return asking
        .server()
        .streamPeople(
            person -> {
              add(packing.apply(person), sorter);
              listed[0]++;
              telling.now(() -> words("doing.list", listed[0]));
            },
            LONGEST_LIST);
  }

  private static void add(KeyedRecord item, KeyedRecordSorter sorter) {
    try {
      sorter.add(item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Completes them with their groups. An export that goes on asks for all of them again: being put
   * into a group moves no time of change, so that nothing tells whether an answer still holds.
   */
  public void askGroups(ExportShortfall shortfall) throws IOException {
    long[] done = {0};
    long[] gone = {0};
    try (KeyedRecords listed = KeyedRecords.of(scratch.open(LISTED));
        OutputStream out = scratch.create(PEOPLE);
        OutputStream unseen = scratch.create(UNSEEN)) {
      OrderedParallel.run(
          asking.server().machine(),
          concurrency,
          concurrency * 4,
          () -> next(listed),
          asked -> {
            done[0]++;
            telling.now(() -> words("doing.groups", done[0], count));
            if (asked.person() == null) {
              KeyedRecords.write(unseen, asked.listed());
              gone[0]++;
            } else {
              store(asked.person(), asked, out, shortfall);
            }
          });
    }
    if (gone[0] > 0) {
      keepWhoIsThere(shortfall);
    }
    scratch.delete(UNSEEN);
    scratch.delete(LISTED);
  }

  /**
   * A person, perhaps with groups.
   *
   * @param person null if nobody has the id, as far as the server says
   * @param listed as the list had them
   * @param why the groups could not be had; blank if they could
   */
  private record Asked(@Nullable ExportedPerson person, KeyedRecord listed, String why) {}

  private @Nullable Callable<Asked> next(KeyedRecords listed) throws IOException {
    KeyedRecord item = listed.next();
    if (item == null) {
      return null;
    }
    ExportedPerson person = ExportedPerson.of(item);
    if (person.groups() != null) {
      Asked known = new Asked(person, item, "");
      return () -> known;
    }
    return () -> ask(person, item);
  }

  private Asked ask(ExportedPerson listed, KeyedRecord item) {
    return asking.askOr(
        ListUsers.byId(listed.id()),
        found -> found.isEmpty() ? new Asked(null, item, "") : asked(found.get(0), item),
        reply -> new Asked(listed, item, reply.words()));
  }

  private static Asked asked(Person found, KeyedRecord listed) {
    ExportedPerson person = ExportedPerson.of(found);
    return new Asked(person, listed, person.groups() == null ? words("missing.noList") : "");
  }

  private static void store(
      ExportedPerson person, Asked asked, OutputStream out, ExportShortfall shortfall)
      throws IOException {
    if (!asked.why().isEmpty()) {
      shortfall.add(What.GROUP_LIST, asked.why(), 1);
    }
    KeyedRecords.write(out, person.packed());
  }

  /**
   * Lists once more and keeps those of whom the list still tells: a server that does not find
   * somebody by id has not lost them.
   */
  private void keepWhoIsThere(ExportShortfall shortfall) throws IOException {
    list(THERE, person -> new KeyedRecord(person.id(), new byte[0]));
    KeyedRecordSorter everybody = withEverybody();
    try (KeyedRecords unseen = KeyedRecords.of(scratch.open(UNSEEN));
        MergeCursor there = new MergeCursor(KeyedRecords.of(scratch.open(THERE)))) {
      for (KeyedRecord item = unseen.next(); item != null; item = unseen.next()) {
        if (there.find(item.key()) != null) {
          everybody.add(item);
          shortfall.add(What.GROUP_LIST, words("missing.notById"), 1);
        }
      }
    }
    everybody.finish();
    scratch.rename(EVERYBODY, PEOPLE);
    scratch.delete(THERE);
  }

  /**
   * Adds those of some ids who came after the list was made: somebody who is named is not gone only
   * because the list is older than the naming.
   */
  public void join(Set<Long> named, ExportShortfall shortfall) throws IOException {
    Set<Long> unlisted = new TreeSet<>(named);
    try (KeyedRecords people = people()) {
      for (KeyedRecord item = people.next(); item != null; item = people.next()) {
        unlisted.remove(item.key());
      }
    }
    if (unlisted.isEmpty()) {
      return;
    }
    KeyedRecordSorter everybody = withEverybody();
    for (long id : unlisted) {
      List<Person> found =
          asking.askOr(ListUsers.byId(id), Function.identity(), reply -> List.of());
      for (Person person : found) {
        ExportedPerson late = ExportedPerson.of(person);
        if (late.groups() == null) {
          shortfall.add(What.GROUP_LIST, words("missing.noList"), 1);
        }
        everybody.add(late.packed());
      }
    }
    everybody.finish();
    scratch.rename(EVERYBODY, PEOPLE);
  }

  private KeyedRecordSorter withEverybody() throws IOException {
    KeyedRecordSorter everybody = new KeyedRecordSorter(scratch, EVERYBODY);
    try (KeyedRecords people = people()) {
      for (KeyedRecord item = people.next(); item != null; item = people.next()) {
        everybody.add(item);
      }
    }
    return everybody;
  }

  /** Everybody with their groups, by id ascending. */
  public KeyedRecords people() throws IOException {
    return KeyedRecords.of(scratch.open(PEOPLE));
  }

  /** How many the list had. */
  public long count() {
    return count;
  }
}
