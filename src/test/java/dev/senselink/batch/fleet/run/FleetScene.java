package dev.senselink.batch.fleet.run;

import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetRules;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.fleet.WorkWindow;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.ReportPlace;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A fleet whose sites have no servers: what their commands come to, the test says. */
final class FleetScene {
  private final Path folder;
  private final List<FleetSite> sites = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  final List<String> told = Collections.synchronizedList(new ArrayList<>());
  final List<String> worked = Collections.synchronizedList(new ArrayList<>());

  FleetScene(Path folder) {
    this.folder = folder;
  }

  /** A site with so many rows. */
  FleetScene site(String name, int count) {
    return site(name, count, WorkWindow.ALWAYS);
  }

  /** The same that may be changed in a window. */
  FleetScene site(String name, int count, WorkWindow window) {
    sites.add(new FleetSite(name, 1, name, Map.of(), Set.of(), window, ZoneOffset.UTC));
    IntStream.range(0, count).forEach(n -> rows.add("Ana," + name + "," + name + n));
    return this;
  }

  FleetPlace place() {
    return new FleetPlace(folder.resolve("data"), "fleet");
  }

  /** A command that ends so. */
  static SiteEnd ends(int code, int rows) {
    return new SiteEnd(code, false, Map.of("rows", String.valueOf(rows)), "");
  }

  /** One whose server gives no answer. */
  static SiteEnd unreachable() {
    return new SiteEnd(4, true, Map.of(), "no answer");
  }

  /** Imports the rows of all. */
  FleetEnd imports(FleetRules rules, SiteRunner runner) {
    try {
      Files.writeString(
          folder.resolve("staff.csv"), "name,site,jobNumber\n" + String.join("\n", rows) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return job(rules, runner, folder.resolve("staff.csv").toString())
        .run(RosterSettings.of(RosterKind.USERS));
  }

  /** Does something at all sites. */
  FleetEnd does(FleetRules rules, SiteRunner runner, SiteErrand errand) {
    return job(rules, runner, "").run(errand);
  }

  /** A command of all sites. */
  SiteErrand errand(String job, boolean changes) {
    Map<String, List<String>> words = new TreeMap<>();
    sites.forEach(site -> words.put(site.name(), List.of(job)));
    return new SiteErrand(job, "", words, Map.of(), new HashSet<>(), new HashSet<>(), changes);
  }

  private FleetJob job(FleetRules rules, SiteRunner runner, String roster) {
    return new FleetJob(
        new FleetDefinition(
            folder.resolve("fleet.yml"),
            "import-users",
            roster,
            Map.of(),
            Map.of(),
            rules,
            sites,
            sites,
            null),
        new FleetSettings(
            "fleet-import",
            ReportPlace.of(folder.resolve("report")),
            List.of(),
            SiteAgain.NONE,
            false),
        place(),
        (order, watcher) -> {
          worked.add(order.site());
          return runner.run(order, watcher);
        },
        Machine.real(),
        new StopSwitch(),
        told::add);
  }
}
