package dev.senselink.batch.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.Rows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostZeroFinderTest {
  @ParameterizedTest
  @CsvSource({
    "00123 00456 789,              789",
    "00123 00456 789 12,           789 12",
    "0998 0999 1000 7,             7",
    "00123 789,                    789",
    "00123 00456 00789,            ''",
    "123 456 7,                    ''",
    "00123 00456 A12 789,          ''",
    "00123 0456 789,               ''",
    "00123 1 2,                    ''",
    "00123 00456 - 789,            789",
    "00123 00456 <clear> 789,      789",
    "00123 00456 123456,           ''",
  })
  void a_number_shorter_than_others_with_leading_zeros_is_a_warning(String all, String suspects) {
    for (String column : List.of("jobNumber", "mobile", "icNumber", "idNumber")) {
      assertThat(suspects(column, all.split(" "))).isEqualTo(suspects);
    }
  }

  @ParameterizedTest
  @CsvSource({"position", "areaCode", "remark"})
  void other_columns_are_no_identifiers(String column) {
    assertThat(suspects(column, "00123", "00456", "789")).isEmpty();
  }

  private static String suspects(String column, String... values) {
    String rows = String.join("\nAna,", values).replace(",-", ",");
    List<Row> read = Rows.ofUsers("name," + column + "\nAna," + rows);
    LostZeroFinder shapes = new LostZeroFinder(RosterKind.USERS);
    read.forEach(shapes::add);
    List<String> suspects =
        read.stream()
            .filter(row -> !shapes.warnings(row).isEmpty())
            .peek(row -> assertThat(shapes.warnings(row).get(0)).startsWith(column))
            .map(row -> row.cells().get(1))
            .toList();
    assertThat(Arrays.asList(values)).containsAll(suspects);
    return String.join(" ", suspects);
  }
}
