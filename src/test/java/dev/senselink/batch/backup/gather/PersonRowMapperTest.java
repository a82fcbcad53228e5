package dev.senselink.batch.backup.gather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.backup.gather.ExportedPerson.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Odd values on the way into a table: days, and the numbers by which hosts are named. */
class PersonRowMapperTest {
  @ParameterizedTest
  @CsvSource({
    "2018-9-10, 2018-09-10",
    "2018-09-10, 2018-09-10",
    "2018-09-10 00:00:00.0, 2018-09-10",
    "2018-09-10 08:00:00, 2018-09-10 08:00:00",
    "2018-02-30, 2018-02-30",
    "soon, soon",
    "'', ''",
  })
  void a_day_is_padded_and_what_is_no_day_stays(String said, String written) {
    assertThat(PersonRowMapper.date(said)).isEqualTo(written);
  }

  private static ExportedPerson person(
      long id, boolean guest, String name, String job, String mobile) {
    List<String> texts = new ArrayList<>(Collections.nCopies(Text.values().length, ""));
    texts.set(Text.NAME.ordinal(), name);
    texts.set(Text.JOB_NUMBER.ordinal(), job);
    texts.set(Text.MOBILE.ordinal(), mobile);
    return new ExportedPerson(id, guest, texts, false, 0, null, null);
  }

  @Test
  void a_host_is_named_by_a_number_that_means_nobody_else() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ExportedPerson one :
        List.of(
            person(1, false, "A", "J1", "M1"),
            person(2, false, "B", "J2", "M2"),
            person(3, false, "C", "J2", "M3"),
            person(4, false, "D", "#9", "M4"),
            person(5, false, "M5", "", "M6"),
            person(6, false, "F", "", "M5"),
            person(7, false, "G", "", ""),
            person(8, true, "H", "J1", "M8"))) {
      KeyedRecords.write(out, one.packed());
    }

    HostKeys names =
        HostKeys.of(
            Set.of(1L, 2L, 4L, 6L, 7L, 8L, 9L),
            () -> KeyedRecords.of(new ByteArrayInputStream(out.toByteArray())));

    Map<Long, String> expected = Map.of(1L, "J1", 2L, "M2", 4L, "M4", 6L, "#6", 7L, "#7");
    expected.forEach((id, name) -> assertThat(names.of(id)).as("person %d", id).isEqualTo(name));
    assertThat(names.of(8)).as("a visitor is no host").isNull();
    assertThat(names.of(9)).as("who is gone is no host").isNull();
  }
}
