package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Portraits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who was seen at the doors. */
class RecordsTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static Map<String, String> form(String... namesAndValues) {
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return form;
  }

  private List<Long> records(String... namesAndValues) {
    JsonNode data = caller.get("/api/v1/record", form(namesAndValues)).get("data").get("data");
    return data.values().stream().map(record -> record.get("id").asLong()).toList();
  }

  @Test
  void records_are_found_by_time_person_type_and_id_newest_first() {
    long ana = caller.created(Caller.staff("Ana"));
    byte[] photo = Portraits.person(1, 200);
    long bo =
        caller
            .post("/api/v1/guest", Caller.guest("Bo"), "avatarFile", photo)
            .get("data")
            .get("id")
            .asLong();
    Instant now = Instant.now();
    long old = sandbox.addRecord(ana, now.minus(Duration.ofDays(3)));
    long first = sandbox.addRecord(ana, now);
    long second = sandbox.addRecord(bo, now);
    long third = sandbox.addRecord(0, now);

    assertThat(records()).containsExactly(third, second, first);
    String since = String.valueOf(now.minus(Duration.ofDays(4)).getEpochSecond());
    String until = String.valueOf(now.minus(Duration.ofDays(2)).getEpochSecond());
    assertThat(records("startTime", since)).containsExactly(third, second, first, old);
    assertThat(records("startTime", since, "endTime", until)).containsExactly(old);
    assertThat(records("userId", String.valueOf(bo))).containsExactly(second);
    assertThat(records("type", "3")).containsExactly(third);
    assertThat(records("username", "Ana")).containsExactly(first);
    assertThat(records("startRecordId", String.valueOf(second))).containsExactly(third, second);
    assertThat(records("deviceSN", "none")).isEmpty();
    assertThat(records("size", "1", "page", "3")).containsExactly(first);
  }

  @Test
  void a_record_shows_who_it_was_and_nothing_of_a_stranger() {
    Map<String, String> form = Caller.staff("Ana");
    form.put("idNumber", "12345");
    long ana = caller.created(form);
    Instant now = Instant.now();
    sandbox.addRecord(ana, now);
    sandbox.addRecord(0, now);

    JsonNode rows = caller.get("/api/v1/record").get("data").get("data");

    JsonNode stranger = rows.get(0);
    assertThat(stranger.get("userId").asLong()).isZero();
    assertThat(stranger.get("name").stringValue()).isEmpty();
    assertThat(stranger.get("groups").isNull()).isTrue();
    JsonNode known = rows.get(1);
    assertThat(known.get("name").stringValue()).isEqualTo("Ana");
    assertThat(known.get("signTime").asLong()).isEqualTo(now.getEpochSecond());
    assertThat(known.get("idNumber")).isEqualTo(caller.read(ana).get("id_number"));
    assertThat(known.get("groups").size()).isEqualTo(1);
  }
}
