package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.settings.JobFileLines;
import dev.senselink.batch.cli.settings.JobFileLines.Line;
import dev.senselink.batch.fleet.FleetDefinition;
import dev.senselink.batch.fleet.FleetSite;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.language.NearestWord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a fleet of its file, its inventory and what is typed, or tells all that is wrong. */
final class FleetReader {
  static final String IMPORT_USERS = "import-users";
  private static final List<String> JOBS = List.of(IMPORT_USERS, "import-guests");
  private static final String JOB = "job";
  private static final String INVENTORY = "inventory";
  private static final String ROSTER = "roster";
  private static final String APP_KEY = "app-key";

  /** What each site has of its own, or the fleet for all of them together. */
  private static final Set<String> NOT_OF_A_SITE =
      Set.of(
          "server",
          "sandbox",
          "same-server-as",
          "another-server",
          "report",
          "reports",
          "data",
          "database",
          "database-user-file",
          "database-password-file",
          "database-key-file",
          "database-ca-file",
          "undo-store",
          "config",
          "lang",
          "json",
          "no-progress",
          "log-level",
          "log-file",
          "metrics-file",
          "dry-run",
          "offline",
          "plan",
          "plan-age",
          "corrections",
          "photo-pairs",
          "limit",
          "restart");

  private static final String NOTIFY = "notify-";

  private final Path file;
  private final Path folder;
  private final SiteCommands commands;
  private final Map<String, String> environment;
  private final JobMistakes mistakes;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  private FleetReader(Path file, SiteCommands commands) {
    this.file = file;
    this.folder = file.toAbsolutePath().normalize().resolveSibling("");
    this.commands = commands;
    this.environment = commands.environment();
    this.mistakes = new JobMistakes(file.toString());
  }

  /**
   * Reads a fleet.
   *
   * @param command of the sites, whose options are typed; {@code null} for the fleet's own job
   * @param typed what was said with the command, by key: it wins over the file
   * @param choice which sites are meant
   * @param secretCommand what says the secrets of sites; {@code null} for what the file says
   * @throws UsageException with all that is wrong, a line each
   */
  static FleetDefinition read(
      Path file,
      @Nullable String command,
      Map<String, String> typed,
      FleetChoice choice,
      @Nullable String secretCommand,
      SiteCommands commands) {
    return new FleetReader(file, commands).fleet(command, typed, choice, secretCommand);
  }

  private FleetDefinition fleet(
      @Nullable String command,
      Map<String, String> typed,
      FleetChoice choice,
      @Nullable String secretCommand) {
    JobFileLines.read(file, environment, mistakes).forEach(line -> lines.put(line.key(), line));
    Map<String, String> news = new LinkedHashMap<>(typed); // a key that the file has is not needed
    news.entrySet().removeIf(one -> one.getKey().equals(APP_KEY) && isSaid(one.getValue()));
    typed.forEach((key, value) -> lines.put(key, new Line(key, value, value, 0)));
    String job = job();
    SiteCommands.OptionCheck ofFile = commands.options(job);
    SiteCommands.OptionCheck ofTyped = command == null ? ofFile : commands.options(command);
    FleetRuleReader rules = new FleetRuleReader(mistakes);
    Map<String, String> defaults = new LinkedHashMap<>();
    for (Line line : lines.values()) {
      if (FleetRuleReader.KEYS.contains(line.key())) {
        rules.read(line);
      } else if (!List.of(JOB, INVENTORY, ROSTER, SecretProgram.KEY).contains(line.key())) {
        option(line, line.line() == 0 ? ofTyped : ofFile, defaults);
      }
    }
    String secrets = secretCommand == null ? said(SecretProgram.KEY) : secretCommand;
    SiteReader sites = new SiteReader(inventory(), defaults, environment, secrets != null);
    List<FleetSite> all = sites.read();
    rules.mustName(all);
    mustBeProgram(secrets);
    mistakes.throwIfAny(List.of(sites.mistakes()));
    String roster = roster();
    return new FleetDefinition(
        file,
        job,
        roster,
        defaults,
        command == null ? kept(news, defaults, roster) : Map.of(), // else it may name a person
        rules.rules(),
        choice.of(all),
        all,
        secrets);
  }

