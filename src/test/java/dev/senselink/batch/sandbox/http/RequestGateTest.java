package dev.senselink.batch.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.Caller;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGateTest {
  @Test
  void the_signature_is_the_one_the_manual_works_out() {
    assertThat(RequestGate.signature("1477881215000", "2323dsfadfewrasa3434"))
        .isEqualTo("e5ef72ef839bdf5397b4906b199b9fbf");
  }

  @Test
  void a_signed_call_passes_by_get_and_by_post() {
    try (Sandbox sandbox = Sandbox.start()) {
      Caller caller = new Caller(sandbox);

      assertThat(caller.get("/api/v1/group").get("code").asInt()).isEqualTo(200);
      assertThat(caller.post("/api/v1/user", Caller.staff("Ana")).get("code").asInt())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"app_key", "sign", "timestamp"})
  void a_call_that_lacks_part_of_its_signature_is_30004(String part) {
    try (Sandbox sandbox = Sandbox.start()) {
      Caller caller = new Caller(sandbox);
      Map<String, String> query = new LinkedHashMap<>(caller.signed(Map.of()));
      query.remove(part);
      Map<String, String> form = new LinkedHashMap<>(caller.signed(Caller.staff("Ana")));
      form.remove(part);

      assertThat(code(caller.exchange(caller.getRequest("/api/v1/group", query)))).isEqualTo(30004);
      assertThat(code(caller.exchange(caller.formRequest("/api/v1/user", form)))).isEqualTo(30004);
      assertThat(sandbox.commits()).isEmpty();
    }
  }

  private static int code(HttpResponse<byte[]> response) {
    return Caller.json(response).get("code").asInt();
  }

  @Test
  void a_wrong_key_is_10001_and_a_wrong_secret_10005() {
    try (Sandbox sandbox = Sandbox.start()) {
      Caller wrongKey = new Caller(sandbox).withAppKey("somebody-else");
      Caller wrongSecret = new Caller(sandbox).withSecret("guessed");

      assertThat(wrongKey.get("/api/v1/group").get("code").asInt()).isEqualTo(10001);
      assertThat(wrongSecret.get("/api/v1/group").get("code").asInt()).isEqualTo(10005);
    }
  }

  @ParameterizedTest(name = "a clock {0} minutes off the server''s: {1}")
  @CsvSource({"0, 200", "29, 200", "-29, 200", "31, 10003", "-31, 10003"})
  void the_window_is_thirty_minutes_to_either_side(int minutes, int code) {
    try (Sandbox sandbox = Sandbox.start()) {
      Caller caller = new Caller(sandbox).withClockOff(Duration.ofMinutes(minutes));

      assertThat(caller.get("/api/v1/group").get("code").asInt()).isEqualTo(code);
    }
  }

  @Test
  void the_window_lies_around_the_skewed_clock_which_the_date_header_shows() {
    try (Sandbox sandbox = Sandbox.start()) {
      sandbox.skewClock(Duration.ofHours(5));
      Caller here = new Caller(sandbox);
      Caller corrected = new Caller(sandbox).withClockOff(Duration.ofHours(5));

      assertThat(here.get("/api/v1/group").get("code").asInt()).isEqualTo(10003);
      assertThat(corrected.get("/api/v1/group").get("code").asInt()).isEqualTo(200);
      var response = here.exchange(here.getRequest("/api/v1/group", Map.of()));
      Instant date =
          Instant.from(
              DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                  response.headers().firstValue("Date").orElseThrow()));
      assertThat(Duration.between(Instant.now(), date))
          .isBetween(Duration.ofMinutes(299), Duration.ofMinutes(301));
    }
  }

  @Test
  void outside_the_licence_only_the_company_can_be_read() {
    LocalDateTime begin = LocalDateTime.of(2018, 1, 1, 0, 0);
    SandboxSettings over = SandboxSettings.standard().withLicence(begin, begin.plusYears(1));
    try (Sandbox sandbox = Sandbox.start(over)) {
      Caller caller = new Caller(sandbox);

      assertThat(caller.get("/api/v1/group").get("code").asInt()).isEqualTo(20001);
      var company = caller.get("/api/v1/company").get("data");
      assertThat(company.get("validTo").stringValue()).isEqualTo("2019-01-01 00:00:00.0");
    }
  }

  @Test
  void neither_settings_nor_refusals_show_the_secret() {
    SandboxSettings settings = SandboxSettings.standard().withAppKey("the-key", "the-secret");
    try (Sandbox sandbox = Sandbox.start(settings)) {
      Caller caller = new Caller(sandbox).withSecret("wrong");

      String answer = caller.get("/api/v1/group").toString();

      assertThat(answer + settings).doesNotContain("the-secret").doesNotContain("the-key");
    }
  }
}
