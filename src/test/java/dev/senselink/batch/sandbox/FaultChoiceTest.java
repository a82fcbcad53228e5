package dev.senselink.batch.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which calls a rule strikes. */
class FaultChoiceTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Caller caller = new Caller(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private List<Integer> codesOfCreates(int calls) {
    List<Integer> codes = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      Map<String, String> form = Caller.staff("P" + i);
      form.put("jobNumber", "E" + i);
      codes.add(caller.post("/api/v1/user", form).get("code").asInt());
    }
    return codes;
  }

  @Test
  void only_the_nth_call_goes_wrong() {
    sandbox.script(FaultRule.on("createUser").apiCode(50002).call(3).build());

    assertThat(codesOfCreates(5)).containsExactly(200, 200, 50002, 200, 200);
  }

  @Test
  void only_so_many_calls_go_wrong_from_one_on() {
    sandbox.script(FaultRule.on("createUser").apiCode(99999).fromCall(2).times(2).build());

    assertThat(codesOfCreates(5)).containsExactly(200, 99999, 99999, 200, 200);
  }

  @Test
  void only_one_person_is_struck() {
    sandbox.script(FaultRule.on("createUser").apiCode(30001).where("jobNumber", "E2").build());

    assertThat(codesOfCreates(4)).containsExactly(200, 200, 30001, 200);
  }

  @Test
  void a_share_of_the_calls_goes_wrong_and_the_same_ones_by_the_same_seed() {
    FaultRule rule = FaultRule.on("createUser").apiCode(50001).rate(0.3).build();
    sandbox.script(rule);
    List<Integer> codes = codesOfCreates(200);

    assertThat(codes.stream().filter(code -> code == 50001).count()).isBetween(40L, 80L);
    try (Sandbox again = Sandbox.start(SandboxSettings.standard().withFaults(List.of(rule)))) {
      Caller other = new Caller(again);
      List<Integer> repeated = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        repeated.add(other.post("/api/v1/user", Caller.staff("P")).get("code").asInt());
      }
      assertThat(repeated).isEqualTo(codes);
    }
  }

  @Test
  void a_rule_for_all_covers_every_operation_and_can_be_cleared() {
    sandbox.script(FaultRule.on(FaultRule.ANY).apiCode(10002).build());

    assertThat(caller.get("/api/v1/company").get("code").asInt()).isEqualTo(10002);
    assertThat(codesOfCreates(1)).containsExactly(10002);
    sandbox.clearFaults();
    assertThat(codesOfCreates(1)).containsExactly(200);
  }

  @Test
  void the_condition_of_a_rule_never_sees_the_signature() {
    List<Map<String, String>> seen = new ArrayList<>();
    sandbox.script(FaultRule.on("createUser").when(seen::add).apiCode(50001).build());

    codesOfCreates(1);

    assertThat(seen.get(0)).containsEntry("name", "P0").doesNotContainKeys("sign", "app_key");
  }
}
