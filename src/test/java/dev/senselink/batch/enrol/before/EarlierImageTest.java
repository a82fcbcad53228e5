package dev.senselink.batch.enrol.before;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.enrol.row.FieldTexts;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.BeforeStore;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.ledger.before.LastWrite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose what is shown before a further write is: that of the run's last one, or of others. */
class EarlierImageTest {
  private static final Map<String, String> BEFORE = Map.of("remark", "old", "areaCode", "86");
  private static final Map<String, String> SENT = Map.of("remark", "a long one", "areaCode", "852");

  @RegisterExtension final World world = new World();

  private static BeforeImage image(Map<String, String> shown, LastWrite sent) {
    FormerPerson person =
        new FormerPerson(7, 1, "a7", "", shown, List.of(), null, null, "", "", "", null);
    return new BeforeImage("R1", 7, Kind.UPDATED, 1, 1, person, FormerPhoto.UNTOUCHED, sent);
  }

  private static LastWrite sent(BeforeStore hashes, boolean answered, Set<String> mayErase) {
    Map<String, String> hashed = new LinkedHashMap<>();
    SENT.forEach((name, text) -> hashed.put(name, FieldTexts.hash(hashes, name, text)));
    return new LastWrite(hashed, List.of(), false, "a7", null, answered, mayErase);
  }

  private static Map<String, String> with(String name, String text) {
    Map<String, String> shown = new LinkedHashMap<>(SENT);
    shown.put(name, text);
    return shown;
  }

  /** What counts as before, where a field is shown like this after the run's last write. */
  private String before(
      String name, String shown, boolean answered, Set<String> mayErase, boolean mends) {
    return joined(name, shown, answered, mayErase, mends, Set.of()).person(name);
  }

  private record Joined(BeforeImage image) {
    String person(String name) {
      FormerPerson before = image.before();
      return before == null ? "" : before.field(name);
    }
  }

  private Joined joined(
      String name,
      String shown,
      boolean answered,
      Set<String> mayErase,
      boolean mends,
      Set<String> next) {
    return world.ledger(
        ledger -> {
          BeforeStore hashes = ledger.before();
          BeforeImage earlier = image(BEFORE, sent(hashes, answered, mayErase));
          BeforeImage now = image(with(name, shown), sent(hashes, false, next));
          return new Joined(EarlierImage.joined(hashes, earlier, now, SENT, mends));
        });
  }

  @Test
  void what_a_server_has_cut_of_an_unanswered_write_is_ours() {
    assertThat(before("remark", "a long", false, Set.of(), false)).isEqualTo("old");
    assertThat(before("remark", "a LONG one", false, Set.of(), false)).isEqualTo("old");
  }

  @Test
  void what_others_have_made_of_an_answered_one_is_theirs() {
    assertThat(before("remark", "a long", true, Set.of(), false)).isEqualTo("a long");
    assertThat(before("remark", "a long one", true, Set.of(), false)).isEqualTo("old");
  }

  @Test
  void what_is_mended_at_once_is_ours_though_an_answer_echoed_all_of_it() {
    assertThat(before("remark", "a long", true, Set.of(), true)).isEqualTo("old");
  }

  @Test
  void only_a_write_in_a_spelling_that_nobody_had_proven_can_have_erased_a_field() {
    assertThat(before("areaCode", "", false, Set.of("areaCode"), false)).isEqualTo("86");
    assertThat(before("areaCode", "", true, Set.of("areaCode"), false)).isEqualTo("86");
    assertThat(before("areaCode", "", false, Set.of(), false)).isEmpty();
    assertThat(before("areaCode", "", false, Set.of("entryTime"), false)).isEmpty();
    assertThat(before("remark", "", false, Set.of("areaCode"), false)).isEmpty();
  }

  @Test
  void a_write_that_may_still_be_carried_out_may_erase_after_the_next_one() {
    Set<String> area = Set.of("areaCode");
    Set<String> day = Set.of("entryTime");
    assertThat(joined("remark", "old", false, area, false, day).image().sent().mayErase())
        .containsExactlyInAnyOrder("areaCode", "entryTime");
    assertThat(joined("remark", "old", true, area, false, day).image().sent().mayErase())
        .containsExactly("entryTime");
  }
}
