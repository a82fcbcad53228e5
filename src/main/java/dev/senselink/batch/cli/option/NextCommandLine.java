package dev.senselink.batch.cli.option;

import dev.senselink.batch.job.FollowUpCommand;
import dev.senselink.batch.language.ShellWord;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line that imports another roster the way this one was, ready to be pasted into a
 * shell: what was typed is repeated, except what belongs to the old file or to one run only.
 */
public final class NextCommandLine implements FollowUpCommand {
  private static final Set<OptionUse> AS_NEW = EnumSet.noneOf(OptionUse.class);
  private static final Set<OptionUse> OF_THE_FILE = EnumSet.of(OptionUse.FORM);
  private static final Set<OptionUse> SAME_AGAIN = EnumSet.of(OptionUse.FORM, OptionUse.CHECK);
  private static final String PLAN = "--plan";
  private static final String AGE = "--plan-age";
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
    public String sameOf(Path roster, @Nullable Path photos, List<String> more) {
      return imports.sameOf(roster, photos, more);
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
    return ofRoster("import", roster, photos, asRead ? OF_THE_FILE : AS_NEW, List.of());
  }

  @Override
  public String importingWith(Path roster, @Nullable Path photos, List<String> more) {
    return ofRoster("import", roster, photos, OF_THE_FILE, more);
  }

  @Override
  public String sameOf(Path roster, @Nullable Path photos, List<String> more) {
    CommandSpec above = typed.parent();
    String verb = above == null ? "import" : above.name();
    return ofRoster(verb, roster, photos, SAME_AGAIN, more);
  }

  /**
   * @param kept options that are repeated although they are of the file or of one run
   * @param more options put in the place of what was typed
   */
  private String ofRoster(
      String verb, Path roster, @Nullable Path photos, Set<OptionUse> kept, List<String> more) {
    Path job = AfterRunOptions.of(typed).map(AfterRunOptions::job).orElse(null);
    CommandSpec above = typed.parent();
    if (job != null && !kept.isEmpty() && above != null && above.name().equals(verb)) {
      return ofJob(job, kept, more); // the list may be moved by then
    }
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
      words.add(PLAN);
      words.add(ShellWord.quoted((kept.isEmpty() ? planOf(roster) : planned).toString()));
    }
    words.addAll(
        TypedOptions.of(
            typed,
            name -> {
              OptionUse use = OptionUse.of(name);
              boolean age = planned != null && name.equals(AGE);
              boolean leftOut = (use.isLeftOut() && !age) || (isPart && use == OptionUse.LIST);
              return !more.contains(name) && (!leftOut || kept.contains(use));
            }));
    more.forEach(word -> words.add(ShellWord.quoted(word)));
    return String.join(" ", words);
  }

  private String ofJob(Path job, Set<OptionUse> kept, List<String> more) {
    List<String> words = new ArrayList<>(List.of(program(), "run"));
    words.add(ShellWord.quoted(job.toAbsolutePath().normalize().toString()));
    boolean dry =
        typed.commandLine().getParseResult().matchedOptions().stream()
            .anyMatch(
                option ->
                    option.longestName().equals("--dry-run")
                        && Boolean.TRUE.equals(option.getValue()));
    if (dry) {
      words.add("--dry-run=" + kept.contains(OptionUse.CHECK));
    }
    more.forEach(word -> words.add(ShellWord.quoted(word)));
    return String.join(" ", words);
  }

  /** The plan that takes the place of the import; {@code null} for none. */
  private @Nullable Path planned() {
    if (plan != null) {
      return plan;
    }
    OptionSpec option = typed.commandLine().getParseResult().matchedOption(PLAN);
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
    boolean plans = planned() != null; // what was only planned is not done by being said again
    words.addAll(
        TypedOptions.of(
            typed,
            name -> {
              OptionUse use = OptionUse.of(name);
              return !use.isLeftOut() || plans && use == OptionUse.PLAN;
            }));
    return String.join(" ", words);
  }

  @Override
  public String applying(Path plan) {
    List<String> words = new ArrayList<>(List.of(program(), "apply"));
    words.add(ShellWord.quoted(plan.toString()));
    Set<String> connection = RecordedOptions.connection();
    words.addAll(
        TypedOptions.of(
            typed, name -> connection.contains(name) && !OptionUse.of(name).isLeftOut()));
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
    // Photos: a resolve that follows another one needs them again; an import's are remembered.
    boolean follows = typed.name().equals("resolve");
    words.addAll(
        TypedOptions.of(
            typed,
            name -> {
              OptionUse use = OptionUse.of(name);
              boolean again = !use.isLeftOut() || follows && use == OptionUse.PHOTOS;
              return OfResolve.NAMES.contains(name) && again;
            }));
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
}
