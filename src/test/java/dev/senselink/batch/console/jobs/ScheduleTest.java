package dev.senselink.batch.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** At which times a job is due. */
class ScheduleTest {
  private static final LocalDateTime SATURDAY = LocalDateTime.parse("2026-11-28T09:20");

  private static Schedule schedule(Set<DayOfWeek> days, String from, String to, int every) {
    return new Schedule(days, LocalTime.parse(from), LocalTime.parse(to), every, SATURDAY, "", "");
  }

  private static List<String> five(Schedule schedule) {
    return schedule.next(SATURDAY, 5).stream().map(LocalDateTime::toString).toList();
  }

  @Test
  void one_time_on_some_days() {
    assertThat(five(schedule(Set.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), "06:30", "06:30", 1440)))
        .containsExactly(
            "2026-11-30T06:30",
            "2026-12-05T06:30",
            "2026-12-07T06:30",
            "2026-12-12T06:30",
            "2026-12-14T06:30");
  }

  @Test
  void many_times_of_a_day_count_from_the_first() {
    assertThat(five(schedule(Set.of(DayOfWeek.SATURDAY), "08:10", "10:30", 45)))
        .containsExactly(
            "2026-11-28T09:40",
            "2026-11-28T10:25",
            "2026-12-05T08:10",
            "2026-12-05T08:55",
            "2026-12-05T09:40");
  }

  @Test
  void it_is_read_as_it_was_written() {
    Schedule schedule = schedule(Set.of(DayOfWeek.FRIDAY), "08:10", "10:30", 45);

    String json = JsonMapper.shared().writeValueAsString(schedule);

    assertThat(JsonMapper.shared().readValue(json, Schedule.class)).isEqualTo(schedule);
  }

  @ParameterizedTest
  @CsvSource({"08:00,07:00,30", "08:00,09:00,4", "08:00,09:00,0", "08:00,09:00,1441"})
  void what_is_no_schedule_is_refused(String from, String to, int every) {
    Set<DayOfWeek> one = Set.of(DayOfWeek.MONDAY);

    assertThatThrownBy(() -> schedule(one, from, to, every))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void one_without_a_day_is_refused() {
    assertThatThrownBy(() -> schedule(Set.of(), "08:00", "08:00", 60))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
