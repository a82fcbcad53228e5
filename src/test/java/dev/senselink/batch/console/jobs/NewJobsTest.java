package dev.senselink.batch.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.console.command.CommandQueue;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.console.command.JobSheet;
import dev.senselink.batch.console.runs.RunCatalog;
import dev.senselink.batch.fixture.OtherMachine;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would be no job as it was meant is not kept, and nothing of it stays. */
class NewJobsTest {
  @TempDir Path folder;
  private final Machine machine = new OtherMachine() {};
  private String wrong = "";
  private boolean timer;

  private final class Runner implements CommandRunner {
    @Override
    public Ended run(List<String> words, Watcher watcher) {
      throw new IllegalStateException("nothing was to be started");
    }

    @Override
    public JobSheet read(Path jobFile) {
      return new JobSheet(
          "import-users",
          "",
          List.of(),
          wrong,
          false,
          -1,
          List.of(),
          timer,
          List.of(),
          false,
          null);
    }
  }

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(place());
  }

  private Path place() {
    return folder.resolve("jobs");
  }

  private String keep(@Nullable Path jobs, String inbox, Map<String, String> settings)
      throws JobRefusedException {
    Runner runner = new Runner();
    Path data = folder.resolve("data");
    CommandQueue queue = new CommandQueue(runner, machine, data);
    Jobs all = new Jobs(data, jobs, queue, runner, new RunCatalog(data), machine);
    return new NewJobs(all, folder.resolve(inbox)).keep("x", "*.csv", "import-users", settings);
  }

  private List<String> there() throws IOException {
    try (Stream<Path> all = Files.list(place())) {
      return all.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"in*box", "in[box", "in{box", "in?box", "${HOME}"})
  void an_inbox_whose_name_means_more_than_one_folder_is_refused(String inbox) throws IOException {
    assertThatThrownBy(() -> keep(place(), inbox, Map.of()))
        .isInstanceOf(JobRefusedException.class);
    assertThat(there()).isEmpty();
  }

  @Test
  void a_setting_that_would_be_replaced_is_refused() throws IOException {
    assertThatThrownBy(() -> keep(place(), "inbox", Map.of("groups", "${HOME}")))
        .isInstanceOf(JobRefusedException.class);
    assertThat(there()).isEmpty();
  }

  @Test
  void what_cannot_be_run_is_not_left_there() throws IOException {
    wrong = "line 2 is wrong";
    assertThatThrownBy(() -> keep(place(), "inbox", Map.of()))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("line 2 is wrong");
    assertThat(there()).isEmpty();
  }

  @Test
  void a_name_that_a_timer_of_the_system_starts_already_is_refused() throws IOException {
    timer = true;
    assertThatThrownBy(() -> keep(place(), "inbox", Map.of()))
        .isInstanceOf(JobRefusedException.class);
    assertThat(there()).isEmpty();
  }

  @Test
  void without_a_folder_for_jobs_none_is_kept() {
    assertThatThrownBy(() -> keep(null, "inbox", Map.of())).isInstanceOf(JobRefusedException.class);
  }

  @Test
  void a_value_is_text_whatever_signs_it_has() throws Exception {
    keep(place(), "inbox", Map.of("groups", "O'Hara: #1"));

    assertThat(Files.readString(place().resolve("x.yml"))).contains("groups: 'O''Hara: #1'\n");
  }
}
