package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SandboxTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_created_person_is_listed() {
    long id = caller.created(Caller.staff("Ana"));

    JsonNode found = caller.get("/api/v1/user/list", Map.of("name", "Ana"));

    assertThat(found.get("data").get(0).get("id").asLong()).isEqualTo(id);
    assertThat(sandbox.commits()).hasSize(1);
  }

  @Test
  void company_groups_and_departments_exist_at_the_start() {
    assertThat(caller.get("/api/v1/company").get("data").get("id").asLong()).isEqualTo(58);
    assertThat(caller.get("/api/v1/group").get("data").get("total").asInt()).isEqualTo(2);
    assertThat(caller.get("/api/v1/department").get("data").get("id").asInt()).isZero();
    assertThat(caller.get("/api/v2/department").get("code").asInt()).isEqualTo(200);
  }
}
