package dev.senselink.batch.cli.option;

import dev.senselink.batch.job.FollowUpCommand;
import dev.senselink.batch.language.ShellWord;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line that imports another roster the way this one was, ready to be pasted into a
 * shell: what was typed is repeated, except what belongs to the old file or to one run only.
 */
public final class NextCommandLine implements FollowUpCommand {
  /** Of the roster's old form, of one run, or given anew. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "--photos",
          "--report",
          "--sheet",
          "--header-row",
          "--encoding",
          "--corrections",
          "--allow-empty",
          "--limit",
          "--restart",
          "--dry-run",
          "--offline",
          "--plan",
          "--plan-age",
          "--same-server-as",
          "--new-list",
          "--recheck-photos",
          "--recheck-decisions",
          "--roster",
          "--json",
          "--no-progress",
          "--log-level",
          "--log-file",
          "--metrics-file");

  /** How this very file is read, of the above. */
  private static final Set<String> OF_THE_FILE =
      Set.of("--sheet", "--header-row", "--encoding", "--corrections");

  /** What of the above the same command has when it is run again. */
  private static final Set<String> SAME_AGAIN =
      Set.of(
          "--sheet",
          "--header-row",
          "--encoding",
          "--corrections",
          "--dry-run",
          "--offline",
          "--allow-empty");

  /** What a part of a list does not take, or is given anew. */
  private static final Set<String> OF_WHOLE_LIST =
      Set.of(
          "--part",
          "--leavers",
          "--grace",
          "--absent-for",
          "--yes",
          "--max-shrink",
          "--max-leavers",
          "--keep",
          "--keep-group",
          "--leavers-of");

  /** What makes a plan of a command. */
  private static final Set<String> OF_PLAN = Set.of("--plan", "--plan-age");

  /** What a resolve that follows another one needs again; an import's is remembered. */
  private static final Set<String> OF_DECISIONS = Set.of("--photos");

  /** What is printed may be kept where keys must not be, or a program that hands out secrets. */
  private static final Map<String, String> HIDDEN =
      Map.of("--app-key", "KEY", "--secret-command", "COMMAND");

  /** Which sites of a fleet are meant. */
  private static final Set<String> OF_CHOICE = Set.of("--site", "--tag", "--except", "--only");

  /** Of one night of a fleet. */
  private static final Set<String> OF_NIGHT =
      Set.of(
          "--report",
          "--restart",
          "--new-list",
          "--recheck-photos",
          "--recheck-decisions",
          "--json",
          "--no-progress",
          "--log-level",
          "--log-file",
          "--metrics-file");

  private static final String JAR = "senselink-batch.jar";

  private final CommandSpec typed;
  private final @Nullable Path plan;

  /** Of the command that is running. */
  public NextCommandLine(CommandSpec typed) {
    this(typed, null);
  }

  private NextCommandLine(CommandSpec typed, @Nullable Path plan) {
    this.typed = typed;
    this.plan = plan;
  }

  /**
   * What follows a plan that was carried out: the same plan again, or a new one of the same import,
   * but never the import itself, which would do all that the plan held back.
   *
   * @param applying the command that is running
   * @param planned the import that the plan was made for
   * @param plan the plan
   */
  public static FollowUpCommand ofPlan(CommandSpec applying, CommandSpec planned, Path plan) {
    return new OfPlan(new NextCommandLine(applying), new NextCommandLine(planned, plan));
  }

  /** What is run again is the plan; whatever else is imported is planned. */
  private record OfPlan(NextCommandLine plan, NextCommandLine imports) implements FollowUpCommand {
    @Override
    public String importing(Path roster, @Nullable Path photos, boolean asRead) {
      return imports.importing(roster, photos, asRead);
    }

    @Override
    public String importingWith(Path roster, @Nullable Path photos, List<String> more) {
      return imports.importingWith(roster, photos, more);
    }

    @Override
    public String sameOf(Path roster, @Nullable Path photos) {
      return imports.sameOf(roster, photos);
    }

    @Override
    public String again() {
      return plan.again();
    }

    @Override
    public String deciding(Path conflicts) {
      return imports.deciding(conflicts);
    }
  }

  @Override
  public String importing(Path roster, @Nullable Path photos, boolean asRead) {
    return ofRoster("import", roster, photos, asRead ? OF_THE_FILE : Set.of(), List.of());
  }

  @Override
  public String importingWith(Path roster, @Nullable Path photos, List<String> more) {
    return ofRoster("import", roster, photos, OF_THE_FILE, more);
  }

  @Override
  public String sameOf(Path roster, @Nullable Path photos) {
    CommandSpec above = typed.parent();
    String verb = above == null ? "import" : above.name();
    return ofRoster(verb, roster, photos, SAME_AGAIN, List.of());
  }

  /**
   * @param kept options that are repeated although they are of the file or of one run
   * @param more options put in the place of what was typed
   */
  private String ofRoster(
      String verb, Path roster, @Nullable Path photos, Set<String> kept, List<String> more) {
    List<String> words = new ArrayList<>(List.of(program(), verb, typed.name()));
    words.add(ShellWord.quoted(roster.toString()));
    if (photos != null && !photos.toString().isEmpty()) {
      words.add("--photos");
      words.add(ShellWord.quoted(photos.toString()));
    }
    boolean isPart = kept.isEmpty() && isOfList(); // what is left of a list is not the list
    if (isPart) {
      words.add("--part");
    }
    Path planned = planned();
    if (planned != null) { // what was only planned must not become an import by being mended
      words.add("--plan");
      words.add(ShellWord.quoted((kept.isEmpty() ? planOf(roster) : planned).toString()));
    }
    for (OptionSpec option : typed.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      boolean age = planned != null && name.equals("--plan-age");
      boolean leftOut = (isLeftOut(name) && !age) || (isPart && OF_WHOLE_LIST.contains(name));
      if (!more.contains(name) && (!leftOut || kept.contains(name))) {
        words.addAll(again(option));
      }
    }
    more.forEach(word -> words.add(ShellWord.quoted(word)));
    return String.join(" ", words);
  }

