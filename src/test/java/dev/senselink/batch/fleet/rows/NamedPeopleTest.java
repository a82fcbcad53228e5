package dev.senselink.batch.fleet.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.PersonKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is named at another site is moving until a member there. */
class NamedPeopleTest {
  private static List<PersonKey> number(String value) {
    return List.of(new PersonKey(KeyField.JOB_NUMBER, value, value));
  }

  private static NamedPeople named(Object... siteAndNumber) {
    NamedPeople named = new NamedPeople(KeyMarksTest.some());
    for (int n = 0; n < siteAndNumber.length; n += 2) {
      named.add((Integer) siteAndNumber[n], number((String) siteAndNumber[n + 1]));
    }
    named.end();
    return named;
  }

  @Test
  void who_is_named_nowhere_or_only_here_is_not_moving() {
    NamedPeople named = named(0, "a", 1, "b");

    assertThat(named.isMoving(0, number("a"))).isFalse();
    assertThat(named.isMoving(0, number("c"))).isFalse();
    assertThat(named.isMoving(0, List.of())).isFalse();
  }

  @Test
  void who_is_named_elsewhere_is_moving_until_there() {
    NamedPeople named = named(0, "a", 3, "b", 1, "b", 65_535, "c");

    assertThat(named.isMoving(0, number("b"))).isTrue();
    assertThat(named.isMoving(1, number("b"))).isTrue();
    named.arrived(3, number("b"));
    assertThat(named.isMoving(0, number("b"))).isFalse();
    assertThat(named.isMoving(1, number("b"))).isFalse();
    assertThat(named.isMoving(0, number("c"))).isTrue();
  }

  @Test
  void two_rows_of_one_site_with_one_key_are_one_person() {
    NamedPeople named = named(1, "a", 1, "a", 1, "a", 0, "z");

    named.arrived(1, number("a"));

    assertThat(named.isMoving(0, number("a"))).isFalse();
  }

  @Test
  void one_of_several_keys_is_enough() {
    NamedPeople named = named(1, "a");

    assertThat(
            named.isMoving(
                0,
                List.of(
                    new PersonKey(KeyField.MOBILE, "a", "a"),
                    new PersonKey(KeyField.JOB_NUMBER, "a", "a"))))
        .isTrue();
    assertThat(named.isMoving(0, List.of(new PersonKey(KeyField.MOBILE, "a", "a")))).isFalse();
  }
}
