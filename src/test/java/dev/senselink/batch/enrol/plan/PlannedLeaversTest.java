package dev.senselink.batch.enrol.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.ledger.plan.PlannedAction;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** With a leaver is done what the plan says, and nothing graver. */
class PlannedLeaversTest {
  private static final Person ANA = person("Ana", "[{\"id\":1,\"name\":\"Lab\"}]");

  private final PlanWords words =
      new PlanWords(
          new ServerPlaces(
              null,
              Person.STAFF,
              "Company",
              List.of(),
              new DepartmentNode(0, "Company", "", null, null, 0L, List.of())),
          text -> "%08x".formatted(text.hashCode()));
  private final PlannedLeavers planned = new PlannedLeavers(words);

  private static Person person(String name, String groups) {
    String json =
        "{\"id\":7,\"type\":1,\"name\":\"%s\",\"jobNumber\":\"E1\",\"groupList\":%s}"
            .formatted(name, groups);
    return Objects.requireNonNull(Person.read(JsonMapper.shared().readTree(json)));
  }

  @Test
  void who_is_to_lose_their_groups_is_not_deleted() {
    planned.add(words.revoke(ANA, "E1"));

    assertThat(planned.otherwise(PlannedAction.REVOKE, ANA, false)).isNull();
    assertThat(planned.otherwise(PlannedAction.DELETE, ANA, false)).isNotNull();
  }

  @Test
  void whoever_is_not_as_seen_is_left_but_for_the_groups_once_it_has_begun() {
    planned.add(words.revoke(ANA, "E1"));

    assertThat(planned.otherwise(PlannedAction.REVOKE, person("Bo", "[]"), true)).isNotNull();
    assertThat(planned.otherwise(PlannedAction.REVOKE, person("Ana", "[]"), false)).isNotNull();
    assertThat(planned.otherwise(PlannedAction.REVOKE, person("Ana", "[]"), true)).isNull();
  }

  @Test
  void whom_the_plan_does_not_name_is_left() {
    assertThat(planned.otherwise(PlannedAction.REVOKE, ANA, false)).isNotNull();
  }
}
