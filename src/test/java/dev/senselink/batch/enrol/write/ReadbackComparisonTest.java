package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReadbackComparisonTest {
  private static Person stored(String more) {
    String json = "{'name':'Ana','job_number':'E1','groups':[]%s}".formatted(more);
    return Person.read(new JsonMapper().readTree(json.replace('\'', '"')), 7, 1);
  }

  private static UserFields sent(String entryTime) {
    return UserFields.named("Ana")
        .jobNumber("E1")
        .mobile("")
        .icNumber("")
        .remark("")
        .groups(List.of())
        .entryTime(entryTime.isEmpty() ? null : entryTime)
        .build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoever_has_more_than_was_sent_is_somebody_elses(boolean mayDrop) {
    assertThat(ReadbackComparison.isAsSent(sent(""), stored(""), mayDrop)).isTrue();
    assertThat(ReadbackComparison.isAsSent(sent(""), stored(",'entry_time':'2020-01-02'"), mayDrop))
        .isFalse();
  }

  @Test
  void what_was_sent_may_be_lacking_only_where_a_create_may_drop_it() {
    assertThat(ReadbackComparison.isAsSent(sent("2020-01-02"), stored(""), true)).isTrue();
    assertThat(ReadbackComparison.isAsSent(sent("2020-01-02"), stored(""), false)).isFalse();
  }
}