  /** Whom to tell is said of a job; whoever types a command knows how it ended. */
  private static boolean isLeftOut(String option) {
    return LEFT_OUT.contains(option) || option.startsWith("--notify-");
  }

  /** The plan that takes the place of the import; {@code null} for none. */
  private @Nullable Path planned() {
    if (plan != null) {
      return plan;
    }
    OptionSpec option = typed.commandLine().getParseResult().matchedOption("--plan");
    return option != null && option.getValue() instanceof Path file ? file : null;
  }

  /** The plan of a part of the list, beside it: it must not take the place of the list's own. */
  private static Path planOf(Path roster) {
    String name = String.valueOf(roster.getFileName());
    return roster.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".plan");
  }

  private boolean isOfList() {
    return typed.commandLine().getParseResult().matchedOptions().stream()
        .anyMatch(option -> option.longestName().equals("--list"));
  }

  @Override
  public String again() {
    List<String> words = new ArrayList<>(List.of(program(), typed.name()));
    var parsed = typed.commandLine().getParseResult();
    parsed
        .matchedPositionals()
        .forEach(
            p -> p.originalStringValues().forEach(value -> words.add(ShellWord.quoted(value))));
    for (OptionSpec option : parsed.matchedOptions()) {
      String name = option.longestName();
      // What was only planned must not be done by being said again.
      boolean plans = planned() != null && OF_PLAN.contains(name);
      if (plans || !isLeftOut(name)) {
        words.addAll(again(option));
      }
    }
    return String.join(" ", words);
  }

  /**
   * The whole command that imports a site of a fleet as this one did; {@code {site}} stands for its
   * name. What was planned is planned again, for all sites, whose plans are of one list.
   *
   * @param fleet its file
   * @param keys what was said for its sites, by key
   */
  public String importingSite(Path fleet, Map<String, String> keys) {
    List<String> words = new ArrayList<>(List.of(program(), "fleet", "import"));
    words.add(ShellWord.quoted(fleet.toString()));
    boolean plans = planned() != null;
    for (OptionSpec option : typed.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (OF_CHOICE.contains(name) ? plans : isOfFleet(name) && !keys.containsKey(key(name))) {
        words.addAll(again(option));
      }
    }
    keys.forEach(
        (key, value) -> {
          String name = "--" + key;
          if (isOfFleet(name)) {
            words.add(ShellWord.quoted(name + "=" + HIDDEN.getOrDefault(name, value)));
          }
        });
    if (!plans) {
      words.add("--site={site}");
    }
    return String.join(" ", words);
  }

  private static String key(String option) {
    return option.substring("--".length());
  }

  private static boolean isOfFleet(String option) {
    return !OF_NIGHT.contains(option) && !option.startsWith("--notify-");
  }

  @Override
  public String applying(Path plan) {
    List<String> words = new ArrayList<>(List.of(program(), "apply"));
    words.add(ShellWord.quoted(plan.toString()));
    Set<String> connection = RecordedOptions.connection();
    for (OptionSpec option : typed.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (connection.contains(name) && !LEFT_OUT.contains(name)) {
        words.addAll(again(option));
      }
    }
    return String.join(" ", words);
  }

  @Override
  public String deciding(Path conflicts) {
    List<OptionSpec> options = typed.commandLine().getParseResult().matchedOptions();
    boolean practised =
        options.stream()
            .anyMatch(
                option ->
                    option.longestName().equals("--sandbox")
                        && Boolean.TRUE.equals(option.getValue()));
    if (practised || !typed.optionsMap().containsKey("--server")) {
      return ""; // the sandbox has ended with this command
    }
    List<String> words = new ArrayList<>(List.of(program(), "resolve"));
    words.add(ShellWord.quoted(conflicts.toString()));
    for (OptionSpec option : options) {
      String name = option.longestName();
      boolean ofResolve = typed.name().equals("resolve") && OF_DECISIONS.contains(name);
      if (OfResolve.NAMES.contains(name) && (ofResolve || !isLeftOut(name))) {
        words.addAll(again(option));
      }
    }
    return String.join(" ", words);
  }

  /** The options of {@code resolve}, looked for once in a process. */
  private static final class OfResolve {
    static final Set<String> NAMES =
        Set.copyOf(CommandSpec.forAnnotatedObject(new ResolveOptions()).optionsMap().keySet());
  }

  /** As the program was called: the launcher tells; without one it was its jar. */
  public static String program() {
    return program(
        System.getProperty("senselink.command", ""), System.getProperty("java.class.path", ""));
  }

  static String program(String called, String classPath) {
    if (!called.isBlank()) {
      return ShellWord.quoted(called);
    }
    return classPath.endsWith(JAR) && classPath.indexOf(File.pathSeparatorChar) < 0
        ? String.join(" ", "java", "-jar", ShellWord.quoted(classPath))
        : "senselink";
  }

  /** The option as it was typed, as often as it was. */
  private static List<String> again(OptionSpec option) {
    String name = option.longestName();
    if (option.type() == boolean.class) {
      return List.of(Boolean.FALSE.equals(option.getValue()) ? name + "=false" : name);
    }
    String hidden = HIDDEN.get(name);
    if (hidden != null) {
      return List.of(name, hidden);
    }
    return option.originalStringValues().stream()
        .flatMap(value -> Stream.of(name, ShellWord.quoted(value)))
        .toList();
  }
}
