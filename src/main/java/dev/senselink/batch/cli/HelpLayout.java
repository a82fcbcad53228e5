package dev.senselink.batch.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options on a help page: under headings, and of the many only those of every day. The rest are
 * on the page of {@code --help-all}.
 *
 * <p>An option that is not named here is one of {@link Heading#WHAT} and of every day, so a new one
 * is seen before somebody has thought of it.
 */
final class HelpLayout {
  /** In the order of the page. */
  enum Heading {
    WHAT,
    PHOTOS(
        "photos",
        "photo-side",
        "photo-kb",
        "photo-engine",
        "heic-converter",
        "recheck-photos",
        "quality",
        "allow-no-photo",
        "face-check",
        "turn-photos",
        "cut-to-face",
        "face-limits"),
    READING(
        "columns",
        "sheet",
        "header-row",
        "encoding",
        "date-format",
        "gender-coding",
        "max-roster",
        "allow-empty"),
    CONFLICTS("on-similar", "on-existing", "recheck-decisions", "unknown-id-number"),
    RUNNING(
        "dry-run",
        "report",
        "offline",
        "limit",
        "max-failures",
        "restart",
        "retention",
        "concurrency",
        "rate",
        "data",
        "json",
        "no-progress",
        "log-level",
        "log-file",
        "config",
        "lang",
        "help",
        "help-all",
        "version"),
    CONNECTION(
        "server",
        "app-key",
        "app-secret-file",
        "sandbox",
        "ca-file",
        "insecure",
        "timeout",
        "tries",
        "outage-wait",
        "same-server-as",
        "time-zone",
        "image-path",
        "lookup");

    private final Set<String> options;

    Heading(String... options) {
      this.options = Set.of(options);
    }

    static Heading of(OptionSpec option) {
      for (Heading heading : values()) {
        if (heading.options.contains(nameOf(option))) {
          return heading;
        }
      }
      return WHAT;
    }
  }

  /** Needed now and then. */
  private static final Set<String> RARE =
      Set.of(
          "photo-side",
          "face-check",
          "turn-photos",
          "cut-to-face",
          "face-limits",
          "photo-kb",
          "photo-engine",
          "heic-converter",
          "recheck-photos",
          "quality",
          "allow-no-photo",
          "sheet",
          "header-row",
          "encoding",
          "date-format",
          "gender-coding",
          "max-roster",
          "allow-empty",
          "recheck-decisions",
          "unknown-id-number",
          "offline",
          "limit",
          "max-failures",
          "restart",
          "retention",
          "concurrency",
          "rate",
          "data",
          "json",
          "no-progress",
          "log-level",
          "log-file",
          "config",
          "lang",
          "version",
          "sandbox",
          "ca-file",
          "insecure",
          "timeout",
          "tries",
          "outage-wait",
          "same-server-as",
          "time-zone",
          "image-path",
          "lookup");

  /** A page with fewer options is read at a glance as it is. */
  private static final int FEW = 10;

  private HelpLayout() {}

  /** The command's help page is laid out like this. */
  static void use(CommandLine line) {
    line.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, HelpLayout::options);
    line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
  }

  private static String options(Help help) {
    List<OptionSpec> all =
        help.commandSpec().options().stream().filter(option -> !option.hidden()).toList();
    if (all.size() <= FEW) {
      return table(help, all);
    }
    OptionSpec helpAll = help.commandSpec().findOption(StandardOptions.HELP_ALL);
    boolean whole = helpAll != null && Boolean.TRUE.equals(helpAll.getValue());
    Map<Heading, List<OptionSpec>> under = new EnumMap<>(Heading.class);
    for (OptionSpec option : all) {
      if (whole || !RARE.contains(nameOf(option))) {
        under.computeIfAbsent(Heading.of(option), h -> new ArrayList<>()).add(option);
      }
    }
    StringBuilder page = new StringBuilder();
    under.forEach(
        (heading, options) -> {
          String key = "heading." + heading.name().toLowerCase(Locale.ROOT);
          String words = help.commandSpec().resourceBundle().getString(key);
          page.append(System.lineSeparator())
              .append(help.colorScheme().text(words))
              .append(System.lineSeparator());
          page.append(table(help, options));
        });
    return page.toString();
  }

  /** In the order the command declares them; those of every command come last. */
  private static String table(Help help, List<OptionSpec> options) {
    List<OptionSpec> sorted = new ArrayList<>(options);
    sorted.sort(
        Comparator.comparing(o -> o.usageHelp() || o.versionHelp() || nameOf(o).equals("lang")));
    Help.Layout layout =
        help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
    layout.addAllOptions(sorted, help.parameterLabelRenderer());
    return layout.toString();
  }

  private static String nameOf(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }
}
