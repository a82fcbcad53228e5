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
              ""),
          ProgramMutant.of(
              "an order that nobody has sealed is taken (L24)",
              "ledger/sites/SealedOrder.java",
              "if (!MessageDigest.isEqual(mac, key.mac(text).getBytes(StandardCharsets.UTF_8))) {",
              "if (mac.length > text.length() + key.mac(text).length()) {"),
          ProgramMutant.of(
              "an order of an earlier message is taken (L24)",
              "ledger/sites/SealedOrder.java",
              "if (!said.path(\"message\").asString(\"\").equals(notice.message())) {",
              "if (said.path(\"message\").isMissingNode()) {"),
          ProgramMutant.of(
              "an order of another run is taken (L24)",
              "ledger/sites/SealedOrder.java",
              "if (!said.path(\"run\").asString(\"\").equals(notice.run())",
              "if (said.path(\"run\").isMissingNode()"),
          ProgramMutant.of(
              "an order of another site is taken (L24)",
              "ledger/sites/SealedOrder.java",
              "|| !said.path(\"site\").asString(\"\").equals(notice.site())) {",
              "|| said.path(\"site\").isMissingNode()) {"),
          ProgramMutant.of(
              "an order whose time is over is taken (L24)",
              "ledger/sites/SealedOrder.java",
              "if (!order.expires.isAfter(now)) {",
              "if (order.expires.equals(now)) {"),
          ProgramMutant.of(
              "a list that was not ordered is worked (L24)",
              "ledger/sites/SealedOrder.java",
              "if (!list.equals(sha256)) {",
              "if (sha256.isEmpty()) {"),
          ProgramMutant.of(
              "a worker sends a secret that names no server (L24)",
              "cli/option/SecretReader.java",
              "} else if (bound) {",
              "} else if (bound && where.isEmpty()) {"),
          ProgramMutant.of(
              "a fleet undo deletes at each site as many as at all together (L28)",
              "cli/fleet/FleetUndoCommand.java",
              "if (all > mostDeletions && ",
              "if (all < 0 && "),
          ProgramMutant.of(
              "a key that is set is printed as a placeholder (L28)",
              "cli/option/TypedOptions.java",
              "return known ? Stream.of() : Stream.of(name, value(name, \"\"));",
              "return Stream.of(name, value(name, \"\"));"));

  private HostileMutants() {}
}
