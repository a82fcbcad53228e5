package dev.senselink.batch.directory;

import static dev.senselink.batch.directory.Words.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Verbatim;
import dev.senselink.batch.api.client.Attempts;
import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.api.people.DeleteGuest;
import dev.senselink.batch.api.people.DeleteUser;
import dev.senselink.batch.api.people.GroupRef;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.language.Speech;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Staff and visitors. */
public final class People {
  private final Server server;
  private final Replies replies;

  public People(Server server) {
    this.server = server;
    this.replies = new Replies(server);
  }

  /**
   * Finds those who have all these values, whatever the server makes of a search (NOTES 47): whole
   * values, upper and lower case alike.
   *
   * @param search empty = everybody
   * @param into is given all of them, or none
   */
  public void search(Map<ListUsers.Filter, String> search, Spool into) {
    Attempts attempts = server.attempts();
    Reply<Long> reply;
    do {
      into.clear();
      reply =
          server.search(
              search,
              (person, json) -> {
                if (fits(person, search)) {
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
  public Told<Person> get(long id) {
    Call<Verbatim.Said<List<Person>>> call = new Verbatim<>(ListUsers.byId(id));
    Verbatim.Said<List<Person>> said = replies.ask(call);
    if (said.value().isEmpty()) {
      throw Replies.notThere(call);
    }
    // The server may tell of others, too (NOTES 47).
    return Told.of(said.value().get(0), said, id);
  }

  /**
   * Prepares the deletion of people; somebody of the other type is not deleted.
   *
   * @param type {@link Person#STAFF} or {@link Person#GUEST}
   */
  public Deletion deletion(List<Long> ids, int type) {
    LongFunction<Call<Long>> call = type == Person.STAFF ? DeleteUser::new : DeleteGuest::new;
    Deletion deletion = new Deletion(server, call, this::isGone);
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

  private static void choose(Deletion deletion, long id, List<Person> found, int type) {
    if (found.isEmpty()) {
      deletion.missing(id);
    } else if (isOther(found.get(0), type)) {
      deletion.fail(new Removal.Failed(id, "WRONG_TYPE", other(id, type)));
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
    return Sheet.heads(
        "id", "type", "personName", "jobNumber", "mobile", "icNumber", "departmentId");
  }

  /** Gives the rows of that list away, one after the other. */
  public static void rows(Spool people, Consumer<List<String>> each) {
    people.forEachNode(
        node -> {
          Person person = Person.read(node);
          if (person != null) {
            each.accept(row(person));
          }
        });
  }

  private static List<String> row(Person p) {
    return Sheet.row(
        p.id(),
        Sheet.type(p.type()),
        p.name(),
        p.jobNumber(),
        p.mobile(),
        p.icNumber(),
        p.departmentId());
  }

  /** One person as a table; the ID number is never shown. */
  public static Sheet sheet(Person p) {
    List<GroupRef> groups = p.groups();
    return new Sheet(
        List.of(),
        List.of(
            Sheet.pair("id", p.id()),
            Sheet.pair("type", Sheet.type(p.type())),
            Sheet.pair("personName", p.name()),
            Sheet.pair("jobNumber", p.jobNumber()),
            Sheet.pair("mobile", p.mobile()),
            Sheet.pair("icNumber", p.icNumber()),
            Sheet.pair("mail", p.mail()),
            Sheet.pair("departmentId", p.departmentId()),
            Sheet.pair(
                "groups",
                groups == null ? null : Speech.list(groups.stream().map(GroupRef::name).toList())),
            Sheet.pair("position", p.position()),
            Sheet.pair("location", p.location()),
            Sheet.pair("birthday", p.birthday()),
            Sheet.pair("entryTime", p.entryTime()),
            Sheet.pair("remark", p.remark()),
            Sheet.pair("photo", p.avatarId()),
            Sheet.pair("created", p.createAt())));
  }
}
