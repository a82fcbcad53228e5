package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.WithRawJson;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.language.DisplayLanguage;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Staff and visitors. */
public final class PeopleDirectory {
  /** Of staff and visitors alike. */
  public static final int ANY = 0;

  private final RetryingClient server;
  private final DirectoryQueries replies;

  public PeopleDirectory(RetryingClient server) {
    this.server = server;
    this.replies = new DirectoryQueries(server);
  }

  /**
   * Finds those who have all these values, whatever the server makes of a search (NOTES 47): whole
   * values, upper and lower case alike.
   *
   * @param search empty = everybody
   * @param type {@link Person#STAFF}, {@link Person#GUEST} or {@link #ANY}
   * @param into is given all of them, or none
   */
  public void search(Map<ListUsers.Filter, String> search, int type, JsonSpool into) {
    RetryAttempts attempts = server.attempts();
    Reply<Long> reply;
    do {
      into.clear();
      reply =
          server.search(
              search,
              (person, json) -> {
                if ((type == ANY || person.type() == type) && fits(person, search)) {
                  into.add(json);
                }
              });
    } while (attempts.again(reply));
    replies.need(words("people.list"), false, reply);
  }

  private static boolean fits(Person person, Map<ListUsers.Filter, String> search) {
    return search.entrySet().stream()
        .allMatch(one -> plain(one.getKey().of(person)).equals(plain(one.getValue())));
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
  }

  /** One person of either type, with the groups. */
  public ServerReply<Person> get(long id) {
    Call<WithRawJson.Said<List<Person>>> call = new WithRawJson<>(ListUsers.byId(id));
    WithRawJson.Said<List<Person>> said = replies.ask(call);
    if (said.value().isEmpty()) {
      throw DirectoryQueries.notThere(call);
    }
    // The server may tell of others, too (NOTES 47).
    return ServerReply.of(said.value().get(0), said, id);
  }

  /**
   * Prepares the deletion of people; somebody of the other type is not deleted.
   *
   * @param type {@link Person#STAFF} or {@link Person#GUEST}
   * @param keeper keeps each of them before they are deleted
   */
  public PendingDeletion deletion(List<Long> ids, int type, ChangeKeeper keeper) {
    LongFunction<Call<Long>> call =
        type == Person.STAFF ? PeopleCalls::deleteUser : PeopleCalls::deleteGuest;
    PendingDeletion deletion =
        new PendingDeletion(server, call, this::isGone, new KeptFirst(server, keeper));
    for (long id : ids.stream().distinct().toList()) {
      Reply<List<Person>> reply = server.ask(ListUsers.byId(id));
      if (reply instanceof Reply.Answer<List<Person>> answer) {
        choose(deletion, id, answer.value(), type);
      } else {
        deletion.unanswered(ListUsers.byId(id), id, reply);
      }
    }
    return deletion;
  }

  /** Reads people once more before they are deleted, and keeps them as they are. */
  private record KeptFirst(RetryingClient server, ChangeKeeper keeper)
      implements PendingDeletion.Before {
    private static final int LOOKS = 3;

    @Override
    public BulkResult.@Nullable Failed held(long id) {
      String why = "";
      for (int look = 0; keeper.keeps() && look < LOOKS; look++) {
        Reply<List<Person>> reply = server.ask(ListUsers.byId(id));
        if (!(reply instanceof Reply.Answer<List<Person>> answer)) {
          return PendingDeletion.unanswered(server, ListUsers.byId(id), id, reply);
        }
        if (answer.value().isEmpty()) {
          return null; // the server says so itself
        }
        Person person = answer.value().get(0);
        why = look == 0 ? "" : keeper.deletes(person);
        if (look > 0 && why.isEmpty()) {
          return null;
        }
        keeper.fetch(person.avatarId()); // it may take minutes: then they are read again
      }
      return why.isEmpty() ? null : new BulkResult.Failed(id, "BEFORE_UNKNOWN", why(id, why));
    }

    private static String why(long id, String why) {
      return words("kept.not", id, why);
    }

    @Override
    public void refused(long id) {
      keeper.dropped(id);
    }
  }

  private static void choose(PendingDeletion deletion, long id, List<Person> found, int type) {
    if (found.isEmpty()) {
      deletion.missing(id);
    } else if (isOther(found.get(0), type)) {
      deletion.fail(new BulkResult.Failed(id, "WRONG_TYPE", other(id, type)));
    } else {
      deletion.add(id, words("name.person", id, found.get(0).name()));
    }
  }

  private boolean isGone(long id) {
    return replies.ask(ListUsers.byId(id)).isEmpty();
  }

  private static boolean isOther(Person person, int type) {
    return person.type() != 0 && person.type() != type;
  }

  private static String other(long id, int type) {
    return words(type == Person.STAFF ? "person.isGuest" : "person.isStaff", id);
  }

  /** The columns of the list of people. */
  public static List<String> heads() {
    return DisplayTable.heads(
        "id", "type", "personName", "jobNumber", "mobile", "icNumber", "departmentId");
  }

  /** Gives the rows of that list away, one after the other. */
  public static void rows(JsonSpool people, Consumer<List<String>> each) {
    people.forEachNode(
        node -> {
          Person person = Person.read(node);
          if (person != null) {
            each.accept(row(person));
          }
        });
  }

  private static List<String> row(Person p) {
    return DisplayTable.row(
        p.id(),
        DisplayTable.type(p.type()),
        p.name(),
        p.jobNumber(),
        p.mobile(),
        p.icNumber(),
        p.departmentId());
  }

  /** One person as a table; the ID number is never shown. */
  public static DisplayTable sheet(Person p) {
    List<GroupReference> groups = p.groups();
    return new DisplayTable(
        List.of(),
        List.of(
            DisplayTable.pair("id", p.id()),
            DisplayTable.pair("type", DisplayTable.type(p.type())),
            DisplayTable.pair("personName", p.name()),
            DisplayTable.pair("jobNumber", p.jobNumber()),
            DisplayTable.pair("mobile", p.mobile()),
            DisplayTable.pair("icNumber", p.icNumber()),
            DisplayTable.pair("mail", p.mail()),
            DisplayTable.pair("departmentId", p.departmentId()),
            DisplayTable.pair(
                "groups",
                groups == null
                    ? null
                    : DisplayLanguage.list(groups.stream().map(GroupReference::name).toList())),
            DisplayTable.pair("position", p.position()),
            DisplayTable.pair("location", p.location()),
            DisplayTable.pair("birthday", p.birthday()),
            DisplayTable.pair("entryTime", p.entryTime()),
            DisplayTable.pair("remark", p.remark()),
            DisplayTable.pair("photo", p.avatarId()),
            DisplayTable.pair("created", p.createAt())));
  }
}
