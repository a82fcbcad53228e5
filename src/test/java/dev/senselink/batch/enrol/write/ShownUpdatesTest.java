package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.enrol.context.SentChanges.Shown;
import dev.senselink.batch.enrol.write.ShownUpdates.How;
import dev.senselink.batch.enrol.write.ShownUpdates.Sight;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownUpdatesTest {
  private static final List<String> NONE = List.of();

  private final ShownUpdates seen = new ShownUpdates();

  private static Shown lost(String... fields) {
    return new Shown(NONE, NONE, NONE, NONE, List.of(fields), NONE);
  }

  @Test
  void what_is_seen_later_takes_the_place_of_what_was_seen_before() {
    seen.saw(3, lost("remark", "mail"));
    seen.saw(9, lost("mail"));
    seen.saw(3, lost("mail"));

    assertThat(seen.of(3)).isEqualTo(lost("mail"));
    assertThat(seen.missed()).containsExactly(new Sight(How.LOST, "mail"));
    assertThat(seen.of(new Sight(How.LOST, "mail")).stream()).containsExactly(3, 9);
  }

  @Test
  void what_is_all_as_sent_is_not_kept() {
    seen.saw(3, lost("mail"));
    seen.saw(3, new Shown(List.of("mail"), NONE, NONE, NONE, NONE, NONE));

    assertThat(seen.missed()).isEmpty();
    assertThat(seen.all().isEmpty()).isTrue();
    assertThat(seen.of(3).taken()).isEmpty();
  }

  @Test
  void all_that_is_shown_of_a_row_comes_back() {
    Shown shown =
        new Shown(
            List.of("mail"),
            List.of("mobile"),
            List.of("name"),
            List.of("remark"),
            List.of("x"),
            List.of("y"));
    seen.saw(7, shown);

    assertThat(seen.of(7)).isEqualTo(shown);
    assertThat(seen.missed()).hasSize(5).isSorted();
  }

  @Test
  void of_a_field_that_some_have_not_lost_those_are_kept_who_were_asked() {
    Sight mail = new Sight(How.LOST, "mail");
    seen.saw(1, lost("mail", "remark"));
    seen.saw(2, lost("mail"));
    seen.saw(3, lost("mail"));
    BitSet asked = new BitSet();
    asked.set(2);
    seen.keepOnly(mail, asked);

    assertThat(seen.of(mail).stream()).containsExactly(2);
    assertThat(seen.of(1)).isEqualTo(lost("remark"));
    assertThat(seen.all().stream()).containsExactly(1, 2);
  }

  /** Else an update of which only the other field was taken had done nothing. */
  @Test
  void of_a_change_that_some_have_taken_it_is_taken_by_those_who_were_not_asked() {
    Sight mail = new Sight(How.LEFT, "mail");
    Shown both = new Shown(NONE, List.of("mail", "mobile"), NONE, NONE, NONE, NONE);
    seen.saw(1, both);
    seen.saw(2, both);
    BitSet asked = new BitSet();
    asked.set(1);
    seen.keepOnly(mail, asked);

    assertThat(seen.of(1).isNothing()).isTrue();
    assertThat(seen.of(2))
        .isEqualTo(new Shown(List.of("mail"), List.of("mobile"), NONE, NONE, NONE, NONE));
    assertThat(seen.of(2).isNothing()).isFalse();
  }
}
