package dev.senselink.batch.simulation;

import java.util.List;

/** What makes {@code privacy erase} and {@code privacy prune} thorough, switched off. */
final class PrivacyMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "who is forgotten stays in the copy of the roster (17)",
              "job/privacy/RosterCopyEraser.java",
              "? erased(input, cells)",
              "? cells"),
          ProgramMutant.of(
              "reports stay as they were (17)",
              "job/privacy/RunReports.java",
              "        write(folder, copy);",
              "        copy.file();"),
          ProgramMutant.of(
              "the database keeps what was deleted (17)",
              "ledger/PersonEraser.java",
              "database.compact();",
              "jdbc.execute(\"SET FILES LOG SIZE 50\");"),
          ProgramMutant.of(
              "others still name who is forgotten (17)",
              "ledger/PersonEraser.java",
              "new Trace(\"CANDIDATE\", \"PERSON\", List.of(\"NAME\", \"KEY_TEXT\")),",
              "new Trace(\"CANDIDATE\", \"PERSON\", List.of(\"KEY_TEXT\")),"),
          ProgramMutant.of(
              "nothing has to be settled before (17)",
              "job/privacy/PrivacyJob.java",
              "    mustBeSettled(data, database, runs, search, mentions);\n",
              ""),
          ProgramMutant.of(
              "who is forgotten is looked for by id first (17)",
              "job/privacy/PersonSearch.java",
              "      runs.forEach(this::read); // by number first: ids alone may be those of others\n",
              "      people.forEach(one -> byId.addAll(traces.rowsOf(one)));\n      runs.forEach(this::read);\n"),
          ProgramMutant.of(
              "prune leaves reports (17)",
              "job/privacy/PrivacyJob.java",
              "      new RunReports(database, run, left).removeAll();\n",
              ""),
          ProgramMutant.of(
              "the snapshot outlives its run (L47)",
              "ledger/Ledger.java",
              "      known.forget();\n",
              ""),
          ProgramMutant.of(
              "the digest of a former ID number lies there plain (L47)",
              "ledger/before/ImageText.java",
              "key.sealed(person.idSha())",
              "person.idSha()"));

  private PrivacyMutants() {}
}
