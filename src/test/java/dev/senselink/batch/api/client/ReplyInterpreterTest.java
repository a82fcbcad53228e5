package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.SimilarPerson;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a complete answer means: the envelope first, then the HTTP status. */
class ReplyInterpreterTest {
  private static final String OK = "{\"code\":200,\"data\":{\"id\":7}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // status | body | what it is, after a first success
        "200 | {'code':200,'data':{'id':7}} | Answer",
        "200 | {'code':'200','data':{'id':'7'}} | Answer",
        "500 | {'code':200,'data':{'id':7}} | Answer",
        "200 | {'code':200,'data':{'id':7}} trailing words | Answer",
        "200 | {'code':200,'message':'OK'} | unclear 200 complete",
        "200 | {'code':200,'data':{'id':null}} | unclear 200 complete",
        "200 | {'code':200,'data':{'id':'x'}} | unclear 200 complete",
        "200 | {'code':10002} | Refusal[10002, FATAL]",
        "200 | {'code':'10005','message':null} | Refusal[10005, FATAL]",
        "401 | {'code':30001} | Refusal[30001, ROW_INVALID]",
        "200 | {'code':30004} | Refusal[30004, ROW_INVALID]",
        "200 | {'code':30002} | Refusal[30002, CONFLICT]",
        "200 | {'code':30003} | Refusal[30003, PHOTO_REJECTED]",
        "200 | {'code':620} | Refusal[620, NOT_FOUND]",
        "200 | {'code':77777} | Refusal[77777, UNCATALOGUED]",
        "503 | {'code':77777} | unclear 77777 complete",
        "200 | {'code':50001} | unclear 50001 complete",
        "200 | {'code':50002} | unclear 50002 complete",
        "200 | {'code':50003} | unclear 50003 complete",
        "200 | {'code':99999} | unclear 99999 complete",
        "200 | {'code':99999999999} | unclear 200 incomplete",
        "200 | {'code':true} | unclear 200 incomplete",
        "200 | {'status':500} | unclear 200 incomplete",
        "200 | [] | unclear 200 incomplete",
        "200 | 17 | unclear 200 incomplete",
        "200 | <html>Login</html> | unclear 200 incomplete",
        "200 | {code:200} | unclear 200 incomplete",
        "200 | '' | unclear 200 incomplete",
        "200 | {'code':200,'data':{'id | unclear 0 incomplete",
        "200 | {'code':20 | unclear 0 incomplete",
        "200 | {'code':tru | unclear 0 incomplete",
        "200 | { | unclear 0 incomplete",
        "302 | '' | unclear 302 incomplete",
        "400 | nonsense | unclear 400 incomplete",
        "401 | '' | Refusal[401, FATAL]",
        "403 | <html> | Refusal[403, FATAL]",
        "404 | <html> | unclear 404 incomplete",
        "405 | {'status':405} | unclear 405 incomplete",
        "413 | <html> | Refusal[413, PHOTO_REJECTED]",
        "415 | '' | Refusal[415, PHOTO_REJECTED]",
        "429 | '' | unclear 429 incomplete",
        "500 | {'status':500} | unclear 500 incomplete",
        "502 | <html> | unclear 502 incomplete",
        "503 | '' | unclear 503 incomplete",
      })
  void an_answer_means(int status, String body, String expected) {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json(OK),
                ScriptedServer.http(status, "text/plain", body.replace('\'', '"')));
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());

      Reply<Person> reply = client.send(PeopleCalls.createUser(Clients.ana()));

      assertThat(shown(reply)).isEqualTo(expected);
      assertThat(client.halted()).isEqualTo(expected.contains("FATAL"));
      assertThat(server.received()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | <html> | Refusal[404, FATAL]",
        "405 | '' | Refusal[405, FATAL]",
        "200 | {'code':30004} | Refusal[30004, FATAL]",
        "200 | {'code':30001} | Refusal[30001, ROW_INVALID]",
        "503 | '' | unclear 503 incomplete",
      })
  void before_the_first_success_a_wrong_address_is_the_likely_cause(
      int status, String body, String expected) {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.http(status, "text/plain", body.replace('\'', '"')));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(shown(client.send(OrganisationCalls.company()))).isEqualTo(expected);
    }
  }

  @Test
  void a_similar_person_is_read_from_the_refusal() {
    String body =
        """
        {"code":30002,"message":"Similar User Exist","data":{"similar_user_id":65833,
        "similar_user_name":"11111111","similar_user_avatar":"5cbe","can_force":1},
        "desc":"ex.similar-user"}""";

    Reply.Refusal<?> refusal = (Reply.Refusal<?>) only(body);

    assertThat(refusal.similar()).isEqualTo(new SimilarPerson(65833, "11111111", "5cbe", true));
    assertThat(refusal.message()).isEqualTo("Similar User Exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':30002,'data':{'similar_user_id':'5','can_force':0}} | 5 | false",
        "{'code':30002,'data':{'similar_user_id':5,'can_force':'1'}} | 5 | true",
        "{'code':30002,'data':{'similar_user_id':5}} | 5 | false",
        "{'code':30002,'data':null} | 0 | false",
        "{'code':30002} | 0 | false",
      })
  void a_similar_person_may_be_told_in_part(String body, long id, boolean canForce) {
    Reply.Refusal<?> refusal = (Reply.Refusal<?>) only(body.replace('\'', '"'));

    assertThat(refusal.similar()).isEqualTo(new SimilarPerson(id, "", "", canForce));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':30001,'message':'Bad','desc':'key'} | Bad",
        "{'code':30001,'desc':'key'} | key",
        "{'code':30001,'message':'','data':{'desc':'inner'}} | inner",
        "{'code':30001} | ''",
      })
  void the_servers_words_stand_in_one_of_several_places(String body, String expected) {
    assertThat(((Reply.Refusal<?>) only(body.replace('\'', '"'))).message()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After: 7, 7",
    "'Retry-After: Wed, 08 May 2019 16:00:30 GMT', 30",
    "Retry-After: soon, -1",
    "X-Other: 7, -1",
  })
  void the_server_may_ask_to_be_left_alone(String header, long seconds) {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.http(
                    429, "text/plain", "", header, "Date: Wed, 08 May 2019 16:00:00 GMT"));
        SenseLinkClient client = Clients.to(server)) {
      Reply.Unclear<?> reply = (Reply.Unclear<?>) client.send(OrganisationCalls.company());

      assertThat(reply.retryAfter() == null ? -1 : reply.retryAfter().toSeconds())
          .isEqualTo(seconds);
    }
  }

  private static Reply<?> only(String body) {
    try (ScriptedServer server = ScriptedServer.answering(body);
        SenseLinkClient client = Clients.to(server)) {
      return client.send(PeopleCalls.createUser(Clients.ana()));
    }
  }

  private static String shown(Reply<?> reply) {
    if (reply instanceof Reply.Unclear<?> unclear) {
      String whole = unclear.complete() ? "complete" : "incomplete";
      return "unclear " + unclear.code() + " " + whole;
    }
    return reply.toString();
  }
}
