package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers, a site each, with a list of them, a roster and a fleet file: anew for every test. */
final class FleetWorld implements AutoCloseable {
  private final Path folder;
  private final Map<String, Sandbox> servers = new LinkedHashMap<>();
  private final List<Sandbox> moved = new ArrayList<>();
  private final List<String> inventory = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Set<String> defects = new HashSet<>();

  FleetWorld(Path folder) {
    this.folder = folder;
    environment.put("SENSELINK_DATA", data().toString());
    environment.put("SENSELINK_REPORTS", folder.resolve("reports").toString());
    environment.put("SENSELINK_TIMEOUT", "5");
    environment.put("SENSELINK_TRIES", "3");
    environment.put("SENSELINK_OUTAGE_WAIT", "3");
    environment.put("SENSELINK_FACE_CHECK", "off");
  }

  /** Makes its folder, where the test has none. */
  void folders() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A site with a server of its own. */
  FleetWorld site(String name) {
    return site(name, settings -> settings, "");
  }

  /** The same, with a server that is different and a window. */
  FleetWorld site(String name, UnaryOperator<SandboxSettings> change, String window) {
    Sandbox server = Sandbox.start(change.apply(SandboxSettings.standard()));
    servers.put(name, server);
    inventory.add(line(name, server.url().toString(), server, window));
    return this;
  }

  /**
   * Sites that have one server together, each under an address of its own (127.0.0.0/8 is one
   * machine): so many servers would take longer to start than what is measured.
   */
  FleetWorld sitesOfOneServer(List<String> names) {
    Sandbox server = Sandbox.start(SandboxSettings.standard().withBind("0.0.0.0"));
    for (int n = 0; n < names.size(); n++) {
      String address =
          "http://127.0.%d.%d:%d".formatted(1 + n / 250, 1 + n % 250, server.url().getPort());
      servers.put(names.get(n), server);
      inventory.add(line(names.get(n), address, server, ""));
    }
    return this;
  }

  /** The server of a site is another one from now on, and of another company. */
  FleetWorld moves(String name) {
    Sandbox server = Sandbox.start(SandboxSettings.standard().withCompany(77, "Another"));
    moved.add(server);
    inventory.replaceAll(
        line ->
            line.startsWith(name + ",") ? line(name, server.url().toString(), server, "") : line);
    return this;
  }

