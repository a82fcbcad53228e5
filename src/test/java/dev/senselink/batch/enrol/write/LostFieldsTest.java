package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LostFieldsTest {
  private final LostFields lost = new LostFields();

  @Test
  void what_is_seen_later_takes_the_place_of_what_was_seen_before() {
    lost.saw(3, List.of("remark", "mail"));
    lost.saw(9, List.of("mail"));
    lost.saw(3, List.of("mail"));

    assertThat(lost.of(3)).containsExactly("mail");
    assertThat(lost.fields()).containsExactly("mail");
    assertThat(lost.some("mail", 1)).containsExactly(3);
  }

  @Test
  void a_field_that_is_lost_nowhere_is_none() {
    lost.saw(3, List.of("mail"));
    lost.saw(3, List.of());

    assertThat(lost.fields()).isEmpty();
    assertThat(lost.all().isEmpty()).isTrue();
    assertThat(lost.some("mail", 5)).isEmpty();
  }

  @Test
  void of_a_field_that_some_have_not_lost_those_are_kept_who_were_asked() {
    lost.saw(1, List.of("mail", "remark"));
    lost.saw(2, List.of("mail"));
    lost.saw(3, List.of("mail"));
    lost.saw(1, List.of("remark"));
    lost.keepOnly("mail", Set.of(1, 2));

    assertThat(lost.some("mail", 5)).containsExactly(2);
    assertThat(lost.of(1)).containsExactly("remark");
  }
}
