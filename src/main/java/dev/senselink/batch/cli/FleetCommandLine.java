package dev.senselink.batch.cli;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.CommandWatch;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.fleet.SiteCommands;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.fleet.run.RequestSlots;
import dev.senselink.batch.fleet.run.SiteOrder;
import dev.senselink.batch.fleet.run.SiteRunner;
import dev.senselink.batch.fleet.run.SiteWires;
import dev.senselink.batch.fleet.state.SiteEnd;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SecretSource;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.machine.Machine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line as the sites of a fleet use it: many commands at once in this process. */
final class FleetCommandLine implements SiteCommands {
  private final ConfigurationDefaults settings;
  private final RunEnvironment world;

  FleetCommandLine(ConfigurationDefaults settings, RunEnvironment world) {
    this.settings = settings;
    this.world = world;
  }

  @Override
  public OptionCheck options(String job) {
    return new JobCommandOptions(JobKind.named(job).orElseGet(() -> kind(job)));
  }

  /** Of a command that no job file can name. */
  private static JobKind kind(String job) {
    JobKind bare = new JobKind(job, null);
    boolean takesNone = new JobCommandOptions(bare).command().positionalParameters().isEmpty();
    return takesNone ? bare : new JobKind(job, "argument");
  }

  @Override
  public Map<String, String> environment() {
    return settings.environment();
  }

  @Override
  public Optional<String> placeOf(String option) {
    return settings.placeOf(option);
  }

  @Override
  public Optional<Path> settings() {
    return settings.file();
  }

  @Override
  public Machine machine() {
    return world.machine();
  }

  @Override
  public SiteRunner runner(int total, Function<String, SecretSource> secrets) {
    RequestSlots slots = new RequestSlots(world.machine(), total);
    return (order, watcher) -> run(order, watcher, slots, secrets.apply(order.site()));
  }

  private SiteEnd run(
      SiteOrder order, SiteRunner.Watcher watcher, RequestSlots slots, SecretSource secret) {
    SiteWires wires = new SiteWires(world.wires(), slots);
    RunEnvironment there =
        new RunEnvironment(
            world.machine(),
            wires,
            world.plain(),
            order.others(),
            secret,
            order.part(),
            order.made());
    StringWriter result = new StringWriter();
    PrintWriter unread = new PrintWriter(Writer.nullWriter());
    RunFollowUp quiet = RunFollowUp.ofSite(there, unread);
    String[] words = order.command().toArray(String[]::new);
    int code =
        new Watched(watcher)
            .over(
                () ->
                    Cli.run(
                        words, environment(), new PrintWriter(result, true), unread, there, quiet));
    JsonNode document = document(result.toString());
    Map<String, String> summary = new LinkedHashMap<>();
    if (document != null && !document.has("error")) {
      document
          .properties()
          .forEach(
              entry -> {
                if (entry.getValue().isValueNode()) {
                  summary.put(entry.getKey(), entry.getValue().asString(""));
                }
              });
    }
    boolean wentWell = code == 0 || (code == 3 && !summary.isEmpty());
    String found = document == null ? "" : amiss(document);
    // What any other document says may name people.
    String said = found.isEmpty() && !wentWell ? quiet.sentence() : found;
    boolean look =
        code == ExitCode.DONE.number() && !found.isEmpty() && document != null && isHeld(document);
    int end = look ? ExitCode.ATTENTION.number() : code;
    return new SiteEnd(end, wires.isSilent(), summary, said, quiet.isDisplaced());
  }

  /** What a doctor has found, who asks for nobody, and what could not be forgotten. */
  private static String amiss(JsonNode document) {
    List<String> bad = new ArrayList<>();
    for (JsonNode check : document.path("checks")) {
      if (check.path("level").asString("").equals("bad")) {
        bad.add(check.path("check").asString("") + ": " + check.path("found").asString(""));
      }
    }
    for (JsonNode left : document.path("left")) {
      String where = left.path("where").asString("");
      if (!isGone(where)) {
        bad.add(words("privacy.left", where, left.path("why").asString("")));
      }
    }
    return String.join("; ", bad);
  }

  /** Whether what was found is no place that only the user keeps something in. */
  private static boolean isHeld(JsonNode document) {
    return !document.has("left")
        || document.path("left").valueStream().anyMatch(one -> one.path("held").asBoolean(true));
  }

  /** The reports of sites that ended well are removed as soon as the fleet has theirs. */
  private static boolean isGone(String where) {
    try {
      return Path.of(where).isAbsolute() && Files.notExists(Path.of(where));
    } catch (InvalidPathException e) {
      return false; // it says where in other words
    }
  }

  private static @Nullable JsonNode document(String text) {
    try {
      JsonNode read = text.isBlank() ? null : JsonMapper.shared().readTree(text);
      return read != null && read.isObject() ? read : null;
    } catch (JacksonException e) {
      return null; // a command that was told to print a document and printed something else
    }
  }

  private static final class Watched extends CommandWatch {
    private final SiteRunner.Watcher watcher;

    Watched(SiteRunner.Watcher watcher) {
      this.watcher = watcher;
    }

    @Override
    protected void begins(StopSwitch stop) {
      watcher.begins(stop::stop);
    }

    @Override
    protected void rows(long done, long total) {
      // The fleet tells whole sites.
    }
  }
}
