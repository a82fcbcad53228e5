package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody at once: a list that is not whole must never look whole. */
// In a thread of its own: a read from a socket cannot be interrupted.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JsonListStreamTest {
  private final List<Long> seen = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'code':200,'data':[{'id':1,'type':1},{'id':'2','type':1}]} | Answer 2",
        "{'data':[{'id':1,'type':1},{'id':2,'type':1}],'code':'200'} | Answer 2",
        "{'code':200,'data':[]} | Answer 0",
        "{'code':200,'data':null} | Unclear",
        "{'code':200} | Unclear",
        "{'code':200,'data':[{'id':1,'type':1},{},{'name':'x'},null,7]} | Unclear",
        "{'code':200,'data':{'data':[{'id':1,'type':1},{'id':2,'type':1}],'total':2,'totalPage':1}} | Answer 2",
        "{'code':200,'data':{'total':0,'data':null}} | Answer 0",
        "{'code':200,'data':{'data':[{'id':1,'type':1},{'id':2,'type':1}],'total':9}} | Unclear",
        "{'code':200,'data':{'totalPage':4,'data':[{'id':1,'type':1}]}} | Unclear",
        "{'x':{'data':[{'id':9,'type':1}]},'code':200,'data':[{'id':1,'type':1}]} | Answer 1",
        "{'code':10005} | Refusal[10005, FATAL]",
        "{'data':[{'id':1,'type':1}],'code':30001} | Refusal[30001, ROW_INVALID]",
        "{'data':[{'id':1,'type':1}]} | Unclear",
        "{'code':200,'data':[{'id':1,'type':1},{'id':2,'type':1} | Unclear",
        "{'code':200,'data':[{'id':1,'type':1},{'id':2,'type':1}] | Unclear",
        "{'code':200,'data':[{'id':1,'type':1},{'i | Unclear",
        "[{'id':1,'type':1}] | Unclear",
        "<html> | Unclear",
        " | Unclear",
      })
  void a_list_is_read_as(String body, String expected) {
    String json = body == null ? "" : body.replace('\'', '"');
    try (ScriptedServer server = ScriptedServer.answering(json);
        SenseLinkClient client = Clients.to(server)) {
      Reply<Long> reply = client.streamPeople(person -> seen.add(person.id()));

      String shown =
          reply instanceof Reply.Answer<Long> answer ? "Answer " + answer.value() : shown(reply);
      assertThat(shown).isEqualTo(expected);
      if (reply instanceof Reply.Answer<Long> answer) {
        assertThat(seen).hasSize(answer.value().intValue());
      }
    }
  }

  @Test
  void a_connection_cut_between_two_people_is_no_complete_list() {
    String list = "{\"code\":200,\"data\":[{\"id\":1},{\"id\":2},{\"id\":3}]}";
    for (int after = 1; after < list.length(); after++) {
      try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.cut(list, after));
          SenseLinkClient client = Clients.to(server)) {
        assertThat(client.streamPeople(person -> seen.add(person.id())))
            .as("cut after %d bytes", after)
            .isInstanceOfSatisfying(
                Reply.Unclear.class, unclear -> assertThat(unclear.complete()).isFalse());
      }
    }
  }

  @Test
  void a_list_may_take_longer_than_the_time_out_as_long_as_it_keeps_coming() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                (out, socket, closed) -> {
                  out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes("US-ASCII"));
                  out.write("{\"code\":200,\"data\":[".getBytes("US-ASCII"));
                  for (int id = 1; id <= 12; id++) {
                    boolean over = closed.await(100, TimeUnit.MILLISECONDS);
                    out.write((over ? "" : "{\"id\":" + id + ",\"type\":1},").getBytes("US-ASCII"));
                    out.flush();
                  }
                  out.write("{\"id\":13,\"type\":1}]}".getBytes("US-ASCII"));
                  return false;
                });
        SenseLinkClient client = Clients.to(server, Duration.ofMillis(800))) {
      Reply<Long> reply = client.streamPeople(person -> seen.add(person.id()));

      assertThat(((Reply.Answer<Long>) reply).value()).isEqualTo(13);
    }
  }

  @Test
  void a_list_that_falls_silent_is_given_up() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                (out, socket, closed) -> {
                  out.write("HTTP/1.1 200 OK\r\n\r\n{\"code\":200,".getBytes("US-ASCII"));
                  out.flush();
                  closed.await();
                  return false;
                });
        SenseLinkClient client = Clients.to(server, Duration.ofMillis(200))) {
      Reply<Long> reply = client.streamPeople(person -> seen.add(person.id()));

      assertThat(reply.words()).isEqualTo("list all people: nothing from the server for 200 ms");
    }
  }

  @Test
  void a_list_that_never_ends_is_given_up_after_the_time_the_caller_has() {
    try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.drip());
        SenseLinkClient client = Clients.to(server)) {
      Reply<Long> reply =
          client.streamPeople(person -> seen.add(person.id()), Duration.ofMillis(250));

      assertThat(reply.words()).contains("no complete answer within 250 ms");
    }
  }

  @Test
  void what_the_listener_throws_comes_out_and_the_client_goes_on() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json("{\"code\":200,\"data\":[{\"id\":1,\"type\":1},{\"id\":2}]}"),
                ScriptedServer.json("{\"code\":200,\"data\":{\"id\":7}}"));
        SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(server.url()).withLimits(1, 0))) {
      assertThatThrownBy(
              () ->
                  client.streamPeople(
                      person -> {
                        throw new IllegalStateException("disk full");
                      }))
          .hasMessage("disk full");

      assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Answer.class);
      assertThat(client.inFlight()).isZero();
    }
  }

  @Test
  void a_halted_client_lists_nobody() {
    try (ScriptedServer server = ScriptedServer.answering("{}");
        SenseLinkClient client = Clients.to(server)) {
      client.halt();

      assertThat(client.streamPeople(person -> seen.add(person.id())))
          .isInstanceOf(Reply.Halted.class);
      assertThat(server.received()).isEmpty();
    }
  }

  private static String shown(Reply<?> reply) {
    return reply instanceof Reply.Unclear ? "Unclear" : reply.toString();
  }
}
