package dev.senselink.batch.simulation;

import java.util.List;

/** What protects against hostile surroundings (findings L29 to L34, L47), switched off. */
final class HostileMutants {
  static final List<ProgramMutant> ALL =
      List.of(
          ProgramMutant.of(
              "decisions are named without the folder's key (L31)",
              "console/decide/Conflicts.java",
              "return now.hash(\"decision\\n\" + text);",
              "return dev.senselink.batch.disk.Sha256Digest.hex(text);"),
          ProgramMutant.of(
              "a job file that others may write is obeyed (L29)",
              "console/jobs/JobTrust.java",
              "    return changeable(job.file())\n",
              "    return Optional.<String>empty()\n"),
          ProgramMutant.of(
              "a changed job file is started (L29)",
              "console/jobs/JobClock.java",
              "} else if (!schedule.isOf(job)) {",
              "} else if (sheet.grave() && !schedule.isOf(job)) {"),
          ProgramMutant.of(
              "what waits in line is not looked at again (L29)",
              "console/command/CommandQueue.java",
              "CommandRunner.Ended refused = command.refused();",
              "CommandRunner.Ended refused = command == null ? command.refused() : null;"),
          ProgramMutant.of(
              "erase leaves reports of trials (L30)",
              "job/privacy/PrivacyJob.java",
              "    forgetTrials(data, Instant.MAX, reports(database), left);\n",
              ""),
          ProgramMutant.of(
              "erase leaves decisions (L31)",
              "job/privacy/PrivacyJob.java",
              "    new ConsoleDecisions(data.path()).forget(search.byRun().keySet());\n",
              ""));

  private HostileMutants() {}
}
