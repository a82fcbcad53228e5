package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.OnDemand;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scenario of the findings, or a test, is red in the program without what was changed for it. */
@Tag("slow")
@OnDemand
class ScenarioMutantsTest {
  @ParameterizedTest
  @CsvSource({
    "simulation.OverwriteScenariosTest, e1_, something is waited for between read and update (E1)",
    "simulation.OverwriteScenariosTest, e2_, an unknown ID number is erased (E2)",
    "simulation.OverwriteScenariosTest, e3_, whoever has the key is ours (E3)",
    "simulation.OverwriteScenariosTest, e4_, who appeared meanwhile is not told (E4)",
    "simulation.OverwriteScenariosTest, e6_, whoever is asked about is deleted (E6)",
    "simulation.OverwriteScenariosTest, e7_, two rows may be one person (E7)",
    "simulation.TwiceScenariosTest, e10_, a gateway's page is an answer (E10)",
    "simulation.TwiceScenariosTest, e11_, the audit does not wait (E11)",
    "simulation.TwiceScenariosTest, e12_, waits go by the clock on the wall (E12)",
    "simulation.TwiceScenariosTest, e13_, no list is an empty one (E13)",
    "simulation.TwiceScenariosTest, e14_, requests of deleted runs are forgotten (E14)",
    "simulation.TruthScenariosTest, e15_, a kind that never succeeds goes on (E15)",
    "simulation.TruthScenariosTest, e16_, a refusal frees nobody (E16)",
    "simulation.TruthScenariosTest, e17_, a list that lags is not read again (E17)",
    "simulation.TruthScenariosTest, e18_, what trimming explains stops the run (E18)",
    "simulation.TruthScenariosTest, e19_, an update that did nothing is not noticed (E19)",
    "simulation.TruthScenariosTest, e19_, the answer of a create is not compared (E19)",
    "enrol.DecidedCutShortTest, whom_a_process_, who was made is not looked for (E19)",
    "simulation.TruthScenariosTest, e20_, no text is cut (E20)",
    "simulation.TruthScenariosTest, e22_, a failed flush is no failure (E22)",
    "simulation.OverwriteScenariosTest, e5_, whoever was never listed counts as untouched (E5)",
    "simulation.TwiceScenariosTest, e9_, a key is asked for in one spelling (E9)",
    "simulation.TwiceScenariosTest, who_was_made_, who was made is looked for before a list shows it (E17)",
    "simulation.TruthScenariosTest, e17_, a read is fresh though nothing shows it (E17)",
    "simulation.TruthScenariosTest, a_spelling_, fields of two spellings are not compared in the end (E17)",
    "simulation.TruthScenariosTest, a_spelling_, who only kept a field has proved its spelling",
    "simulation.TruthScenariosTest, what_a_late_, fields of two spellings are not compared in the end (E17)",
    "simulation.TruthScenariosTest, what_an_update_for_, the doors' update is believed in any spelling",
    "simulation.TruthScenariosTest, an_unknown_, whom no door knows is forgotten with a run that is stopped",
    "simulation.TruthScenariosTest, whoever_was_, a list that lags tells who was made twice",
    "simulation.TruthScenariosTest, whoever_was_, what another process sent twice is over",
    "simulation.CommandScenariosTest, a_restore_behind_, an id alone joins a group (B1)",
    "simulation.TruthScenariosTest, e18_, what folding explains was not taken (E18)",
    "simulation.TruthScenariosTest, e23_, any jump of a clock counts (E23)",
    "simulation.TruthScenariosTest, e23_, a gateway's date counts (E23)",
    "restore.SetUpAnewTest, a_visitor_with_a_, whoever has a remembered id is who was sent (B5)",
    "simulation.PrivacyScenariosTest, erased_, who is forgotten stays in the copy of the roster (17)",
    "simulation.PrivacyScenariosTest, erased_, reports stay as they were (17)",
    "simulation.PrivacyScenariosTest, erased_, the database keeps what was deleted (17)",
    "simulation.PrivacyScenariosTest, lookalike_, others still name who is forgotten (17)",
    "simulation.PrivacyScenariosTest, unanswered_, nothing has to be settled before (17)",
    "simulation.PrivacyScenariosTest, an_id_, who is forgotten is looked for by id first (17)",
    "simulation.PrivacyScenariosTest, pruned_, prune leaves reports (17)",
    "simulation.FieldScenariosTest, an_update_of_, an ID number alone that was not taken is not noticed",
    "simulation.FieldScenariosTest, whoever_may_, whoever is adopted has the ID number",
    "simulation.FieldScenariosTest, whoever_lacks_, a create may drop a field though it is known that it does not",
    "simulation.FieldScenariosTest, what_a_mend_, what an update loses beside is not looked at",
    "simulation.FieldScenariosTest, an_edit_, a mend is learnt from whatever is read",
    "simulation.FieldScenariosTest, nor_does_, an update is learnt from whatever has changed",
    "simulation.FieldScenariosTest, of_a_field_, who was not asked is told a loss that the list may hide",
    "simulation.FieldScenariosTest, a_change_, what a list hides was not taken",
    "simulation.FieldScenariosTest, a_loss_, a loss that one was mended of nobody else has",
    "simulation.FieldScenariosTest, groups_are_, groups are looked at while lists lag",
    "simulation.FieldScenariosTest, nothing_, an update leaves in a spelling that was disproved meanwhile",
    "simulation.FieldScenariosTest, nor_is_an_, an update is believed though its spelling was disproved meanwhile",
    "simulation.FieldScenariosTest, the_edit_, somebody else's value disproves a spelling",
    "simulation.FieldScenariosTest, where_no_, where no spelling helps nobody looks at what is lost",
    "simulation.FieldScenariosTest, nor_is_the_, where no spelling helps each row looks for it again",
    "simulation.FieldScenariosTest, nor_is_the_, an update in a spelling that nobody could prove did nothing (E17)",
    "simulation.FieldScenariosTest, two_edits_, what two have written over is the server's own way",
    "simulation.FieldScenariosTest, what_the_wrong_, what the wrong spelling erased is not brought back in the first",
    "simulation.FieldScenariosTest, a_photo_that_was_swallowed_, a photo that was swallowed is forgotten with the mend of the fields",
    "simulation.FieldScenariosTest, who_was_changed_, of a row's updates the last is compared alone",
    "simulation.FieldScenariosTest, an_update_that_, fields of two spellings are not compared in the end (E17)",
    "simulation.FieldScenariosTest, a_photo_that_was_not_, a photo that was not taken counts as sent",
    "simulation.FieldScenariosTest, hours_, hours of a visit that were not taken count as sent",
    "simulation.FieldScenariosTest, updates_that_, updates that show nothing go row by row",
    "simulation.FieldScenariosTest, a_mend_, what was lost before a mend stops a run",
    "simulation.FieldScenariosTest, what_a_create_, a create that nobody saw has dropped nothing",
    "simulation.FieldScenariosTest, one_edit_, one edit proves the spelling of the last try",
    "simulation.FieldScenariosTest, what_somebody_, of somebody forced nothing is told but that",
    "simulation.TruthScenariosTest, whoever_may_be_, whoever no door knows is there already",
    "simulation.TruthScenariosTest, nor_does_the_, whoever no door knows is there already for the run that goes on",
    "simulation.TruthScenariosTest, a_picture_, a picture that is not shown is another one",
    "simulation.TruthScenariosTest, an_id_number_, an ID number that nobody saw is there",
    "simulation.OverwriteScenariosTest, e8_, what follows 50001 is sent as the row has it (E8)",
    "enrol.DecidedCutShortTest, a_force_that_made_, a killed process leaves no word of 50001 (E8)",
    "enrol.decide.ConflictDecisionTest, a_forced_, a conflict of a lost force has no mark (E21)",
    "enrol.decide.ConflictDecisionTest, whom_an_uncertain_, who turned up after a lost force is somebody else (E21)",
    "ledger.OutcomeStoreTest, a_resumed_run_, what failed is not tried again",
    "enrol.RemoveEndedTest, whoever_was_edited_on_, whoever was touched is deleted",
    "enrol.RemoveEndedTest, whoever_is_named_today_, whoever today's roster names is deleted",
    "enrol.IntentReconciliationTest, after_a_crash_, nobody waits for the dead",
    "simulation.TwiceScenariosTest, the_next_run_sends_, the dead are waited for one time-out",
    "enrol.DecidedCutShortTest, whoever_was_there_before_, whoever was there before may be ours",
    "enrol.LostAnswersTest, a_forced_create_whose_, a lost force is sent again",
    "enrol.lookup.PersonLookupTest, a_person_of_the_other_, people of the other type count",
    "enrol.StrangersTest, only_whoever_is_all_, the picture is not compared (E3)",
    "enrol.CanaryTest, a_create_that_drops_the_groups_, no canary goes first",
    "simulation.FieldScenariosTest, what_the_wrong_, what the wrong spelling erases stays erased (E17)",
    "enrol.RemoveEndedTest, whoever_was_sent_without_groups_, who was sent without groups is never moved",
    "cli.ExportShrunkTest, a_changed_photo_, an image id is not compared",
    "restore.SetUpAnewTest, strangers_, an id alone is somebody (B1)",
    "restore.RestoreFaultsTest, whoever_has_got_, an id alone joins a group (B1)",
    "cli.ExportShrunkTest, a_server_that_lost_, a backup may shrink (B2)",
    "cli.ExportWhileChangingTest, a_place_made_, places are read before the people alone (B3)",
    "cli.ExportWhileChangingTest, who_comes_after_, a leader who came after the list is not asked for (B3)",
    "cli.ExportWhileChangingTest, an_export_that_goes_on_asks_, an export that goes on keeps the groups it was told (B4)",
    "cli.ExportedVisitsTest, whoever_has_the_id_, host and window are of whoever has the id (B5)",
    "restore.SetUpAnewTest, a_visitor_under_, a visitor is whoever has the id (B5)",
    "api.ListProofTest, a_list_that_lacks_, 'fewer than the total are all (E13, B6)'",
    "api.ListProofTest, a_list_of_several_, pages are read once (B6)",
    "restore.RestoreTest, a_nul_, a NUL makes a backup no text (B7)",
    "cli.ExportShrunkTest, a_folder_into_, two exports may write one folder (B8)",
    "cli.ExportShrunkTest, a_zip_that_the_, a zip that another password opens is replaced (B9)",
    "cli.ExportIntoZipTest, a_zip_takes_, another server's zip is replaced (B9)",
    "cli.ExportShrunkTest, a_file_beside_, somebody else's half of a zip is replaced (B9)",
    "cli.backup.ExportCommandTest, records_that_cannot_, records that are missing count as one (B10)",
    "console.jobs.JobClockTest, one_that_others_may_write_, a job file that others may write is obeyed (L29)",
    "console.jobs.JobClockTest, one_that_was_changed_, a changed job file is started (L29)",
    "console.jobs.JobClockTest, what_became_another_file_, what waits in line is not looked at again (L29)",
    "backup.export.BackupReplacementTest, at_every_, an export writes into the old backup (L19)",
    "backup.export.BackupReplacementTest, at_every_, a complete next backup is not read (L19)",
    "backup.export.BackupReplacementTest, at_every_, the rest of a next backup counts as whole (L19)",
  })
  void a_test_is_red_without_its_fix(String test, String begin, String mutant) throws IOException {
    ProgramMutant off =
        ProgramMutants.all().stream()
            .filter(m -> m.name().equals(mutant))
            .findFirst()
            .orElseThrow();

    assertThat(MutantLoader.ofNone().red(test, begin)).as("with it").isEmpty();
    assertThat(MutantLoader.of(off).red(test, begin)).as("without it").isNotEmpty();
  }
}
