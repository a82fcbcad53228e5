package dev.senselink.batch.backup;

import static dev.senselink.batch.backup.Words.words;

import dev.senselink.batch.api.ListUsers;
import dev.senselink.batch.api.Person;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.backup.Shortfall.What;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everybody on the server, by id, in a scratch file: listed in one stream, then asked for one by
 * one where the list does not tell the groups. Never more than a few of them are in memory.
 */
final class Crowd {
  private static final Duration LONGEST_LIST = Duration.ofDays(1);
  private static final String LISTED = "listed";
  private static final String PEOPLE = "people";
  private static final String KNOWN = "known-groups";
  private static final String UNSEEN = "unseen";
  private static final String THERE = "there";
  private static final String EVERYBODY = "everybody";

  private final Asking asking;
  private final Scratch scratch;
  private final int concurrency;
  private final Telling telling;
  private long count;

  Crowd(Asking asking, Scratch scratch, int concurrency, Telling telling) {
    this.asking = asking;
    this.scratch = scratch;
    this.concurrency = concurrency;
    this.telling = telling;
  }

  /** Lists everybody. A list that breaks off is forgotten and asked for again. */
  void list() throws IOException {
    count = list(LISTED, person -> Somebody.of(person).packed());
  }

  private long list(String name, Function<Person, Item> packing) throws IOException {
    Sorter sorter = new Sorter(scratch, name);
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

  private Reply<Long> list(Sorter sorter, Function<Person, Item> packing) {
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

  private static void add(Item item, Sorter sorter) {
    try {
      sorter.add(item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Completes them with their groups.
   *
   * @param diary keeps what was answered
   * @param before the diary's file of the process before; null where there is none
   */
  void askGroups(Diary diary, @Nullable Path before, Shortfall shortfall) throws IOException {
    Sorter known = new Sorter(scratch, KNOWN);
    if (before != null) {
      Diary.read(before, known);
    }
    known.finish();
    long[] done = {0};
    long[] gone = {0};
    try (Items listed = Items.of(scratch.open(LISTED));
        Ascending answered = new Ascending(Items.of(scratch.open(KNOWN)));
        OutputStream out = scratch.create(PEOPLE);
        OutputStream unseen = scratch.create(UNSEEN)) {
      InOrder.run(
          asking.server().machine(),
          concurrency,
          concurrency * 4,
          () -> next(listed, answered),
          asked -> {
            done[0]++;
            telling.now(() -> words("doing.groups", done[0], count));
            if (asked.person() == null) {
              Items.write(unseen, asked.listed());
              gone[0]++;
            } else {
              store(asked.person(), asked, out, diary, shortfall);
            }
          });
    }
    if (gone[0] > 0) {
      keepWhoIsThere(shortfall);
    }
    scratch.delete(UNSEEN);
    scratch.delete(LISTED);
    scratch.delete(KNOWN);
  }

  /**
   * A person, perhaps with groups.
   *
   * @param person null if nobody has the id, as far as the server says
   * @param listed as the list had them
   * @param fresh what to note of a new answer
   * @param why the groups could not be had; blank if they could
   */
  private record Asked(@Nullable Somebody person, Item listed, @Nullable Item fresh, String why) {}

  private @Nullable Callable<Asked> next(Items listed, Ascending answered) throws IOException {
    Item item = listed.next();
    if (item == null) {
      return null;
    }
    Somebody person = Somebody.of(item);
    List<Long> groups = person.groups();
    Item before = answered.find(item.key());
    if (groups == null && before != null) {
      groups = groupsOf(before, item);
    }
    if (groups != null) {
      Asked known = new Asked(person.withGroups(groups), item, null, "");
      return () -> known;
    }
    return () -> ask(person, item);
  }

  private Asked ask(Somebody listed, Item item) {
    return asking.have(
        ListUsers.byId(listed.id()),
        found -> found.isEmpty() ? new Asked(null, item, null, "") : asked(found.get(0), item),
        why -> new Asked(listed, item, null, why));
  }

  private static Asked asked(Person found, Item listed) {
    Somebody person = Somebody.of(found);
    List<Long> groups = person.groups();
    return groups == null
        ? new Asked(person, listed, null, words("missing.noList"))
        : new Asked(person, listed, note(listed, groups), "");
  }

  private static void store(
      Somebody person, Asked asked, OutputStream out, Diary diary, Shortfall shortfall)
      throws IOException {
    if (!asked.why().isEmpty()) {
      shortfall.add(What.GROUP_LIST, asked.why(), 1);
    }
    Items.write(out, person.packed());
    if (asked.fresh() != null) {
      diary.write(asked.fresh());
    }
  }

  /**
   * Lists once more and keeps those of whom the list still tells: a server that does not find
   * somebody by id has not lost them.
   */
  private void keepWhoIsThere(Shortfall shortfall) throws IOException {
    list(THERE, person -> new Item(person.id(), new byte[0]));
    Sorter everybody = new Sorter(scratch, EVERYBODY);
    try (Items found = people();
        Items unseen = Items.of(scratch.open(UNSEEN));
        Ascending there = new Ascending(Items.of(scratch.open(THERE)))) {
      for (Item item = found.next(); item != null; item = found.next()) {
        everybody.add(item);
      }
      for (Item item = unseen.next(); item != null; item = unseen.next()) {
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

  private static Item note(Item listed, List<Long> groups) {
    return new Item(
        listed.key(),
        Packing.pack(
            out -> {
              out.writeLong(print(listed));
              Packing.ids(out, groups);
            }));
  }

  /** What was answered before, if the list still shows the person as it did then. */
  private static @Nullable List<Long> groupsOf(Item noted, Item listed) throws IOException {
    if (ByteBuffer.wrap(noted.data()).getLong() != print(listed)) {
      return null;
    }
    return Packing.unpack(
        noted.data(),
        in -> {
          in.skipNBytes(Long.BYTES);
          List<Long> ids = Packing.ids(in);
          return ids == null ? List.of() : ids;
        });
  }

  private static long print(Item listed) {
    return ByteBuffer.wrap(Measured.sha256().digest(listed.data())).getLong();
  }

  /** Everybody with their groups, by id ascending. */
  Items people() throws IOException {
    return Items.of(scratch.open(PEOPLE));
  }

  /** How many the list had. */
  long count() {
    return count;
  }
}
