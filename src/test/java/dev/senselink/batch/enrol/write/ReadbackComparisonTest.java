package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  @Test
  void whoever_has_more_than_was_sent_is_somebody_elses() {
    assertThat(ReadbackComparison.isAsSent(sent(""), stored(""))).isTrue();
    assertThat(ReadbackComparison.isAsSent(sent(""), stored(",'entry_time':'2020-01-02'")))
        .isFalse();
  }

  @Test
  void only_what_the_write_was_to_change_shows_that_it_was_carried_out() {
    UserFields sent = sent("2020-01-02").with().remark("new").build();

    assertThat(ReadbackComparison.showsWrite(stored(""), sent, stored(",'remark':'new'"))).isTrue();
    assertThat(ReadbackComparison.showsWrite(stored(""), sent, stored(",'remark':'by hand'")))
        .isFalse();
    assertThat(
            ReadbackComparison.showsWrite(
                stored(",'remark':'new'"), sent, stored(",'remark':'new','location':'by hand'")))
        .isFalse();
  }

  @Test
  void an_id_number_shows_by_its_cipher_alone() {
    UserFields sent = sent("").with().idNumber("110").build();

    assertThat(ReadbackComparison.showsWrite(stored(""), sent, stored(",'id_number':'abc='")))
        .isTrue();
    assertThat(ReadbackComparison.showsWrite(stored(""), sent, stored(""))).isFalse();
  }
}
