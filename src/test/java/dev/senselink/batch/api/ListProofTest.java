package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleListProof;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.records.CountRecords;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.stream.RecordWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every list of the API proves itself whole, or is none (E13, B6). */
@Timeout(300)
class ListProofTest {
  private static final String[] LISTS = {
    "users", "guests by a filter", "groups", "devices", "records", "the count of records"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':200}",
        "{'code':200,'data':null}",
        "{'code':200,'data':{}}",
        "{'code':200,'data':'none'}",
        "{'code':200,'data':{'data':null,'total':3}}",
        "{'code':200,'data':{'total':3}}",
      })
  void an_answer_without_a_list_is_no_empty_list(String body) {
    for (String list : LISTS) {
      if (!list.equals("the count of records") || !body.contains("total")) {
        assertThat(asked(list, body)).as(list).matches(Reply::isUnproven);
      }
    }
    assertThat(asked("departments", body)).matches(Reply::isUnproven);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':200,'data':[]}",
        "{'code':200,'data':{'data':[]}}",
        "{'code':200,'data':{'total':0}}",
        "{'code':200,'data':{'data':null,'total':'0','size':0,'totalPage':0}}",
      })
  void a_list_that_says_so_is_empty(String body) {
    for (String list : LISTS) {
      assertThat(asked(list, body)).as(list).isInstanceOf(Reply.Answer.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':[{'id':1,'type':1},{'name':'x','type':1}]} | no id",
        "{'data':[{'id':1,'type':1},{}]} | no id",
        "{'data':[{'id':1,'type':1},null]} | no id",
        "{'data':{'data':[{'id':1,'type':1}],'total':2}} | 1 of 2",
        "{'data':{'data':[{'id':1,'type':1}],'size':2}} | 1 entries and says 2",
        "{'data':{'data':[{'id':1,'type':1}],'size':2,'totalPage':1}} | 1 entries and says 2",
      })
  void a_list_that_lacks_something_is_none(String body, String why) {
    String json = body.replaceFirst("\\{", "{'code':200,");
    for (String list : List.of("users", "guests by a filter", "groups", "devices", "records")) {
      Reply<?> reply = asked(list, json);
      if (list.equals("records") && why.equals("1 of 2")) {
        continue; // of records the total is over many pages, see below
      }
      assertThat(reply).as(list).matches(Reply::isUnproven);
      assertThat(reply.words()).as(list).contains(why);
    }
  }

  @Test
  void of_two_entries_of_one_person_one_is_missing_where_the_server_counts_two() {
    String twice = "{'code':200,'data':{'total':2,'data':[{'id':7,'type':1},{'id':7,'type':1}]}}";

    assertThat(asked("users", twice)).matches(Reply::isUnproven);
    assertThat(asked("groups", twice)).matches(Reply::isUnproven);
    assertThat(asked("users", twice.replace("'total':2,", ""))).isInstanceOf(Reply.Answer.class);
  }

  @Test
  void ids_however_far_apart_are_told_from_each_other() {
    PeopleListProof roll = new PeopleListProof();
    LongStream.of(0, 1, 63, 64, 4_095, 4_096, 1L << 40, Long.MAX_VALUE, -1)
        .forEach(id -> roll.note(person(id)));

    assertThat(proved(roll, 9)).isTrue();
    roll.note(person(64));
    assertThat(proved(roll, 9)).isTrue();
    assertThat(proved(roll, 10)).isFalse();
  }

  private static Person person(long id) {
    return Person.read(ResponseBody.MAPPER.readTree("{\"id\":1,\"type\":1}"), id, 1);
  }

  private static boolean proved(PeopleListProof roll, int total) {
    try {
      roll.prove(ResponseBody.MAPPER.readTree("{\"data\":{\"data\":[],\"total\":" + total + "}}"));
      return true;
    } catch (UnexpectedAnswerException e) {
      return false;
    }
  }

  @Test
  void people_without_a_type_are_looked_at_by_their_ids() {
    List<Long> seen = new ArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                request ->
                    json(
                        request.fields().containsKey("id")
                            ? "{'code':200,'data':[{'id':8,'type':2},{'id':9,'type':1}]}"
                            : "{'code':200,'data':[{'id':7,'type':1},{'id':8},{'id':9}]}"));
        SenseLinkClient client = Clients.to(server)) {
      Reply<Long> reply = client.streamPeople(person -> seen.add(person.id() * 10 + person.type()));

      assertThat(reply).isEqualTo(new Reply.Answer<>(3L));
      assertThat(seen).containsExactly(71L, 82L, 91L);
    }
  }

  @Test
  void a_server_that_never_tells_a_type_has_listed_nobody() {
    assertThat(asked("users", "{'code':200,'data':[{'id':8}]}").words()).contains("person 8");
    assertThat(asked("guests by a filter", "{'code':200,'data':[{'id':8}]}"))
        .matches(Reply::isUnproven);
    String many =
        IntStream.rangeClosed(1, 200)
            .mapToObj(id -> "{'id':" + id + "}")
            .reduce((a, b) -> a + "," + b)
            .orElse("");
    assertThat(asked("users", "{'code':200,'data':[" + many + "]}")).matches(Reply::isUnproven);
  }

  @Test
  void who_is_not_among_the_first_of_a_list_that_is_not_filtered_may_be_among_the_rest() {
    String many =
        IntStream.rangeClosed(1, ListUsers.MOST)
            .mapToObj(id -> "{'id':" + id + ",'type':1}")
            .collect(Collectors.joining(","));
    try (ScriptedServer server =
            ScriptedServer.start(request -> json("{'code':200,'data':[" + many + "]}"));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(ListUsers.byId(7))).isInstanceOf(Reply.Answer.class);
      assertThat(client.send(ListUsers.byId(5_000))).matches(Reply::isUnproven);
    }
  }

  @Test
  void a_list_of_several_pages_is_read_until_two_readings_tell_the_same() {
    assertThat(paged("5 123, 5 45; 5 123, 5 45")).isEqualTo("1 2 3 4 5 by 4 calls");
    // 2 is deleted between the pages and 6 made: the total is as before, and 4 out of sight.
    assertThat(paged("5 123, 5 56; 5 134, 5 56; 5 134, 5 56; 5 134, 5 56"))
        .isEqualTo("1 3 4 5 6 by 8 calls");
    // The total tells it already.
    assertThat(paged("5 123, 4 5; 4 134, 4 5; 4 134, 4 5")).isEqualTo("1 3 4 5 by 6 calls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"groups", "devices"})
  void pages_that_stand_still_or_end_too_soon_are_no_list(String list) {
    assertThat(
            asked(list, "{'code':200,'data':{'pageNum':1,'totalPage':3,'data':[{'id':1}]}}")
                .words())
        .contains("page 2 contains nothing new");
    assertThat(asked(list, "{'code':200,'data':{'totalPage':1,'total':2,'data':[{'id':1}]}}"))
        .matches(Reply::isUnproven);
    // Without any number a page that brings nothing new is the last.
    assertThat(asked(list, "{'code':200,'data':{'data':[{'id':1}]}}"))
        .isInstanceOf(Reply.Answer.class);
  }

  /** What is told of readings with their pages: of each the total it says, and the ids on it. */
  private static String paged(String readings) {
    List<String> pages = new ArrayList<>(List.of(readings.split("[;,] ")));
    int all = pages.size();
    try (ScriptedServer server =
            ScriptedServer.start(
                request -> {
                  if (request.pathOnly().endsWith("company")) {
                    return json("{'code':200,'data':{}}");
                  }
                  String[] page = pages.remove(0).split(" ");
                  String rows =
                      page[1]
                          .chars()
                          .mapToObj(id -> "{'id':" + (char) id + "}")
                          .collect(Collectors.joining(","));
                  return json(
                      "{'code':200,'data':{'total':" + page[0] + ",'data':[" + rows + "]}}");
                });
        SenseLinkClient client = Clients.to(server)) {
      Reply<List<Group>> reply = quick(client).ask(OrganisationCalls.groups(0));
      assertThat(reply).as(reply.words()).isInstanceOf(Reply.Answer.class);
      List<Group> groups = ((Reply.Answer<List<Group>>) reply).value();
      String ids =
          groups.stream()
              .map(one -> String.valueOf(one.id()))
              .sorted()
              .collect(Collectors.joining(" "));
      return ids + " by " + (all - pages.size()) + " calls";
    }
  }

  private static RetryingClient quick(SenseLinkClient client) {
    Duration soon = Duration.ofMillis(1);
    return new RetryingClient(client, RetryingClient.Patience.standard().withBackoff(soon, soon));
  }

  @Test
  void a_window_of_records_of_which_some_are_missing_is_asked_for_again() {
    List<Long> seen = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                request -> {
                  asked.add(request.path());
                  String second = asked.size() > 1 ? ",{'id':2,'signTime':1}" : "";
                  return json(
                      "{'code':200,'data':{'total':2,'totalPage':1,'data':[{'id':1,'signTime':1}"
                          + second
                          + "]}}");
                });
        SenseLinkClient client = Clients.to(server)) {
      RecordWalk walk = new RecordWalk(quick(client), RecordFilter.everything(), 100);

      assertThat(walk.walk(0, 5, record -> seen.add(record.id())))
          .isEqualTo(new Reply.Answer<>(2L));
      assertThat(seen).containsExactly(1L, 2L);
    }
  }

  @Test
  void departments_have_ids_all_of_them() {
    assertThat(asked("departments", "{'code':200,'data':{'id':0,'children':[{'id':1},{}]}}"))
        .as("an empty one, as in the manual's sample")
        .isInstanceOf(Reply.Answer.class);
    for (String children : List.of("[{'name':'x'}]", "{}", "'1'", "[{'id':1,'children':'1'}]")) {
      assertThat(asked("departments", "{'code':200,'data':{'id':0,'children':" + children + "}}"))
          .as(children)
          .matches(Reply::isUnproven);
    }
  }

  /** One call to a server that gives every question this answer. */
  private static Reply<?> asked(String list, String body) {
    try (ScriptedServer server = ScriptedServer.answering(json(body));
        SenseLinkClient client = Clients.to(server)) {
      return switch (list) {
        case "users" -> client.streamPeople(person -> {});
        case "guests by a filter" -> client.send(ListUsers.by(ListUsers.Filter.MOBILE, "1"));
        case "groups" -> client.send(OrganisationCalls.groups(0));
        case "devices" -> client.send(OrganisationCalls.devices());
        case "records" -> client.send(new ListRecords(RecordFilter.everything(), 10));
        case "the count of records" -> client.send(new CountRecords(Instant.EPOCH, Instant.EPOCH));
        default -> client.send(OrganisationCalls.departments());
      };
    }
  }

  private static ScriptedServer.Answer json(String body) {
    return ScriptedServer.json(body.replace('\'', '"'));
  }
}
