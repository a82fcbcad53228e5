package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OnDemand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scenario of the findings is red in the program without what was changed for it. */
@Tag("slow")
@OnDemand
class ScenarioMutantsTest {
  @ParameterizedTest
  @CsvSource({
    "OverwriteScenarios, e5_, whoever was never listed counts as untouched (E5)",
    "TwiceScenarios, e9_, a key is asked for in one spelling (E9)",
    "TwiceScenarios, who_was_made_, who was made is looked for before a list shows it (E17)",
    "TruthScenarios, e17_, a read is fresh though nothing shows it (E17)",
    "TruthScenarios, a_spelling_, fields of two spellings are not compared in the end (E17)",
    "TruthScenarios, a_spelling_, who only kept a field has proved its spelling",
    "TruthScenarios, what_a_late_, fields of two spellings are not compared in the end (E17)",
    "TruthScenarios, what_an_update_for_, the doors' update is believed in any spelling",
    "TruthScenarios, an_unknown_, whom no door knows is forgotten with a run that is stopped",
    "TruthScenarios, whoever_was_, a list that lags tells who was made twice",
    "TruthScenarios, whoever_was_, what another process sent twice is over",
    "CommandScenarios, a_restore_behind_, an id alone joins a group (B1)",
    "TruthScenarios, e18_, what folding explains was not taken (E18)",
    "TruthScenarios, e23_, any jump of a clock counts (E23)",
    "TruthScenarios, e23_, a gateway's date counts (E23)",
    "PrivacyScenarios, erased_, who is forgotten stays in the copy of the roster (17)",
    "PrivacyScenarios, erased_, reports stay as they were (17)",
    "PrivacyScenarios, erased_, the database keeps what was deleted (17)",
    "PrivacyScenarios, lookalike_, others still name who is forgotten (17)",
    "PrivacyScenarios, unanswered_, nothing has to be settled before (17)",
    "PrivacyScenarios, an_id_, who is forgotten is looked for by id first (17)",
    "PrivacyScenarios, pruned_, prune leaves reports (17)",
    "FieldScenarios, an_update_of_, an ID number alone that was not taken is not noticed",
    "FieldScenarios, whoever_may_, whoever is adopted has the ID number",
    "FieldScenarios, whoever_lacks_, a create may drop a field though it is known that it does not",
    "FieldScenarios, what_a_mend_, what an update loses beside is not looked at",
    "FieldScenarios, an_edit_, a mend is learnt from whatever is read",
    "FieldScenarios, nor_does_, an update is learnt from whatever has changed",
    "FieldScenarios, of_a_field_, who was not asked is told a loss that the list may hide",
    "FieldScenarios, a_change_, what a list hides was not taken",
    "FieldScenarios, a_loss_, a loss that one was mended of nobody else has",
    "FieldScenarios, groups_are_, groups are looked at while lists lag",
    "FieldScenarios, nothing_, an update leaves in a spelling that was disproved meanwhile",
    "FieldScenarios, nor_is_an_, an update is believed though its spelling was disproved meanwhile",
    "FieldScenarios, the_edit_, somebody else's value disproves a spelling",
    "FieldScenarios, where_no_, where no spelling helps nobody looks at what is lost",
    "FieldScenarios, nor_is_the_, where no spelling helps each row looks for it again",
    "FieldScenarios, nor_is_the_, an update in a spelling that nobody could prove did nothing (E17)",
    "FieldScenarios, two_edits_, what two have written over is the server's own way",
    "FieldScenarios, what_the_wrong_, what the wrong spelling erased is not brought back in the first",
    "FieldScenarios, a_photo_that_was_swallowed_, a photo that was swallowed is forgotten with the mend of the fields",
    "FieldScenarios, who_was_changed_, of a row's updates the last is compared alone",
    "FieldScenarios, an_update_that_, fields of two spellings are not compared in the end (E17)",
    "FieldScenarios, a_photo_that_was_not_, a photo that was not taken counts as sent",
    "FieldScenarios, hours_, hours of a visit that were not taken count as sent",
    "FieldScenarios, updates_that_, updates that show nothing go row by row",
    "FieldScenarios, a_mend_, what was lost before a mend stops a run",
    "FieldScenarios, what_a_create_, a create that nobody saw has dropped nothing",
    "FieldScenarios, one_edit_, one edit proves the spelling of the last try",
    "FieldScenarios, what_somebody_, of somebody forced nothing is told but that",
    "TruthScenarios, whoever_may_be_, whoever no door knows is there already",
    "TruthScenarios, nor_does_the_, whoever no door knows is there already for the run that goes on",
    "TruthScenarios, a_picture_, a picture that is not shown is another one",
    "TruthScenarios, an_id_number_, an ID number that nobody saw is there",
  })
  void a_scenario_is_red_without_its_fix(String scenarios, String begin, String mutant)
      throws IOException {
    ProgramMutant off =
        ProgramMutants.all().stream()
            .filter(m -> m.name().equals(mutant))
            .findFirst()
            .orElseThrow();

    assertThat(red(scenarios + "Test", begin, off)).isNotEmpty();
  }

  /** The scenarios of a class, by the beginning of their names, that fail with a mutant. */
  static List<String> red(String name, String begin, ProgramMutant mutant) throws IOException {
    Class<?> played = MutantLoader.of(mutant).load(name);
    List<String> red = new ArrayList<>();
    for (var scenario : played.getDeclaredMethods()) {
      if (scenario.getName().startsWith(begin)
          && scenario.getParameterCount() == 0
          && !MutantLoader.passes(scenario)) {
        red.add(scenario.getName());
      }
    }
    return red;
  }
}
