package dev.senselink.batch.enrol.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.SpellingStyle;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.store.LedgerDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class SentChangesTest {
  @TempDir Path folder;

  private static Person stored(String areaCode) {
    String json =
        "{'name':'Ana','job_number':'E1','groups':[],'area_code':'%s'}".formatted(areaCode);
    return Person.read(new JsonMapper().readTree(json.replace('\'', '"')), 7, 1);
  }

  private static UserFields sent(String areaCode) {
    return UserFields.named("Ana")
        .jobNumber("E1")
        .mobile("")
        .icNumber("")
        .remark("")
        .groups(List.of())
        .areaCode(areaCode)
        .spelling(SpellingStyle.SNAKE)
        .build();
  }

  private SentChanges.Shown shown(String before, String sent, String now) {
    try (LedgerDatabase database = LedgerDatabase.temporary(folder);
        Ledger ledger = new Ledger(database, "server:443", 1)) {
      String changes =
          SentChanges.of(ledger.sentUpdates(), stored(before), sent(sent), null, false, false);
      return SentChanges.shown(ledger.sentUpdates(), changes, stored(now));
    }
  }

  @Test
  void an_area_code_that_is_left_was_not_taken() {
    assertThat(shown("86", "852", "86").isNothing()).isTrue();
    assertThat(shown("86", "852", "852").missed()).isEmpty();
  }

  @Test
  void one_that_the_server_writes_in_its_own_way_may_have_been() {
    assertThat(shown("86", "+86", "86").isNothing()).isFalse();
    assertThat(shown("86", "0086", "86").folded()).containsExactly("areaCode");
    assertThat(shown("0086", "086", "0086").isNothing()).isFalse();
  }

  @Test
  void what_was_to_stay_and_is_another_value_was_changed_unasked() {
    assertThat(shown("86", "86", "852").unasked()).containsExactly("areaCode");
    assertThat(shown("86", "86", "852").lacking()).containsExactly("areaCode");
    assertThat(shown("86", "86", "86 ").missed()).isEmpty();
    assertThat(shown("86", "86", "").lost()).containsExactly("areaCode");
  }
}
