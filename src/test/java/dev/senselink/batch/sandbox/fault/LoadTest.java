package dev.senselink.batch.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.senselink.batch.sandbox.Caller;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.http.ServiceTimes;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Latency, the concurrency limit and the service times. */
class LoadTest {
  private static List<HttpResponse<byte[]>> atOnce(Caller caller, int calls) {
    List<CompletableFuture<HttpResponse<byte[]>>> running = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      Map<String, String> form = caller.signed(Caller.staff("P" + i));
      running.add(
          caller
              .http()
              .sendAsync(caller.formRequest("/api/v1/user", form), BodyHandlers.ofByteArray()));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  @Test
  void more_calls_at_a_time_than_the_limit_are_refused_and_change_nothing() {
    SandboxSettings narrow =
        SandboxSettings.standard()
            .withConcurrencyLimit(3, 429)
            .withLatency(CallLatency.fixed(Duration.ofMillis(500)));
    try (Sandbox sandbox = Sandbox.start(narrow)) {
      List<HttpResponse<byte[]>> answers = atOnce(new Caller(sandbox), 8);

      assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(3);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 429)
          .hasSize(5)
          .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).isPresent());
      assertThat(sandbox.commits()).hasSize(3);
      assertThat(sandbox.calls()).filteredOn(call -> call.fault().equals("LIMIT")).hasSize(5);
    }
  }

  @Test
  void service_times_add_up_the_latency_and_tell_the_most_calls_at_a_time() {
    SandboxSettings slow =
        SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(200)));
    try (Sandbox sandbox = Sandbox.start(slow)) {
      atOnce(new Caller(sandbox), 4);

      ServiceTimes times = sandbox.serviceTimes();

      assertThat(times.maxInFlight()).isEqualTo(4);
      assertThat(times.count()).isEqualTo(4);
      assertThat(times.operations().get("createUser").sum())
          .isBetween(Duration.ofMillis(800), Duration.ofMillis(2_500));
      assertThat(times.total()).isEqualTo(times.operations().get("createUser").sum());
    }
  }

  @Test
  void callers_with_one_call_each_are_never_seen_as_more() {
    int callers = 6;
    int calls = 400;
    try (Sandbox sandbox = Sandbox.start()) {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(callers);
      for (int i = 0; i < callers; i++) {
        running.add(CompletableFuture.runAsync(() -> callOften(sandbox, calls), threads));
      }
      running.forEach(CompletableFuture::join);
      threads.shutdown();

      assertThat(sandbox.serviceTimes().maxInFlight()).isLessThanOrEqualTo(callers);
      assertThat(sandbox.calls()).hasSize(callers * calls);
    }
  }

  private static void callOften(Sandbox sandbox, int calls) {
    Caller caller = new Caller(sandbox);
    for (int i = 0; i < calls; i++) {
      caller.get("/api/v1/company");
    }
  }

  @Test
  void the_benchmark_reads_service_times_without_a_signature_and_without_people() {
    try (Sandbox sandbox = Sandbox.start()) {
      Caller caller = new Caller(sandbox);
      caller.created(Caller.staff("Ana"));
      URI uri = URI.create(sandbox.url() + "/sandbox/service-times");

      HttpResponse<byte[]> answer = caller.exchange(HttpRequest.newBuilder(uri).build());

      JsonNode times = Caller.json(answer);
      assertThat(times.get("maxInFlight").intValue()).isEqualTo(1);
      assertThat(times.get("operations").get("createUser").get("count").intValue()).isEqualTo(1);
      assertThat(new String(answer.body())).doesNotContain("Ana");
    }
  }

  @Test
  void log_normal_latency_has_its_median_and_its_spread() {
    CallLatency latency = CallLatency.logNormal(Duration.ofMillis(50), 0.5);
    Random random = new Random(7);
    double[] millis =
        random
            .doubles(20_000)
            .map(unused -> latency.sample("createUser", random.nextGaussian()).toNanos() / 1e6)
            .sorted()
            .toArray();

    assertThat(millis[10_000]).isCloseTo(50, within(2.0));
    assertThat(millis[19_000]).isCloseTo(50 * Math.exp(0.5 * 1.645), within(8.0));
    assertThat(Arrays.stream(millis).min().orElseThrow()).isPositive();
  }

  @Test
  void an_operation_can_have_a_median_of_its_own() {
    CallLatency latency =
        CallLatency.fixed(Duration.ofMillis(50)).with("countFaces", Duration.ofMillis(5));

    assertThat(latency.sample("countFaces", 0)).isEqualTo(Duration.ofMillis(5));
    assertThat(latency.sample("createUser", 0)).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void many_clients_at_once_lose_nothing_and_make_nothing_twice() {
    try (Sandbox sandbox = Sandbox.start()) {
      atOnce(new Caller(sandbox), 200);

      assertThat(sandbox.commits()).hasSize(200);
      assertThat(sandbox.commits()).extracting(CommittedChange::name).doesNotHaveDuplicates();
      assertThat(sandbox.commits().get(199).seq()).isEqualTo(200);
      assertThat(sandbox.people()).hasSize(200);
    }
  }
}
