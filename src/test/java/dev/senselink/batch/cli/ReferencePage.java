package dev.senselink.batch.cli;

import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.table.TableFileException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The reference of the manual in one language: every command and option as the help pages explain
 * them, every setting of a job file, outcome and code with the remedy that the report gives.
 */
final class ReferencePage {
  /** An option of so many commands is explained once. */
  private static final int SHARED = 3;

  /** Options of all commands, which the introduction names. */
  private static final Set<String> EVERYWHERE =
      Set.of("--help", "--help-all", "--lang", "--version");

  private static final Pattern CODE = Pattern.compile("problem\\.([A-Z_]+)");
  private static final Path SERVER_CODES =
      Path.of("src/main/resources/dev/senselink/batch/api/messages.properties");

  private final Locale language;
  private final ResourceBundle own;
  private final ResourceBundle report;
  private final List<CommandSpec> commands = new ArrayList<>();
  private final Map<String, OptionSpec> shared = new TreeMap<>();
  private final StringBuilder page = new StringBuilder();

  private ReferencePage(Locale language) {
    this.language = language;
    this.own = bundle("dev.senselink.batch.cli.reference");
    this.report = bundle("dev.senselink.batch.report.page");
  }

  /** The page, from its title to its last line. The display language is changed by it. */
  static String of(Locale language) throws IOException {
    DisplayLanguage.speak(language);
    return new ReferencePage(language).page();
  }

  private ResourceBundle bundle(String name) {
    return ResourceBundle.getBundle(
        name,
        language,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private String page() throws IOException {
    collect(CommandCatalog.all());
    findShared();
    line("# " + own("title"), "", own("intro"), "");
    List<String> chapters = List.of("commands", "options", "jobs", "outcomes", "codes", "server");
    chapters.forEach(chapter -> line("- [" + own(chapter) + "](#" + anchor(own(chapter)) + ")"));
    heading("commands");
    commands.forEach(this::command);
    heading("options");
    sharedOptions();
    heading("jobs");
    jobs();
    heading("outcomes");
    outcomes();
    heading("codes");
    codes();
    heading("server");
    serverCodes();
    return page.toString();
  }

  private void collect(CommandLine line) {
    if (line.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    commands.add(line.getCommandSpec());
    line.getSubcommands().values().forEach(this::collect);
  }

  private void findShared() {
    Map<String, List<OptionSpec>> same = new TreeMap<>();
    commands.stream()
        .flatMap(command -> options(command))
        .forEach(option -> same.computeIfAbsent(entry(option), e -> new ArrayList<>()).add(option));
    Map<String, String> usual = new HashMap<>();
    same.forEach(
        (entry, options) ->
            usual.merge(
                options.get(0).longestName(),
                entry,
                (one, other) -> same.get(one).size() >= same.get(other).size() ? one : other));
    usual.values().stream()
        .filter(entry -> same.get(entry).size() >= SHARED)
        .forEach(entry -> shared.put(entry, same.get(entry).get(0)));
  }

  private static Stream<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden());
  }

  private void command(CommandSpec command) {
    line("", "### " + command.qualifiedName(), "", text(command.usageMessage().header()));
    String more = text(command.usageMessage().description());
    if (!more.isBlank()) {
      line("", more);
    }
    List<ArgSpec> args = new ArrayList<>(command.positionalParameters());
    args.removeIf(ArgSpec::hidden);
    options(command).filter(option -> !shared.containsKey(entry(option))).forEach(args::add);
    if (args.isEmpty() && !command.subcommands().isEmpty()) {
      return; // the commands below it follow
    }
    String synopsis =
        new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
    line("", "```text", synopsis.replaceAll("\\s+", " ").strip(), "```");
    if (!args.isEmpty()) {
      table("option", "meaning");
      args.forEach(arg -> line(entry(arg)));
    }
    String others =
        options(command)
            .filter(option -> shared.containsKey(entry(option)))
            .map(OptionSpec::longestName)
            .filter(name -> !EVERYWHERE.contains(name))
            .sorted()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      line("", own("also") + others);
    }
  }

  private void sharedOptions() {
    Map<HelpLayout.Heading, List<String>> under = new EnumMap<>(HelpLayout.Heading.class);
    shared.forEach(
        (entry, option) ->
            under
                .computeIfAbsent(HelpLayout.Heading.of(option), h -> new ArrayList<>())
                .add(entry));
    ResourceBundle help = commands.get(0).resourceBundle();
    under.forEach(
        (heading, entries) -> {
          String words = help.getString("heading." + heading.name().toLowerCase(Locale.ROOT));
          line("", "### " + own("options.of") + words.replaceFirst("[:：]$", ""));
          table("option", "meaning");
          entries.forEach(this::line);
        });
  }

