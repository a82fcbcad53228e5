package dev.senselink.batch.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OtherProcess;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What was acknowledged is there after {@code kill -9}; red with the database's own settings. */
@Tag("slow")
@OnEachDatabase
class DurabilityTest {
  @Parameter BookPlace place;
  @TempDir Path folder;

  @RepeatedTest(3)
  void no_acknowledged_commit_is_lost_when_the_process_is_killed(RepetitionInfo info) {
    Path data = folder.resolve("data");
    int enough = 40 + 65 * info.getCurrentRepetition();
    int last = 0;
    try (OtherProcess process =
        OtherProcess.start(folder, Acknowledging.class, data.toString(), place.words(data))) {
      assertThat(process.line()).as(process::errors).isEqualTo("ready");
      while (last < enough) {
        last = Integer.parseInt(String.valueOf(process.line()));
      }
      process.kill();
      List<String> rest = process.restOfLines();
      // Half a line is no acknowledgement; the one before it is.
      last += Math.max(0, rest.size() - 1);
    }

    Set<Integer> there = new HashSet<>();
    try (Books books = Books.in(place, data)) {
      books.ledger().intents().open().forEach(intent -> there.add(intent.row().number()));
      IntStream.rangeClosed(1, last + 50)
          .filter(row -> books.ledger().outcomes().of("R1", row).isPresent())
          .forEach(there::add);
    }

    assertThat(there).containsAll(IntStream.rangeClosed(1, last).boxed().toList());
  }
}
