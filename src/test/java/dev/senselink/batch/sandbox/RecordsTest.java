package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
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

  @Test
  void records_of_another_device_out_of_time_and_late_are_found_like_all_others() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long last = sandbox.addRecord(0, now);
    OtherAdministrator other = sandbox.bystander();
    long early = other.addRecord(new PassRecord(0, 0, 3, "SPS-2", now.minusSeconds(60), 2));
    long late = other.addRecord(new PassRecord(last - 5, 0, 3, "SPS-2", now, 4));

    assertThat(List.of(late, last, early)).isSorted();
    assertThat(other.records()).extracting(PassRecord::id).containsExactly(late, last, early);
    assertThat(records()).containsExactly(early, last, late);
    assertThat(records("startTime", String.valueOf(now.getEpochSecond())))
        .containsExactly(last, late);
    assertThat(records("deviceSN", "SPS-2", "size", "1", "page", "2")).containsExactly(late);
    assertThatThrownBy(() -> other.addRecord(other.records().get(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_server_may_leave_the_ends_out_or_cap_its_pages() {
    Instant now = Instant.now();
    List<Long> ids = LongStream.range(0, 12).map(i -> sandbox.addRecord(0, now)).boxed().toList();
    String first = String.valueOf(ids.get(0));

    sandbox.misbehave(Misbehaviour.recordEndsLeftOut());
    assertThat(records("startRecordId", first, "endRecordId", String.valueOf(ids.get(2))))
        .containsExactly(ids.get(1));
    assertThat(records("startTime", String.valueOf(now.getEpochSecond()))).isEmpty();
    sandbox.misbehave(Misbehaviour.recordPagesCapped());
    assertThat(records("size", "50")).hasSize(10);
    assertThat(records("size", "50", "page", "2")).hasSize(2);
  }

  @Test
  void many_records_are_paged_from_any_place() {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(20_000);
    OtherAdministrator other = sandbox.bystander();
    for (int i = 0; i < 20_000; i++) {
      other.addRecord(new PassRecord(0, 0, 3, "SPS-" + i % 3, begin.plusSeconds(i), 1));
    }
    String since = String.valueOf(begin.plusSeconds(10).getEpochSecond());
    String until = String.valueOf(begin.plusSeconds(19_989).getEpochSecond());

    JsonNode data =
        caller
            .get(
                "/api/v1/record",
                form("startTime", since, "endTime", until, "size", "100", "page", "199"))
            .get("data");

    assertThat(data.get("total").asInt()).isEqualTo(19_980);
    assertThat(data.get("totalPage").asInt()).isEqualTo(200);
    assertThat(data.get("data").get(0).get("signTime").asLong())
        .isEqualTo(begin.plusSeconds(189).getEpochSecond());
    assertThat(records("deviceSN", "SPS-1", "startTime", since, "endTime", until, "size", "7000"))
        .hasSize(6_660);
  }
}
