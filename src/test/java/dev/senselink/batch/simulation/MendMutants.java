package dev.senselink.batch.simulation;

import java.util.List;

/**
 * What was mended of the findings (E1 to E23, B1 to B9), switched off; the rest is in {@link
 * ProgramMutants}.
 */
final class MendMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "another name or key is stored, and the run goes on (L8)",
              "enrol/write/WrongValues.java",
              "boolean stops = !may.containsAll(wrong);",
              "boolean stops = may.contains(\"\");"),
          ProgramMutant.of(
              "who was perhaps made under another number is made again (L8)",
              "enrol/write/CreateSteps.java",
              "hides(job.task().key().field())) {",
              "stored().contains(\"\")) {"),
          ProgramMutant.of(
              "the next run forgets who was perhaps made under another number (L8)",
              "enrol/IntentReconciliation.java",
              "if (intent.call() == Intent.Call.CREATE && isHidden(intent)) {",
              "if (intent.call() == Intent.Call.DELETE && isHidden(intent)) {"),
          ProgramMutant.of(
              "the next run makes who was perhaps made under another number (L8)",
              "enrol/Enrolment.java",
              "openOfOthers(context.run(), context.type(), key).and(own)",
              "openOfOthers(context.run(), -1, key).and(own)"),
          ProgramMutant.of(
              "the wrong values of an answer are not told as the run stops (L8)",
              "enrol/write/CreateProof.java",
              "in(wrong.told(job, sent, answer, outcome), names)",
              "in(outcome, names)"),
          ProgramMutant.of(
              "who was forced and stored wrongly needs no attention (L8)",
              "enrol/write/RowStateMachine.java",
              "              .withDiffering(outcome.differs())\n",
              ""),
          ProgramMutant.of(
              "an answer that comes late is a late look (E17)",
              "enrol/write/FreshPersonReader.java",
              "if (enough || last ||",
              "if (enough || over.isOver() ||"),
          ProgramMutant.of(
              "who is stored under another number counts as another person (L8)",
              "enrol/lookup/ChangedKeys.java",
              "if (!alike.isEmpty() && !isStoredOtherwise(row, own)) {",
              "if (!alike.isEmpty()) {"),
          ProgramMutant.of(
              "what is accepted is a failure of the next update (L8)",
              "enrol/write/AuditedOutcomes.java",
              "if (shown.isNothing() && accepted",
              "if (shown.isNothing() && shown.taken().contains(\"\") && accepted"),
          ProgramMutant.of(
              "a restore puts who is there into any group (L2)",
              "job/restore/RestoredMemberships.java",
              "          .madeGroup(group)\n",
              "          .group(group)\n"),
          ProgramMutant.of(
              "a new number beside the same name and mobile is somebody else (L9)",
              "enrol/lookup/PersonLookup.java",
              "LookupResult.undecided(others.otherKey(), Why.LOOKS_THE_SAME, earlier)",
              "LookupResult.nobody(earlier)"),
          ProgramMutant.of(
              "whom a row in flight makes looks the same as another (L9)",
              "enrol/lookup/PersonLookup.java",
              "ledger.intents().creates(run).stream().anyMatch(create -> isFor(create, person))",
              "run.equals(person.name())"),
          ProgramMutant.of(
              "whom a row of the run has made looks the same as another (L9)",
              "enrol/lookup/PersonLookup.java",
              "|| ledger.people().isCreated(run, person.id());",
              "|| run.equals(person.name());"),
          ProgramMutant.of(
              "the same ID number under another number is somebody else (L9)",
              "enrol/lookup/PersonLookup.java",
              "if (type == Person.STAFF) {",
              "if (type < 0) {"),
          ProgramMutant.of(
              "a list of other numbers is begun (L9)",
              "enrol/lookup/ChangedKeys.java",
              "if (changed < FEWEST",
              "if (changed >= 0 || changed < FEWEST"),
          ProgramMutant.of(
              "a list of nobody is believed",
              "enrol/lookup/EmptyListProof.java",
              "if (proven) {",
              "if (!proven) {"),
          ProgramMutant.of(
              "whom a list leaves out is taken for deleted at once",
              "job/run/SnapshotProof.java",
              "if (absent.count() == 0) {",
              "if (absent.count() >= 0) {"),
          ProgramMutant.of(
              "whom a list leaves out is not asked for by id",
              "job/run/SnapshotProof.java",
              "requireGone(absent.some());",
              "requireGone(List.of());"),
          ProgramMutant.of(
              "whom a run has found is not noted",
              "job/run/RunExecution.java",
              "r.ledger().seen().note(ended.id());",
              ""),
          ProgramMutant.of(
              "who left the old server is made on a new one (L2)",
              "job/restore/DeparturesSinceBackup.java",
              "if (!ownServer) {",
              "if (ownServer) {"),
          ProgramMutant.of(
              "who has left since the backup is restored (L2)",
              "enrol/LookupRules.java",
              "if (context.lineage().hasLeft(task.row(), task.person(), existing)) {",
              "if (task.row() < 0 && context.lineage().hasLeft(0, task.person(), existing)) {"),
          ProgramMutant.of(
              "groups that a decision gives back are by other hands (L2)",
              "enrol/DecisionExecutor.java",
              "if (decided.before().code().equals(Outcome.LEFT_SINCE_BACKUP)) {",
              "if (now.id() < 0) {"),
          ProgramMutant.of(
              "a photo of a backup is held against the roster's file (L2)",
              "enrol/ListDifferences.java",
              ".orElseGet(() -> isOtherFile(last, task, there))",
              ".filter(other -> other).orElseGet(() -> isOtherFile(last, task, there))"),
          ProgramMutant.of(
              "who has the id of a revoked person has returned (L42)",
              "enrol/leavers/ReturningPeople.java",
              "if (!one.hashes().isPerhaps(hashes(person))) {",
              "if (one.groups().contains(-1L)) {"),
          ProgramMutant.of(
              "an employed row does not protect who has its key (L1)",
              "enrol/leavers/DepartedNamedAgain.java",
              ".filter(outcome -> named.containsAll(told(outcome)))",
              ".filter(outcome -> run.isEmpty())"),
          ProgramMutant.of(
              "a decision creates who has left meanwhile (L1)",
              "enrol/Enrolment.java",
              "if (departed != null && decided.decision() != Decision.SKIP) {",
              "if (departed != null && departed.isEmpty()) {"),
          ProgramMutant.of(
              "a row that says left names its person at a site (L1)",
              "fleet/rows/RosterSplitter.java",
              "if (RowStanding.of(row, by).kind() != RowStanding.Kind.LEFT) {",
              "if (by != null) {"),
          ProgramMutant.of(
              "whoever goes on does not look at who was stored wrongly (L8)",
              "job/run/MisstoredCheck.java",
              "if (still) {",
              "if (still && one.columns().isEmpty()) {"),
          ProgramMutant.of(
              "the answer of another row is believed (L10)",
              "enrol/write/CreateSteps.java",
              "isOfAnother(job, sent) ? swapped() : sent;",
              "isOfAnother(job, sent) && job.leftAt() == Long.MIN_VALUE ? swapped() : sent;"),
          ProgramMutant.of(
              "a row that ended without its answer is forgotten (L10)",
              "enrol/write/PersonClaims.java",
              "if (claims.stream().anyMatch(claim -> isNamed(claim.task, answered))) {",
              "if (claims.stream().anyMatch(c -> c.isClaiming() && isNamed(c.task, answered))) {"),
          ProgramMutant.of(
              "rows that lean on people who are gone are not worked again (L3)",
              "job/run/RunExecution.java",
              "if (person != null && gone.test(person)) {",
              "if (person != null && person < 0 && gone.test(person)) {"),
          ProgramMutant.of(
              "an undo deletes whom a later import has named (L3)",
              "enrol/UndoExecutor.java",
              "if (later == null && !alsoNamedLater) {",
              "if (later == null && image == null) {"),
          ProgramMutant.of(
                  "whoever was never listed counts as untouched (E5)",
                  "enrol/guests/EndedGuestCandidates.java",
                  "if (!seen && !times.tell(guest.writtenAt())) {",
                  "if (!seen && askedAbout.contains(-1L)) {")
              .and(": times.areOne(guest.writtenAt(), now.updateAt());", ": askedAbout != null;"),
          ProgramMutant.of(
              "whoever is asked about is deleted (E6)",
              "enrol/guests/EndedGuestCandidates.java",
              "if (askedAbout.contains(guest.person())) {",
              "if (askedAbout.contains(-1L)) {"),
          ProgramMutant.of(
              "a key is asked for in one spelling (E9)",
              "enrol/lookup/ServerSearch.java",
              "for (String spelling : KeySpellings.of(key)) {",
              "for (String spelling : KeySpellings.of(key).stream().limit(1).toList()) {"),
          ProgramMutant.of(
              "a gateway's page is an answer (E10)",
              "api/client/ReplyInterpreter.java",
              "new Reply.Unclear<>(false, whole.status(), about(call, why), whole.retryAfter());",
              "new Reply.Unclear<>(true, whole.status(), about(call, why), whole.retryAfter());"),
          ProgramMutant.of(
              "the audit does not wait (E11)",
              "enrol/write/DuplicateAudit.java",
              "Duration left = server.stillAtWork();",
              "Duration left = Duration.ZERO;"),
          ProgramMutant.of(
              "no list is an empty one (E13)",
              "api/ListProof.java",
              "if (!rows.isArray() && !saysNobody(envelope)) {",
              "if (!rows.isArray() && rows.isBoolean()) {"),
          ProgramMutant.of(
              "fewer than the total are all (E13, B6)",
              "api/ListProof.java",
              "if (total != null && different < total) {",
              "if (total != null && different < 0) {"),
          ProgramMutant.of(
              "whoever has a remembered id is who was sent (B5)",
              "enrol/lookup/PersonLookup.java",
              "|| task.before().creates() > 0",
              "|| task.before().creates() > -1"),
          ProgramMutant.of(
              "a run with open requests is deleted (E14)",
              "job/imports/EarlierRunsJob.java",
              "if (!traces.isOpen(run)) {",
              "if (!traces.isOpen(run) || !giveUp) {"),
          ProgramMutant.of(
              "a kind that never succeeds goes on (E15)",
              "api/client/FailingKinds.java",
              "return of.failures >= MOST",
              "return of.failures >= 64 * MOST"),
          ProgramMutant.of(
              "an update that did nothing is not noticed (E19)",
              "enrol/write/ShownUpdates.java",
              "if (!shown.missed().isEmpty()) {",
              "if (shown.missed().size() > 99) {"),
          ProgramMutant.of(
              "the answer of a create is not compared (E19)",
              "enrol/write/CreateProof.java",
              "List<String> different = different(sent, answer);",
              "List<String> different = List.of();"),
          ProgramMutant.of(
              "who was made is not looked for (E19)",
              "enrol/write/AuditList.java",
              "    for (long id : made.absent()) {",
              "    for (long id : new long[0]) {"),
          ProgramMutant.of(
              "no text is cut (E20)",
              "outcome/KeptText.java",
              "if (text.length() <= most) {",
              "if (text.length() <= most || most > 0) {"),
          ProgramMutant.of(
              "any jump of a clock counts (E23)",
              "api/client/ServerClock.java",
              "boolean fits = seen == null || now.agrees(seen);",
              "boolean fits = seen == null || now != null;"),
          ProgramMutant.of(
              "a gateway's date counts (E23)",
              "api/client/CallExecutor.java",
              "if (date != null && body.code() != null && of",
              "if (date != null && of"),
          ProgramMutant.of(
              "a read is fresh though nothing shows it (E17)",
              "enrol/write/UpdateProof.java",
              "return !left && ReadbackComparison.hasChanged(before, now);",
              "return !left;"),
          ProgramMutant.of(
              "what the wrong spelling erases stays erased (E17)",
              "enrol/write/DialectRepair.java",
              "job.beginRepair(erased);",
              "job.beginRepair(null);"),
          ProgramMutant.of(
              "an update in a spelling that nobody could prove did nothing (E17)",
              "enrol/write/MergedWrite.java",
              "order.learning() || disproved || spellings.isDoubtful(fields);",
              "false;"),
          ProgramMutant.of(
              "who was made is looked for before a list shows it (E17)",
              "api/client/UnansweredWrites.java",
              "Deadline.in(machine, RetryingClient.LONGEST_LAG)",
              "Deadline.in(machine, Duration.ZERO)"),
          ProgramMutant.of(
              "who only kept a field has proved its spelling",
              "enrol/write/FieldDialect.java",
              "return fillsAnew(sent, changed) || (filled(sent) && erased(sent).anyMatch(changed::contains));",
              "return filled(sent);"),
          ProgramMutant.of(
              "the doors' update is believed in any spelling",
              "enrol/write/UpdateProof.java",
              "    if (!unproven || !FieldDialect.filled(sent)) {",
              "    if (change != null) {"),
          ProgramMutant.of(
              "a list that lags tells who was made twice",
              "api/client/UnansweredWrites.java",
              "longest.plus(RetryingClient.LONGEST_LAG)",
              "longest"),
          ProgramMutant.of(
              "what another process sent twice is over",
              "job/run/OpenIntentRecovery.java",
              "    if (!over) {",
              "    if (over) {"),
          ProgramMutant.of(
              "an id alone joins a group (B1)",
              "job/restore/TieKeeper.java",
              "    if (isSomebodyElse(now)) {",
              "    if (now == null) {"),
          ProgramMutant.of(
              "who was sent without groups is never moved",
              "enrol/guests/EndedGuestRemoval.java",
              "return shown != null && !sent.equals(",
              "return shown != null && !sent.isEmpty() && !sent.equals("),
          ProgramMutant.of(
              "what folding explains was not taken (E18)",
              "enrol/context/SentChanges.java",
              "hash.length > 2 ? shown.folded : shown.left;",
              "shown.left;"),
          ProgramMutant.of(
              "what trimming explains stops the run (E18)",
              "enrol/write/ReadbackComparison.java",
              "return !now.isEmpty()",
              "return now.isEmpty()"),
          ProgramMutant.of(
              "a refusal frees nobody (E16)",
              "enrol/write/CreateSteps.java",
              "      job.canary().refused();\n",
              ""),
          ProgramMutant.of(
              "who appeared meanwhile is not told (E4)",
              "enrol/write/AuditList.java",
              "if (made && ours.id() != person.id()",
              "if (made && ours.id() == person.id()"),
          ProgramMutant.of(
              "an id alone is somebody (B1)",
              "enrol/lookup/SamePersonCheck.java",
              "boolean name = now.normalName().equals(KeyRules.name(meant.name()));\n"
                  + "    boolean key = hasSomeKey(meant, now);",
              "boolean name = photo == null || photo != null;\n"
                  + "    boolean key = name || hasSomeKey(meant, now);"),
          ProgramMutant.of(
              "a backup may shrink (B2)",
              "backup/export/BackupShrinkage.java",
              "return (before - now) * PERCENT > before * most;",
              "return (before - now) * PERCENT > before * (most + PERCENT);"),
          ProgramMutant.of(
              "an image id is not compared",
              "backup/export/PhotoDownloader.java",
              "before.avatarId().equals(avatar) && place.keeps(before)",
              "place.keeps(before)"),
          ProgramMutant.of(
              "what follows 50001 is sent as the row has it (E8)",
              "enrol/write/MergedWrite.java",
              "UserFields fields = change.fields(order.spelling(), order.force());",
              "UserFields fields = order.made() && order.photo() == PendingUpdate.PhotoUse.ALWAYS ? job.fields().with().force(order.force()).spelling(order.spelling()).build() : change.fields(order.spelling(), order.force());"),
          ProgramMutant.of(
              "a killed process leaves no word of 50001 (E8)",
              "enrol/state/RowFacts.java",
              "boolean wasSettled = before.unknownFace() || !before.made().isEmpty();",
              "boolean wasSettled = false;"),
          ProgramMutant.of(
              "a conflict of a lost force has no mark (E21)",
              "outcome/Outcome.java",
              "return code.equals(\"FORCE_UNCERTAIN\") ? String.valueOf(attempts) : \"\";",
              "return \"\";"),
          ProgramMutant.of(
              "who turned up after a lost force is somebody else (E21)",
              "enrol/DecisionExecutor.java",
              "if ((task.before().creates() == 0 && !uncertain)",
              "if ((task.before().creates() == 0 || uncertain)"),
          ProgramMutant.of(
                  "places are read before the people alone (B3)",
                  "backup/export/BackupExport.java",
                  "    grounds = OrganisationExport.ask(asking, setup.concurrency());\n",
                  "")
              .and(
                  "    telling.begin(words(\"doing.people\"));\n",
                  "    grounds = OrganisationExport.ask(asking, setup.concurrency());\n"),
          ProgramMutant.of(
              "a leader who came after the list is not asked for (B3)",
              "backup/export/BackupExport.java",
              "    crowd.join(grounds.leaders(), shortfall);\n",
              ""),
          ProgramMutant.of(
              "an export that goes on keeps the groups it was told (B4)",
              "backup/gather/PeopleCollector.java",
              "    long[] done = {0};\n    long[] gone = {0};",
              "    if (scratch.has(PEOPLE)) { return; }\n    long[] done = {0};\n    long[] gone = {0};"),
          ProgramMutant.of(
              "host and window are of whoever has the id (B5)",
              "job/export/ExportJob.java",
              ".filter(guest -> SamePersonCheck.isStill(guest, name, mobile))",
              ".filter(guest -> guest != null)"),
          ProgramMutant.of(
              "a visitor is whoever has the id (B5)",
              "enrol/lookup/PersonLookup.java",
              "return now.filter(p -> SamePersonCheck.mayBe(guest.get(), last, task.person(), p));",
              "return now.filter(p -> p != null);"),
          ProgramMutant.of(
              "pages are read once (B6)",
              "api/PagedListWalk.java",
              "return page > 1 && before == null ? Way.ANOTHER_READING : Way.END;",
              "return Way.END;"));

  private MendMutants() {}
}
