package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.ColumnChoices.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is chosen above the columns of a list is what the option says of its headers. */
class ColumnChoicesTest {
  private static final RosterSettings STAFF = RosterSettings.of(RosterKind.USERS);

  private static List<String> recognised(String... headers) {
    return ColumnChoices.recognised(List.of(headers), STAFF).choices();
  }

  private static ColumnChoices chosen(List<String> headers, String... choices) {
    return new ColumnChoices(RosterKind.USERS, headers, List.of(choices));
  }

  @Test
  void what_the_program_sees_by_itself_is_said_of_each_column() {
    assertThat(recognised("姓名", "工号", "Shoe size", ""))
        .containsExactly("name", "jobNumber", "-", "-");
    assertThat(recognised("Family name", "Given name")).containsExactly("name+2", "name+1");
    assertThat(
            ColumnChoices.recognised(
                    List.of("Name", "Host", "receptionUserId"),
                    RosterSettings.of(RosterKind.GUESTS).withColumns("Host=-"))
                .choices())
        .containsExactly("name", "-", "receptionUserId");
  }

  @Test
  void what_is_as_the_program_sees_it_needs_no_option() {
    assertThat(chosen(List.of("name", "Mobile", "Odd"), "name", "mobile", "-").columns()).isEmpty();
  }

  @Test
  void a_column_that_would_take_the_place_of_another_is_left_out_too() {
    ColumnChoices none = chosen(List.of("name", "Mobile", "Work mobile"), "name", "-", "-");

    assertThat(none.columns())
        .containsExactly(Map.entry("Mobile", "-"), Map.entry("Work mobile", "-"));
  }

  @Test
  void what_the_program_is_not_sure_of_is_said_to_be_nothing() {
    ColumnChoices none = chosen(List.of("Name", "mobile", "Employee Nr"), "name", "mobile", "-");

    assertThat(none.columns()).containsExactly(Map.entry("Employee Nr", "-"));
    assertThat(none.isUnderstood()).isTrue();
  }

  /** Whatever is chosen of headers that it knows, and of such that it does not. */
  @ParameterizedTest
  @EnumSource(RosterKind.class)
  void the_option_makes_the_program_take_headers_for_what_is_chosen(RosterKind kind) {
    List<String> headers =
        List.of(
            "Name",
            "First name",
            "Surname",
            "昵称",
            "Employee No.",
            "Phone",
            "Mobile",
            "Work mobile",
            "Tel, work",
            "A=B",
            "id",
            "Host",
            "From",
            "to",
            "C:\\x");
    Random chance = new Random(7);
    int fit = 0;
    for (int n = 0; n < 4000 && fit < 25; n++) {
      List<String> targets = new ArrayList<>(ColumnChoices.targets(kind));
      targets.removeIf(one -> one.equals("name+3"));
      List<String> choices = new ArrayList<>();
      for (int at = 0; at < headers.size(); at++) {
        boolean none = targets.isEmpty() || chance.nextInt(3) == 0;
        choices.add(none ? "-" : targets.remove(chance.nextInt(targets.size())));
      }
      ColumnChoices all = new ColumnChoices(kind, headers, choices);
      if (all.wrong().isEmpty()) {
        fit++;
        RosterSettings read = RosterSettings.of(kind).withColumns(all.columns());
        assertThat(ColumnChoices.recognised(headers, read).choices())
            .as("%s", all.columns())
            .isEqualTo(choices);
        assertThat(
                ColumnChoices.recognised(
                        headers, RosterSettings.of(kind).withColumns(read.columnsOption()))
                    .choices())
            .as("as it is typed")
            .isEqualTo(choices);
        assertThat(all.isUnderstood()).isTrue();
      }
    }
    assertThat(fit).isGreaterThan(20);
  }

  @Test
  void two_columns_are_not_one_field() {
    ColumnChoices twice = chosen(List.of("Name", "Phone", "Tel"), "name", "mobile", "mobile");

    assertThat(twice.wrong())
        .containsExactly(
            new ColumnChoices.Wrong(Fault.TWICE, List.of("mobile"), List.of("Phone", "Tel")));
    assertThat(chosen(List.of("A", "B", "C"), "name", "name+1", "name+2").wrong())
        .extracting(ColumnChoices.Wrong::fault)
        .containsExactly(Fault.TWICE);
    assertThat(
            new ColumnChoices(
                    RosterKind.GUESTS,
                    List.of("N", "M", "H", "I", "F", "T"),
                    List.of(
                        "name", "mobile", "host", "receptionUserId", "dateTimeFrom", "dateTimeTo"))
                .wrong())
        .extracting(ColumnChoices.Wrong::fault)
        .containsExactly(Fault.TWICE);
  }

  @Test
  void a_required_field_without_a_column_is_missed() {
    assertThat(chosen(List.of("Nom", "Tel"), "-", "mobile").wrong())
        .containsExactly(new ColumnChoices.Wrong(Fault.MISSING, List.of("name"), List.of()));
    assertThat(chosen(List.of("Nom", "Prenom"), "name+2", "name+1").wrong()).isEmpty();
    assertThat(chosen(List.of("Nom", "Tel"), "name+2", "mobile").wrong())
        .extracting(ColumnChoices.Wrong::fault)
        .containsExactly(Fault.HALF_NAME);
  }

  @Test
  void columns_of_the_same_header_are_told_apart_by_no_option() {
    List<String> headers = List.of("Name", "Phone", " Phone");

    assertThat(chosen(headers, "name", "mobile", "-").wrong())
        .extracting(ColumnChoices.Wrong::fault)
        .containsExactly(Fault.SAME_HEADER);
    ColumnChoices neither = chosen(headers, "name", "-", "-");
    assertThat(neither.wrong()).isEmpty();
    assertThat(neither.isUnderstood()).isTrue();
  }

  @Test
  void headers_that_no_option_can_name_are_found_out() {
    ColumnChoices plus = chosen(List.of("First+", "Last"), "name+1", "name+2");

    assertThat(plus.wrong()).isEmpty();
    assertThat(plus.isUnderstood()).isFalse();
    assertThat(chosen(List.of("A+B", "Last"), "name", "-").isUnderstood()).isTrue();
  }

  @Test
  void what_only_seems_to_be_a_column_is_proposed_and_told() {
    Set<Integer> guessed = new TreeSet<>();
    List<List<String>> rows = List.of(List.of("Ana", "Li", "E1", "1990-05-17"));

    ColumnChoices proposed =
        ColumnChoices.proposed(
            List.of("Name", "Surname", "Employee Nr", "Shoe size"), STAFF, rows, guessed);

    assertThat(proposed.choices()).containsExactly("name+1", "name+2", "jobNumber", "-");
    assertThat(guessed).containsExactly(0, 1, 2);
    assertThat(proposed.wrong()).isEmpty();
    assertThat(proposed.columns())
        .containsEntry("Name+Surname", "name")
        .containsEntry("Employee Nr", "jobNumber");
  }
}