  /** A site whose server gives no answer, for nobody listens there. */
  FleetWorld deadSite(String name) {
    Sandbox once = Sandbox.start();
    while (inventory.toString().contains(once.url() + ",")) { // a port that was free again
      once.close();
      once = Sandbox.start();
    }
    inventory.add(line(name, once.url().toString(), once, ""));
    once.close();
    try {
      Files.writeString(secret(name), "secret");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private String line(String name, String url, Sandbox server, String window) {
    try {
      String bound = Files.readString(server.appSecretFile()).strip() + "\nserver: " + url + "\n";
      PrivateFiles.write(secret(name), bound);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.join(
        ",", name, url, server.appKey(), secret(name).toString(), window, "Asia/Shanghai");
  }

  /** The secret of a site does not say which server it is for. */
  FleetWorld unbound(String name) {
    try {
      Files.copy(server(name).appSecretFile(), secret(name), StandardCopyOption.REPLACE_EXISTING);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path secret(String name) {
    return folder.resolve(name + ".secret");
  }

  /** So many people of a site, called after it. */
  FleetWorld people(String site, int count) {
    for (int n = 1; n <= count; n++) {
      row(site, site + "-" + n);
    }
    return this;
  }

  /** Somebody of a site. */
  FleetWorld row(String site, String number) {
    rows.add("Person " + number + "," + site + "," + number);
    return this;
  }

  /** The roster is written anew from here on. */
  FleetWorld otherRows() {
    rows.clear();
    return this;
  }

  Sandbox server(String site) {
    return servers.get(site);
  }

  /** The job numbers on a site's server. */
  List<String> there(String site) {
    return server(site).people().stream().map(PersonView::jobNumber).sorted().toList();
  }

  Path data() {
    return folder.resolve("data");
  }

  Path report() {
    return folder.resolve("report");
  }

  Path folder() {
    return folder;
  }

  Map<String, String> environment() {
    return environment;
  }

  FleetWorld with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Writes the files; more lines go into the fleet file. */
  Path files(String... more) {
    try {
      Files.writeString(
          folder.resolve("sites.csv"),
          "site,server,app-key,secret-file,window,time-zone\n"
              + String.join("\n", inventory)
              + "\n");
      Files.writeString(
          folder.resolve("staff.csv"), "name,site,jobNumber\n" + String.join("\n", rows) + "\n");
      return Files.writeString(
          folder.resolve("fleet.yml"),
          "inventory: sites.csv\nroster: staff.csv\nallow-no-photo: true\n"
              + String.join("\n", more)
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program has a defect, met by whoever talks to the server of a site; it names a person. */
  FleetWorld defectAt(String site) {
    defects.add(server(site).url().getAuthority());
    return this;
  }

  private ServerTransport opened(ServerSettings settings, Machine machine) {
    if (defects.contains(settings.server().getAuthority())) {
      throw new IllegalStateException("Person A-1 with secret", new ArithmeticException("A-1"));
    }
    return ServerTransport.http().open(settings, machine);
  }

  Shell.Told run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    RunEnvironment hasty = new RunEnvironment(new HastyMachine(), this::opened, false);
    int exit = Cli.run(args, environment, new PrintWriter(out), new PrintWriter(err, true), hasty);
    return new Shell.Told(exit, out.toString(), err.toString());
  }

  /** Sites A and B with 3 people and 2. */
  void two() {
    site("A").site("B").people("A", 3).people("B", 2);
    files();
  }

  /** A command of the fleet. */
  Shell.Told fleet(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of("fleet", command, folder.resolve("fleet.yml").toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  /** {@code fleet import} of what was written last, into the usual report folder. */
  Shell.Told importing(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "fleet",
                "import",
                folder.resolve("fleet.yml").toString(),
                "--report",
                report().toString()));
    args.addAll(List.of(more));
    Shell.Told told = run(args.toArray(String[]::new));
    mustAddUp();
    return told;
  }

  /** What the report counts is what became of the rows of its list, all of them. */
  private void mustAddUp() {
    if (!Files.exists(report().resolve("fleet.json"))) {
      return;
    }
    Map<String, Integer> rows = new TreeMap<>();
    for (Map<String, String> row : results()) {
      rows.merge("rows", 1, Integer::sum);
      rows.merge(RowEnding.valueOf(row.get("outcome")).group().key(), 1, Integer::sum);
    }
    JsonNode document = document();
    Map<String, Integer> counted = new TreeMap<>();
    Stream.concat(Stream.of("rows"), Stream.of(RowEnding.Group.values()).map(RowEnding.Group::key))
        .filter(key -> document.path(key).asInt() > 0)
        .forEach(key -> counted.put(key, document.path(key).asInt()));
    assertThat(counted).isEqualTo(rows);
  }

  List<Map<String, String>> results() {
    return Shell.rows(report().resolve("results.csv"));
  }

  JsonNode document() {
    return JsonMapper.shared().readTree(Shell.plain(report().resolve("fleet.json")));
  }

  /** How a site stands in the report: its state and exit code. */
  String state(String site) {
    for (JsonNode one : document().path("sites")) {
      if (one.path("site").asString("").equals(site)) {
        return (one.path("state").asString("") + " " + one.path("exitCode").asString("")).strip();
      }
    }
    return "";
  }

  @Override
  public void close() {
    servers.values().forEach(Sandbox::close);
    moved.forEach(Sandbox::close);
  }
}
