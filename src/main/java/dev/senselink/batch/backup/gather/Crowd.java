package dev.senselink.batch.backup.gather;

import static dev.senselink.batch.backup.Words.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.backup.gather.Shortfall.What;
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
public final class Crowd {
  private static final Duration LONGEST_LIST = Duration.ofDays(1);
  private static final String LISTED = "listed";
  private static final String PEOPLE = "people";
  private static final String UNSEEN = "unseen";
  private static final String THERE = "there";
  private static final String EVERYBODY = "everybody";

  private final Asking asking;
  private final Scratch scratch;
  private final int concurrency;
  private final Telling telling;
  private long count;

  public Crowd(Asking asking, Scratch scratch, int concurrency, Telling telling) {
    this.asking = asking;
    this.scratch = scratch;
    this.concurrency = concurrency;
    this.telling = telling;
  }

  /** Lists everybody. A list that breaks off is forgotten and asked for again. */
  public void list() throws IOException {
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
   * Completes them with their groups. An export that goes on asks for all of them again: being put
   * into a group moves no time of change, so that nothing tells whether an answer still holds.
   */
  public void askGroups(Shortfall shortfall) throws IOException {
    long[] done = {0};
    long[] gone = {0};
    try (Items listed = Items.of(scratch.open(LISTED));
        OutputStream out = scratch.create(PEOPLE);
        OutputStream unseen = scratch.create(UNSEEN)) {
      InOrder.run(
          asking.server().machine(),
          concurrency,
          concurrency * 4,
          () -> next(listed),
          asked -> {
            done[0]++;
            telling.now(() -> words("doing.groups", done[0], count));
            if (asked.person() == null) {
              Items.write(unseen, asked.listed());
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
  private record Asked(@Nullable Somebody person, Item listed, String why) {}

  private @Nullable Callable<Asked> next(Items listed) throws IOException {
    Item item = listed.next();
    if (item == null) {
      return null;
    }
    Somebody person = Somebody.of(item);
    if (person.groups() != null) {
      Asked known = new Asked(person, item, "");
      return () -> known;
    }
    return () -> ask(person, item);
  }

  private Asked ask(Somebody listed, Item item) {
    return asking.have(
        ListUsers.byId(listed.id()),
        found -> found.isEmpty() ? new Asked(null, item, "") : asked(found.get(0), item),
        reply -> new Asked(listed, item, reply.words()));
  }

  private static Asked asked(Person found, Item listed) {
    Somebody person = Somebody.of(found);
    return new Asked(person, listed, person.groups() == null ? words("missing.noList") : "");
  }

  private static void store(Somebody person, Asked asked, OutputStream out, Shortfall shortfall)
      throws IOException {
    if (!asked.why().isEmpty()) {
      shortfall.add(What.GROUP_LIST, asked.why(), 1);
    }
    Items.write(out, person.packed());
  }

  /**
   * Lists once more and keeps those of whom the list still tells: a server that does not find
   * somebody by id has not lost them.
   */
  private void keepWhoIsThere(Shortfall shortfall) throws IOException {
    list(THERE, person -> new Item(person.id(), new byte[0]));
    Sorter everybody = withEverybody();
    try (Items unseen = Items.of(scratch.open(UNSEEN));
        Ascending there = new Ascending(Items.of(scratch.open(THERE)))) {
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

  /**
   * Adds those of some ids who came after the list was made: somebody who is named is not gone only
   * because the list is older than the naming.
   */
  public void join(Set<Long> named, Shortfall shortfall) throws IOException {
    Set<Long> unlisted = new TreeSet<>(named);
    try (Items people = people()) {
      for (Item item = people.next(); item != null; item = people.next()) {
        unlisted.remove(item.key());
      }
    }
    if (unlisted.isEmpty()) {
      return;
    }
    Sorter everybody = withEverybody();
    for (long id : unlisted) {
      List<Person> found = asking.have(ListUsers.byId(id), Function.identity(), reply -> List.of());
      for (Person person : found) {
        Somebody late = Somebody.of(person);
        if (late.groups() == null) {
          shortfall.add(What.GROUP_LIST, words("missing.noList"), 1);
        }
        everybody.add(late.packed());
      }
    }
    everybody.finish();
    scratch.rename(EVERYBODY, PEOPLE);
  }

  private Sorter withEverybody() throws IOException {
    Sorter everybody = new Sorter(scratch, EVERYBODY);
    try (Items people = people()) {
      for (Item item = people.next(); item != null; item = people.next()) {
        everybody.add(item);
      }
    }
    return everybody;
  }

  /** Everybody with their groups, by id ascending. */
  public Items people() throws IOException {
    return Items.of(scratch.open(PEOPLE));
  }

  /** How many the list had. */
  public long count() {
    return count;
  }
}
