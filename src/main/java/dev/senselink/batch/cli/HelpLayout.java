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
  /**
   * In the order of the page; each with its options of every day, then those needed now and then.
   */
  enum Heading {
    WHAT(Set.of(), Set.of("accept-zone")),
    PHOTOS(
        Set.of("photos"),
        Set.of(
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
            "face-limits")),
    READING(
        Set.of("columns"),
        Set.of(
            "sheet",
            "header-row",
            "encoding",
            "date-format",
            "left-when",
            "rows-where",
            "gender-coding",
            "department",
            "max-roster",
            "corrections",
            "photo-pairs",
            "allow-empty")),
    CONFLICTS(
        Set.of("on-similar", "on-existing"),
        Set.of("recheck-decisions", "unknown-id-number", "accept-stored", "accept-keys")),
    RUNNING(
        Set.of("dry-run", "plan", "report", "help", "help-all"),
        Set.of(
            "plan-age",
            "reports",
            "offline",
            "limit",
            "max-failures",
            "restart",
            "retention",
            "no-undo",
            "keep-undo",
            "without-photo",
            "metrics-file",
            "concurrency",
            "rate",
            "data",
            "json",
            "no-progress",
            "log-level",
            "log-file",
            "config",
            "lang",
            "version")),
    CONNECTION(
        Set.of("server", "app-key", "app-secret-file"),
        Set.of(
            "sandbox",
            "ca-file",
            "insecure",
            "database",
            "database-user-file",
            "database-password-file",
            "database-key-file",
            "database-ca-file",
            "undo-store",
            "timeout",
            "tries",
            "outage-wait",
            "same-server-as",
            "another-server",
            "time-zone",
            "image-path",
            "lookup")),
    NOTIFY(
        Set.of(),
        Set.of(
            "notify-when",
            "notify-mail",
            "notify-from",
            "notify-smtp",
            "notify-tls",
            "notify-smtp-user",
            "notify-smtp-password-file",
            "notify-webhook-file",
            "notify-format",
            "notify-heartbeat-file",
            "notify-attach",
            "notify-console",
            "notify-ca-file"));

    private final Set<String> everyDay;
    private final Set<String> rare;

    Heading(Set<String> everyDay, Set<String> rare) {
      this.everyDay = everyDay;
      this.rare = rare;
    }

    static Heading of(OptionSpec option) {
      String name = nameOf(option);
      for (Heading heading : values()) {
        if (heading.everyDay.contains(name) || heading.rare.contains(name)) {
          return heading;
        }
      }
      return WHAT;
    }
  }

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
      Heading heading = Heading.of(option);
      if (whole || !heading.rare.contains(nameOf(option))) {
        under.computeIfAbsent(heading, h -> new ArrayList<>()).add(option);
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
