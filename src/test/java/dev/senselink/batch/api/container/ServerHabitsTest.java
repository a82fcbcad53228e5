package dev.senselink.batch.api.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What such servers do that the sandbox does not. */
// @Tag("slow")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerHabitsTest {
  private static final String NAME = "张三𠮷😀";

  /** More than one packet, so that it comes in chunks where the length is not known before. */
  private static final String PEOPLE =
      "{\"code\":200,\"data\":[{\"id\":7,\"type\":1,\"name\":\""
          + NAME
          + "\",\"remark\":\""
          + "备注".repeat(20_000)
          + "\"}]}";

  @TempDir Path folder;

  static Stream<Arguments> containers() {
    return Stream.of(
        row("Tomcat 11", TomcatContainer::current),
        row("Tomcat 9", TomcatContainer::old),
        row("Jetty 12", JettyContainer::start),
        row("Undertow 2.2", UndertowContainer::start));
  }

  static Stream<Arguments> tomcats() {
    return containers().limit(2);
  }

  private static Arguments row(String name, Container.Maker maker) {
    return Arguments.of(name, maker);
  }

  private Container.SetUp setUp(
      RequestRecorder recorder, String contextPath, Map<String, String> settings) {
    return new Container.SetUp(
        recorder, Container.Filter.NOT_FORCED, contextPath, settings, folder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("containers")
  void an_application_below_a_path_is_reached_with_and_without_a_slash_at_its_end(
      String name, Container.Maker maker) throws Exception {
    try (RequestRecorder recorder = new RequestRecorder();
        Container container = maker.start(setUp(recorder, "/senselink", Map.of()))) {
      for (String end : List.of("/senselink", "/senselink/")) {
        try (SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(URI.create(container.url() + end)))) {
          assertThat(client.send(PeopleCalls.createUser(named()))).isInstanceOf(Reply.Answer.class);
          assertThat(recorder.last().path()).isEqualTo("/senselink/api/v1/user");
          assertThat(recorder.last().fields()).containsEntry("name", NAME);
          assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Answer.class);
          assertThat(recorder.last().path()).isEqualTo("/senselink/api/v1/company");
        }
      }
    }
  }

  /** None is asked to pack its answers; proxies may all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate"})
  void answers_that_are_packed_unasked_are_read(String coding) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        coding.equals("deflate")
            ? new DeflaterOutputStream(packed)
            : new GZIPOutputStream(packed)) {
      out.write(PEOPLE.getBytes(StandardCharsets.UTF_8));
    }
    byte[] body = packed.toByteArray();
    ScriptedServer.Answer answer =
        (out, socket, closed) -> {
          String head = "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n";
          out.write(head.getBytes("US-ASCII"));
          out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes("US-ASCII"));
          out.write(body);
          out.flush();
          return true;
        };
    try (ScriptedServer server = ScriptedServer.answering(answer);
        SenseLinkClient client = Clients.to(server)) {
      assertThat(names(client.send(ListUsers.byId(7)))).containsExactly(NAME);
      assertThat(names(client.send(ListUsers.byId(7)))).containsExactly(NAME);
      assertThat(server.received().get(0).headers()).doesNotContainKey("accept-encoding");
    }
  }

  /** Between any two requests, as servers do that save connections: none is sent twice. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tomcats")
  void a_connection_that_the_server_ends_after_each_few_requests_costs_no_create(
      String name, Container.Maker maker) throws Exception {
    for (Map<String, String> settings :
        List.of(Map.of("maxKeepAliveRequests", "3"), Map.of("keepAliveTimeout", "1"))) {
      try (RequestRecorder recorder = new RequestRecorder();
          Container container = maker.start(setUp(recorder, "", settings));
          SenseLinkClient client = SenseLinkClient.open(Clients.settings(container.url()))) {
        List<String> sent = new ArrayList<>();
        for (int row = 0; row < 50; row++) {
          UserFields fields = UserFields.named(NAME).jobNumber("A" + row).build();
          Reply<Person> reply = client.send(PeopleCalls.createUser(fields));
          // Ended under the request, nobody knows; it is looked for, not sent again.
          assertThat(reply).isInstanceOfAny(Reply.Answer.class, Reply.Unclear.class);
          if (reply instanceof Reply.Answer<Person>) {
            sent.add("A" + row);
          }
        }
        List<String> heard =
            recorder.requests().stream().map(one -> one.fields().get("jobNumber")).toList();
        assertThat(heard).doesNotHaveDuplicates().containsAll(sent);
        if (settings.containsKey("maxKeepAliveRequests")) {
          assertThat(sent).hasSize(50);
        }
      }
    }
  }

  /** Tomcat's own limits, as they are by default: 8 KB of head, and 10 parts in some versions. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tomcats")
  void the_longest_lookup_fits_into_a_head_of_8_kb(String name, Container.Maker maker)
      throws Exception {
    String longest = "𠮷".repeat(250);
    try (RequestRecorder recorder = new RequestRecorder();
        Container container =
            maker.start(setUp(recorder, "", Map.of("maxHttpHeaderSize", "8192")));
        SenseLinkClient client = SenseLinkClient.open(Clients.settings(container.url()))) {
      client.send(ListUsers.by(ListUsers.Filter.NAME, longest));

      assertThat(recorder.last().fields()).containsEntry("name", longest);
    }
  }

  @Test
  void a_server_that_takes_fewer_parts_than_a_person_has_refuses_and_is_not_asked_again()
      throws Exception {
    try (RequestRecorder recorder = new RequestRecorder();
        Container container =
            TomcatContainer.current(setUp(recorder, "", Map.of("maxPartCount", "5")));
        SenseLinkClient client = SenseLinkClient.open(Clients.settings(container.url()))) {
      Reply<Person> reply = client.send(PeopleCalls.createUser(named()));

      assertThat(reply.words()).contains("413", "more fields than it takes");
      assertThat(reply).isInstanceOf(Reply.Refusal.class);
      assertThat(recorder.requests()).isEmpty();
    }
  }

  /** A request of 4 MB where the server reads 1 KB and hangs up, perhaps before it is sent. */
  @Test
  void a_request_that_is_too_large_is_refused_or_unclear() throws Exception {
    try (RequestRecorder recorder = new RequestRecorder();
        Container container =
            TomcatContainer.current(
                setUp(recorder, "", Map.of("maxPostSize", "1024", "maxSwallowSize", "1024")));
        SenseLinkClient client = SenseLinkClient.open(Clients.settings(container.url()))) {
      UserFields large = named().with().remark("x".repeat(4_000_000)).build();
      Reply<Person> reply = client.send(PeopleCalls.createUser(large));

      assertThat(reply).isInstanceOfAny(Reply.Refusal.class, Reply.Unclear.class);
      assertThat(recorder.requests()).isEmpty();
    }
  }

  /** Old proxies answer like that: the end of the connection is the end of the answer. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 200 OK\r\n", "HTTP/1.1 200 OK\r\nConnection: close\r\n"})
  void an_answer_that_ends_with_its_connection_is_read(String head) {
    ScriptedServer.Answer answer =
        (out, socket, closed) -> {
          out.write((head + "Content-Type: application/json\r\n\r\n").getBytes("US-ASCII"));
          out.write(PEOPLE.getBytes(StandardCharsets.UTF_8));
          out.flush();
          return false;
        };
    try (ScriptedServer server = ScriptedServer.answering(answer);
        SenseLinkClient client = Clients.to(server)) {
      for (int time = 0; time < 3; time++) {
        assertThat(names(client.send(ListUsers.byId(7)))).containsExactly(NAME);
      }
      assertThat(server.received()).hasSize(3);
    }
  }

  /** A request that waits for 100 Continue would stand still before servers that never say it. */
  @Test
  void a_server_that_says_continue_unasked_is_understood() {
    ScriptedServer.Answer answer =
        (out, socket, closed) -> {
          out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes("US-ASCII"));
          return ScriptedServer.json("{\"code\":200,\"data\":{\"id\":7}}")
              .give(out, socket, new CountDownLatch(1));
        };
    try (ScriptedServer server = ScriptedServer.answering(answer);
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(PeopleCalls.createUser(named()))).isInstanceOf(Reply.Answer.class);
      assertThat(server.received()).hasSize(1);
      assertThat(server.received().get(0).headers()).doesNotContainKey("expect");
    }
  }

  private static UserFields named() {
    return UserFields.named(NAME).jobNumber("A1").build();
  }

  private static List<String> names(Reply<List<Person>> reply) {
    assertThat(reply).as(reply.words()).isInstanceOf(Reply.Answer.class);
    return ((Reply.Answer<List<Person>>) reply).value().stream().map(Person::name).toList();
  }
}
