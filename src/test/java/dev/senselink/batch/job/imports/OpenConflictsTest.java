package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A number that only grows is no alarm. */
class OpenConflictsTest {
  @TempDir Path data;

  private static Map<String, Object> run(String server, String command, String roster, int open) {
    return Map.of(
        "server", server, "command", command, "roster", roster, "counts", Map.of("review", open));
  }

  @SafeVarargs
  private Map<String, Long> count(Map<String, Object>... runs) throws IOException {
    Files.writeString(data.resolve("runs.json"), JsonMapper.shared().writeValueAsString(runs));
    return OpenConflicts.count(data);
  }

  private Map<String, Long> of(String command, String... rosters) throws IOException {
    List<Map<String, Object>> runs =
        Stream.of(rosters)
            .map(roster -> run("a:1", command, roster, 2))
            .collect(Collectors.toList());
    Files.writeString(data.resolve("runs.json"), JsonMapper.shared().writeValueAsString(runs));
    return OpenConflicts.count(data);
  }

  @Test
  void a_list_whose_name_has_a_date_is_the_same_every_day() throws IOException {
    assertThat(of("import-users", "/in/staff-2026-11-26.csv", "/in/staff-2026-11-27.csv"))
        .containsExactly(Map.entry("a:1", 2L));
    assertThat(of("import-users", "/in/staff20261126.xlsx", "/in/staff20261127.xlsx"))
        .containsExactly(Map.entry("a:1", 2L));
    assertThat(of("import-users", "/in/27.11.2026.csv", "/in/28.11.2026.csv"))
        .containsExactly(Map.entry("a:1", 2L));
    assertThat(of("import-guests", "/in/visitors-41.csv", "/in/visitors-42.csv"))
        .containsExactly(Map.entry("a:1", 2L));
  }

  @Test
  void rows_that_were_decided_are_counted_with_their_run_alone() throws IOException {
    assertThat(
            count(
                run("a:1", "import-users", "/in/staff.csv", 3),
                run("a:1", "resolve", "/in/staff.csv", 1)))
        .containsExactly(Map.entry("a:1", 3L));
  }

  @Test
  void different_lists_are_counted_each() throws IOException {
    assertThat(of("import-users", "/in/floor1.csv", "/in/floor2.csv", "/out/floor1.csv"))
        .containsExactly(Map.entry("a:1", 6L));
    assertThat(of("import-guests", "/in/visitors-41.csv", "/in/suppliers-42.csv"))
        .containsExactly(Map.entry("a:1", 4L));
  }

  @Test
  void a_number_that_is_no_issue_stays_a_part_of_the_name() throws IOException {
    assertThat(of("import-guests", "/in/gate1.csv", "/in/gate2.csv", "/in/访客1.csv", "/in/访客2.csv"))
        .containsExactly(Map.entry("a:1", 8L));
    assertThat(of("import-users", "/in/staff10002000.csv", "/in/staff10003000.csv"))
        .as("no day of any month")
        .containsExactly(Map.entry("a:1", 4L));
    assertThat(of("import-users", "/in/staff120261126.csv", "/in/staff120261127.csv"))
        .as("a longer number")
        .containsExactly(Map.entry("a:1", 4L));
  }

  @Test
  void a_date_may_be_the_folders() throws IOException {
    assertThat(of("import-users", "/in/2026-11-26/staff.csv", "/in/2026-11-27/staff.csv"))
        .containsExactly(Map.entry("a:1", 2L));
    assertThat(
            of(
                "import-guests",
                "C:\\in\\2026-11-26\\visitors-1.csv",
                "C:\\in\\2026-11-27\\visitors-2.csv"))
        .containsExactly(Map.entry("a:1", 2L));
  }

  /** Recorded where names had other signs: under LANG=C no path has a Chinese name. */
  @Test
  void what_is_recorded_need_be_no_path_here() throws IOException {
    assertThat(of("import-users", "/in/staff\0.csv", "/in/staff\0.csv"))
        .containsExactly(Map.entry("a:1", 2L));
  }

  @Test
  void each_server_has_its_own() throws IOException {
    assertThat(
            count(
                run("a:1", "import-users", "/in/staff.csv", 3),
                run("b:1", "import-users", "/in/staff.csv", 1),
                run("a:1", "import-users", "/in/staff.csv", 0)))
        .containsExactly(Map.entry("a:1", 0L), Map.entry("b:1", 1L));
  }
}