  private void mustBeProgram(@Nullable String command) {
    try {
      SecretProgram.of(command, commands.machine());
    } catch (UsageException e) {
      Line line = lines.get(SecretProgram.KEY);
      mistakes.add(line == null ? 0 : line.line(), String.valueOf(e.getMessage()));
    }
  }

  private boolean isSaid(String appKey) {
    return appKey.equals(said(APP_KEY));
  }

  private @Nullable String said(String key) {
    Line line = lines.get(key);
    return line == null || line.value().isEmpty() ? null : line.value();
  }

  /** What was typed, as it means the same wherever it is typed again. */
  private Map<String, String> kept(
      Map<String, String> typed, Map<String, String> defaults, @Nullable String roster) {
    Map<String, String> kept = new LinkedHashMap<>(typed);
    kept.replaceAll((key, said) -> defaults.getOrDefault(key, said));
    kept.computeIfPresent(ROSTER, (key, said) -> roster == null ? said : roster);
    Line said = lines.get(INVENTORY);
    kept.computeIfPresent(INVENTORY, (key, path) -> said == null ? path : beside(said));
    return kept;
  }

  private String job() {
    Line said = lines.get(JOB);
    if (said == null || said.value().isEmpty() || JOBS.contains(said.value())) {
      return said == null || said.value().isEmpty() ? IMPORT_USERS : said.value();
    }
    mistakes.add(said.line(), words("job.unknown.far", said.written(), DisplayLanguage.list(JOBS)));
    return IMPORT_USERS;
  }

  private @Nullable Path inventory() {
    Line said = lines.get(INVENTORY);
    if (said == null || said.value().isEmpty()) {
      mistakes.add(said == null ? 1 : said.line(), words("fleet.noInventory", INVENTORY));
      return null;
    }
    String path = beside(said);
    return path == null ? null : Path.of(path);
  }

  /** Where the people are listed; {@code null} if nothing is said. */
  private @Nullable String roster() {
    Line said = lines.get(ROSTER);
    return said == null || said.value().isEmpty() ? null : beside(said);
  }

  private void option(Line line, SiteCommands.OptionCheck options, Map<String, String> defaults) {
    String key = line.key();
    if (key.equals("app-secret")) {
      mistakes.add(line.line(), words("job.secret", name(line)));
    } else if (key.startsWith(NOTIFY) || NOT_OF_A_SITE.contains(key)) {
      mistakes.add(line.line(), words("fleet.notOfASite", name(line)));
    } else if (!options.has(key)) {
      mistakes.add(line.line(), unknown(line, options));
    } else if (!line.value().isEmpty()) {
      String value = options.isPath(key) ? String.valueOf(beside(line)) : line.value();
      String shown = value.replace(FleetDefinition.SITE, "site");
      fault(line, options, key, shown).ifPresent(why -> mistakes.add(line.line(), why));
      defaults.put(key, value);
    }
  }

  private static Optional<String> fault(
      Line line, SiteCommands.OptionCheck options, String key, String value) {
    return options
        .fault(key, value)
        .map(why -> line.line() == 0 ? why : why.replaceFirst("^--", ""));
  }

  private String unknown(Line line, SiteCommands.OptionCheck options) {
    List<String> known = new ArrayList<>(options.names());
    known.removeIf(key -> key.startsWith(NOTIFY) || NOT_OF_A_SITE.contains(key));
    known.addAll(FleetRuleReader.KEYS);
    known.addAll(List.of(JOB, INVENTORY, ROSTER, SecretProgram.KEY));
    String dashes = line.line() == 0 ? "--" : "";
    return NearestWord.of(line.key(), known)
        .map(near -> words("job.noKey", name(line), "fleet", dashes + near))
        .orElseGet(() -> words("fleet.noKey", name(line)));
  }

  private static String name(Line line) {
    return line.line() == 0 ? "--" + line.key() : line.key();
  }

  private @Nullable String beside(Line line) {
    try {
      Path base = line.line() == 0 ? Path.of("").toAbsolutePath() : folder;
      return base.resolve(line.value()).normalize().toString();
    } catch (InvalidPathException e) {
      mistakes.add(line.line(), words("job.noPath", name(line), e.getReason()));
      return null;
    }
  }
}
