package dev.senselink.batch.console;

import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.fleet.state.SiteState.Phase;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of fleets as journals have them. */
final class FleetRuns {
  static final String RUN = "R261128010203ABCD";

  private final Path data;

  FleetRuns(Path data) {
    this.data = data;
  }

  FleetPlace place(String fleet) {
    return new FleetPlace(data, fleet);
  }

  /** One that has begun, and in which nothing has happened. */
  FleetJournal begun(String fleet, String id, String at, List<String> sites) {
    Map<String, SiteState> states = new LinkedHashMap<>();
    sites.forEach(site -> states.put(site, SiteState.waiting(site)));
    return FleetJournal.begin(
        Machine.real(),
        place(fleet).run(id),
        new FleetJournal.Content(
            id,
            fleet,
            "import-users",
            "key",
            Map.of(),
            Map.of(),
            data.resolve("report"),
            0,
            Instant.parse(at),
            null,
            "",
            states,
            Map.of()));
  }

  static SiteState ended(String site, int code, int rows, int rejected, String why) {
    Map<String, String> summary =
        Map.of(
            "runId",
            RUN,
            "rows",
            String.valueOf(rows),
            "created",
            String.valueOf(rows - rejected),
            "rejected",
            String.valueOf(rejected));
    Phase phase = code == 0 || code == 3 ? Phase.ENDED : Phase.STOPPED;
    return SiteState.waiting(site).ended(phase, new SiteEnd(code, false, summary, why));
  }

  /** The run that a site has in its own data folder, of one rejected row. */
  void ofSite(String site) throws IOException {
    Path own = PrivateFiles.folder(place("any").site(site));
    Path report = PrivateFiles.folder(own.resolve("report"));
    Files.writeString(
        report.resolve("summary.json"), "{\"job\":\"import-users\",\"runId\":\"" + RUN + "\"}");
    Files.writeString(
        report.resolve("results.csv"),
        "\ufeffline,key,name,outcome,code,reason\r\n2,ID4711,Ana,REJECTED_ROW,BAD_DATE,wrong\r\n");
    Files.writeString(
        own.resolve("runs.json"),
        """
        [{"id":"%s","command":"import-users","status":"COMPLETED","server":"10.0.0.5:443",
        "company":"Acme","roster":"/lists/%s.csv","startedAt":"2026-11-28T01:02:03Z",
        "finishedAt":"2026-11-28T01:03:03Z","rows":1,"outcomes":{"REJECTED_ROW":1},
        "attention":1,"report":"%s"}]"""
            .formatted(RUN, site, report));
  }
}
