package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.disk.Sha256Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The invariant of forgetting finds the lies that it is there for. */
@Tag("slow")
class PrivacyInvariantsTest {
  private final PlayedHistory played = HistoryPlayer.play(PrivacyScenarios.erased());

  @TempDir Path folder;

  @BeforeEach
  void nothing_is_broken_before() {
    assertThat(Invariants.broken(played)).isEmpty();
    assertThat(played.erasures).hasSize(1);
  }

  private void lie(boolean settled, String refused, List<String> found, List<String> changed) {
    PlayedErasure was = played.erasures.get(0);
    played.erasures.set(
        0, new PlayedErasure(was.what(), was.row(), was.at(), settled, refused, found, changed));
  }

  private void isFound() {
    assertThat(Invariants.broken(played)).anyMatch(one -> one.startsWith("17: "));
  }

  @Test
  void a_byte_that_is_left_is_found() {
    lie(false, "", List.of("db/ledger.script: plain E102"), List.of());

    isFound();
  }

  @Test
  void somebody_else_who_is_told_otherwise_is_found() {
    lie(false, "", List.of(), List.of("Person 3 is in no copy of a roster any more"));

    isFound();
  }

  @Test
  void a_refusal_without_a_cause_is_found() {
    lie(true, "not now", List.of(), List.of());

    isFound();
  }

  @Test
  void somebody_who_is_made_again_is_found() {
    PersonChange made = played.madeFor(PrivacyScenarios.FORGOTTEN).get(0);
    PersonState state = Objects.requireNonNull(made.after());
    long seq = played.log.exchanges().size() + 1L;
    WorldRequest request =
        new WorldRequest("POST", "/api/v1/user", Map.of("name", state.name()), null);
    played.log.add(
        new SeenExchange(
            seq, 0, CallKind.CREATE_USER, PrivacyScenarios.FORGOTTEN, 9, request, 1, true));
    played.world.people.change(
        Long.MAX_VALUE / 2, 99, state, ChangeAuthor.ours(PrivacyScenarios.FORGOTTEN), seq);

    isFound();
  }

  /** In whatever form it stands, and under whatever name a report lies. */
  @Test
  void whatever_stands_under_the_data_folder_or_in_a_report_is_read() throws IOException {
    HistoryFiles files = new HistoryFiles(folder);
    HistoryEraser eraser = new HistoryEraser(played.history, files);
    Path db = Files.createDirectories(files.data().resolve("db"));
    Path moved = Files.createDirectories(files.report("report.R1"));
    Set<String> values = HistoryEraser.valuesOf(eraser.whom(), List.of());
    assertThat(values).contains("Person 2", "E102");

    Files.writeString(db.resolve("a"), "xE102x");
    assertThat(eraser.remains(values)).isEmpty();
    Files.writeString(db.resolve("a"), "x,E102,x");
    Files.writeString(db.resolve("b"), "Person 2", StandardCharsets.UTF_16BE);
    Files.writeString(db.resolve("c"), Sha256Digest.hex("e102"));
    Files.writeString(moved.resolve("results.csv"), "Person 2");
    assertThat(eraser.remains(values))
        .contains(
            "db/a: plain E102",
            "db/b: plain Person 2",
            "db/c: SHA-256 of e102",
            "report.R1/results.csv: plain Person 2");
  }
}