  private void jobs() {
    line("", own("jobs.lead"));
    table("key", "meaning");
    line(row("`job`", own("jobs.job")));
    line(row("`move`", own("jobs.move")));
    for (JobKind kind : JobKind.ALL) {
      String command = "senselink " + String.join(" ", kind.words());
      line("", "### job: " + kind.name(), "");
      line(MessageFormat.format(own("jobs.command"), command, anchor(command)));
      if (kind.argument() != null) {
        line(MessageFormat.format(own("jobs.argument"), kind.argument()));
      }
      line(
          own("jobs.keys")
              + new TreeSet<>(new JobCommandOptions(kind).names())
                  .stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")));
    }
  }

  private void outcomes() {
    line("", own("outcomes.lead"));
    table("outcome", "meaning", "attention");
    for (RowEnding ending : RowEnding.values()) {
      String meaning = report.getString("outcome." + ending + ".meaning");
      line(row("`" + ending + "`", meaning, ending.needsAttention() ? "✓" : ""));
    }
  }

  private void codes() {
    line("", own("codes.lead"));
    table("code", "meaning", "todo");
    Map<String, String> found = new TreeMap<>();
    for (String key : report.keySet()) {
      if (CODE.matcher(key).matches()) {
        String code = key.substring("problem.".length());
        String remedy = report.getString(key + ".remedy");
        found.put(code, row("`" + code + "`", plain(report.getString(key)), plain(remedy)));
      }
    }
    found.values().forEach(this::line);
    line("", own("files.lead"));
    table("code", "meaning", "todo");
    Stream.concat(
            Stream.of(TableFileException.Code.values()).map(Enum::name),
            Stream.of("COLUMNS_UNCLEAR"))
        .forEach(code -> line(row("`" + code + "`", own(code), own(code + ".remedy"))));
  }

  private void serverCodes() throws IOException {
    line("", own("server.lead"));
    table("code", "meaning", "todo");
    numbers("code")
        .forEach(
            code -> line(row("`" + code + "`", ErrorCodes.meaning(code), ErrorCodes.remedy(code))));
    line("", own("photos.lead"));
    table("code", "meaning", "todo");
    numbers("qa")
        .forEach(
            code ->
                line(row("`" + code + "`", ErrorCodes.qaMeaning(code), ErrorCodes.qaRemedy(code))));
  }

  private static Stream<Integer> numbers(String kind) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(SERVER_CODES)) {
      texts.load(reader);
    }
    return texts.stringPropertyNames().stream()
        .filter(key -> key.matches(kind + "\\.\\d+\\.meaning"))
        .map(key -> Integer.valueOf(key.replaceAll("\\D", "")))
        .sorted();
  }

  private String entry(ArgSpec arg) {
    String label = arg.arity().max() == 0 ? "" : arg.paramLabel().replace("%%", "%");
    String names =
        arg instanceof OptionSpec option
            ? Stream.of(option.names()).collect(Collectors.joining(", ")) + " "
            : "";
    return row("`" + (names + label).strip() + "`", text(arg.description()));
  }

  private static String text(String[] lines) {
    return String.join(" ", lines)
        .replace("%n", " ")
        .replace("%%", "%")
        .replaceAll("\\s+", " ")
        .replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "")
        .strip();
  }

  /** A text of the report without its quotes for values. */
  private static String plain(String pattern) {
    return new MessageFormat(pattern, Locale.ROOT).format(new Object[] {"…", "…", "…", "…"});
  }

  private String own(String key) {
    return own.getString(key);
  }

  private void heading(String chapter) {
    line("", "## " + own(chapter));
  }

  private void table(String... heads) {
    line("", row(Stream.of(heads).map(head -> own("head." + head)).toArray(String[]::new)));
    line("|" + "---|".repeat(heads.length));
  }

  private static String row(String... cells) {
    return Stream.of(cells)
        .map(cell -> cell.replace("|", "\\|").replaceAll(" (<[a-z]+>)", " `$1`"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-');
  }

  private void line(String... lines) {
    for (String line : lines) {
      page.append(line.stripTrailing()).append('\n');
    }
  }

  /** The names of the two pages by their language. */
  static Map<Locale, Path> files() {
    Map<Locale, Path> files = new LinkedHashMap<>();
    files.put(Locale.ENGLISH, Path.of("src/site/markdown/reference.md"));
    files.put(Locale.CHINESE, Path.of("src/site/markdown/reference.zh.md"));
    return files;
  }
}
