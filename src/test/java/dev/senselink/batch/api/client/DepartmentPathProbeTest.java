package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Received;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual prints two paths for departments; which one is right is learnt by reading only. */
class DepartmentPathProbeTest {
  private static final String OK = "{\"code\":200,\"data\":{\"id\":2}}";
  private static final ScriptedServer.Answer NOT_HERE =
      ScriptedServer.http(404, "text/html", "<html>");

  private static final Call<Department> CREATE =
      OrganisationCalls.createDepartment(0, "D", null, null);

  @Test
  void the_path_of_the_headings_is_kept_when_it_works() {
    try (ScriptedServer server = ScriptedServer.answering(OK);
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.departments());
      client.send(CREATE);

      assertThat(server.received())
          .extracting(Received::pathOnly)
          .containsExactly("/api/v2/department", "/api/v2/department");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"404 | <html>", "405 | <html>", "200 | {'code':50004}", "405 | {'status':405}"})
  void the_path_of_the_samples_is_tried_once_and_kept(int status, String body) {
    try (ScriptedServer server =
            ScriptedServer.start(
                request ->
                    request.path().startsWith("/api/v2/")
                        ? ScriptedServer.http(status, "text/html", body.replace('\'', '"'))
                        : ScriptedServer.json(OK));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(OrganisationCalls.department(2))).isInstanceOf(Reply.Answer.class);
      assertThat(client.send(CREATE)).isInstanceOf(Reply.Answer.class);

      assertThat(server.received())
          .extracting(request -> request.method() + " " + request.pathOnly())
          .containsExactly(
              "GET /api/v2/department/2", "GET /api/v1/department/2", "POST /api/v1/department");
      assertThat(client.halted()).isFalse();
    }
  }

  @Test
  void a_write_is_preceded_by_a_probe_that_changes_nothing() {
    try (ScriptedServer server =
            ScriptedServer.start(
                request ->
                    request.path().startsWith("/api/v2/") ? NOT_HERE : ScriptedServer.json(OK));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(CREATE)).isInstanceOf(Reply.Answer.class);

      assertThat(server.received())
          .extracting(request -> request.method() + " " + request.pathOnly())
          .containsExactly(
              "GET /api/v2/department", "GET /api/v1/department", "POST /api/v1/department");
    }
  }

  @Test
  void a_write_whose_path_cannot_be_learnt_is_not_sent() {
    try (ScriptedServer server =
            ScriptedServer.answering(ScriptedServer.http(503, "text/html", "<html>"));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(CREATE)).isInstanceOf(Reply.NeverSent.class);
      assertThat(server.received()).extracting(Received::method).containsOnly("GET");
    }
  }

  @Test
  void neither_path_is_fatal_before_the_first_success() {
    try (ScriptedServer server = ScriptedServer.answering(NOT_HERE);
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(CREATE)).hasToString("Refusal[404, FATAL]");
      assertThat(client.halted()).isTrue();
      assertThat(server.received()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"code\":50002}", "{\"code\":99999}", "<html>"})
  void what_proves_nothing_is_not_kept(String first) {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json(first), NOT_HERE, ScriptedServer.json(OK));
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.departments());
      client.send(OrganisationCalls.departments());

      assertThat(server.received())
          .extracting(Received::pathOnly)
          .containsExactly("/api/v2/department", "/api/v2/department", "/api/v1/department");
    }
  }
}
