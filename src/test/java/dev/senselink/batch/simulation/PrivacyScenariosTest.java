package dev.senselink.batch.simulation;

import static dev.senselink.batch.simulation.ScenarioPlay.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.simulation.PlayedLife.Stage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is forgotten is gone from every byte, and the next import makes nobody again. */
@Tag("slow")
class PrivacyScenariosTest {
  @Test
  void erased_and_the_next_import_finds_everybody_there() {
    PlayedHistory played = kept(PrivacyScenarios.erased());

    assertThat(played.erasures).hasSize(1).allMatch(PlayedErasure::done);
    assertThat(played.last(Stage.QUIET).rows()).hasSize(3).allMatch(r -> r.is("SKIPPED_EXISTING"));
    assertThat(played.world.people.living()).hasSize(4);
  }

  @Test
  void lookalike_of_somebody_who_is_forgotten_is_still_asked_about() {
    PlayedHistory played = kept(PrivacyScenarios.lookalike());

    assertThat(played.erasures).hasSize(1).allMatch(PlayedErasure::done);
    assertThat(played.told().get(3).is("REVIEW")).as("%s", played.told()).isTrue();
  }

  @Test
  void unanswered_requests_are_found_out_about_before_anybody_is_forgotten() {
    PlayedHistory played = kept(PrivacyScenarios.unanswered());

    assertThat(played.erasures).extracting(PlayedErasure::done).containsExactly(false, true);
    assertThat(played.madeFor(PrivacyScenarios.FORGOTTEN)).hasSize(1);
  }

  @Test
  void restored_people_are_forgotten_too_and_the_next_restore_makes_nobody_again() {
    PlayedHistory played = kept(PrivacyScenarios.restored());

    assertThat(played.erasures).hasSize(1).allMatch(PlayedErasure::done);
    assertThat(played.world.people.living()).hasSize(4);
  }

  @Test
  void an_id_that_is_used_again_makes_nobody_else_forgotten() {
    PlayedHistory played = kept(PrivacyScenarios.idUsedAgain());

    assertThat(played.erasures).hasSize(1).allMatch(PlayedErasure::done);
  }

  @Test
  void pruned_runs_leave_nothing_and_the_next_import_makes_nobody_again() {
    PlayedHistory played = kept(PrivacyScenarios.pruned());

    assertThat(played.erasures).hasSize(1).allMatch(PlayedErasure::done);
    assertThat(played.world.people.living()).hasSize(4);
  }

  @Test
  void the_reports_of_runs_that_were_deleted_are_the_users_to_remove() {
    for (SimHistory history :
        List.of(PrivacyScenarios.deletedAndPruned(), PrivacyScenarios.prunedAfterDeletion())) {
      PlayedHistory played = kept(history);

      assertThat(played.erasures).hasSize(1).allMatch(PlayedErasure::done);
      assertThat(played.world.people.living()).hasSize(4);
    }
  }
}
