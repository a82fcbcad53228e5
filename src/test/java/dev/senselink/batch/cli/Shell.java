package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.fixture.HastyMachine;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Types commands in a folder of its own, with an environment of its own and a sandbox to talk to.
 */
public final class Shell implements AutoCloseable {
  private static final int SIDE = 160;

  private final Path folder;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Sandbox sandbox;
  private RunEnvironment world = RunEnvironment.real();

  private Shell(Path folder, Sandbox sandbox) {
    this.folder = folder;
    this.sandbox = sandbox;
    environment.put("SENSELINK_SERVER", sandbox.url().toString());
    environment.put("SENSELINK_APP_KEY", sandbox.appKey());
    environment.put("SENSELINK_APP_SECRET_FILE", sandbox.appSecretFile().toString());
    environment.put("SENSELINK_DATA", data().toString());
    environment.put("SENSELINK_TIMEOUT", "5");
    // Most tests draw coloured squares, which no machine takes for faces.
    environment.put("SENSELINK_FACE_CHECK", "off");
  }

  public static Shell in(Path folder) {
    return in(folder, SandboxSettings.standard());
  }

  public static Shell in(Path folder, SandboxSettings settings) {
    return new Shell(folder, Sandbox.start(settings));
  }

  /** What a command said and how it ended. */
  public record Told(int exit, String out, String err) {
    public JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }

    /** The lines of both streams. */
    public String all() {
      return out + err;
    }
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public Path data() {
    return folder.resolve("data");
  }

  public Path report() {
    return folder.resolve("report");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Sets a variable of the environment, or removes it where the value is null. */
  public Shell with(String variable, String value) {
    if (value == null) {
      environment.remove(variable);
    } else {
      environment.put(variable, value);
    }
    return this;
  }

  /** From now on the ledger lies in a database, and the photos of undos beside the data folder. */
  Shell keeping(SharedDatabase database) throws IOException {
    List<String> options = Postgres.options(database, folder);
    for (int i = 0; i < options.size(); i += 2) {
      String name = options.get(i).substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
      environment.put("SENSELINK_" + name, options.get(i + 1));
    }
    return with("SENSELINK_UNDO_STORE", folder.resolve("store").toString());
  }

  public Map<String, String> environment() {
    return environment;
  }

  /** Types a line, with a file in the place of each of these words. */
  Told typed(String line, Map<String, Path> files) {
    return run(words(line, files));
  }

  /** The words of a line, with a file in the place of each of these; its name may have blanks. */
  static String[] words(String line, Map<String, Path> files) {
    return Stream.of(line.split(" "))
        .map(word -> files.containsKey(word) ? files.get(word).toString() : word)
        .toArray(String[]::new);
  }

  /** From now on commands need not wait as long as they do. */
  Shell inHaste() {
    world = new RunEnvironment(new HastyMachine(), ServerTransport.http(), false);
    return this;
  }

  public Told run(String... args) {
    return runIn(world, args);
  }

  /** The same in another world. */
  public Told runIn(RunEnvironment world, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Cli.run(args, environment, new PrintWriter(out), new PrintWriter(err), world);
    return new Told(exit, out.toString(), err.toString());
  }

  /** {@code import users} of this roster into the usual report folder. */
  public Told importing(Path roster, String... more) {
    List<String> args = new ArrayList<>(List.of("import", "users", roster.toString()));
    if (!Arrays.asList(more).contains("--report")) {
      args.addAll(List.of("--report", report().toString()));
    }
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  /** Writes a roster. */
  public Path roster(String... lines) {
    return write("roster.csv", String.join("\n", lines) + "\n");
  }

  /** Writes a roster of so many people with a photo each. */
  public Path staff(int count) {
    List<String> lines = new ArrayList<>(List.of("jobNumber,name"));
    for (int n = 1; n <= count; n++) {
      lines.add("E" + n + ",Person " + n);
      photo("E" + n + ".jpg", n);
    }
    return roster(lines.toArray(String[]::new));
  }

  public void photo(String name, int person) {
    try {
      Files.createDirectories(folder.resolve("photos"));
      Files.write(folder.resolve("photos").resolve(name), Portraits.person(person, SIDE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the report as text, after its byte order mark. */
  public String text(String file) {
    return text(report().resolve(file));
  }

  static String text(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      assertThat(text).startsWith("\ufeff");
      return text.substring(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file without a byte order mark. */
  public static String plain(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a CSV file of the report, each as header to value. */
  public List<Map<String, String>> rows(String file) {
    return rows(report().resolve(file));
  }

  public static List<Map<String, String>> rows(Path file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(text(file), format)) {
      return parser.stream().map(r -> (Map<String, String>) r.toMap()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One column of a CSV file of the report. */
  public List<String> column(String file, String column) {
    return rows(file).stream().map(row -> row.get(column)).toList();
  }

  public JsonNode summary() {
    try {
      return JsonMapper.shared().readTree(Files.readString(report().resolve("summary.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of what lies in the shell's folder. */
  public List<String> files() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
