package dev.senselink.batch.cli.option;

import dev.senselink.batch.language.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command lines of a fleet that work a site again as one did, ready to be pasted into a shell
 * once {@code {site}} is replaced by its name.
 */
public final class NextFleetLine {
  private static final String ONE_SITE = "--site={site}";
  private static final String PLAN = "--plan";
  private static final String YES = "--yes";

  private final CommandSpec typed;
  private final Path fleet;
  private final Map<String, String> keys;

  /**
   * Of the command that is running.
   *
   * @param fleet its file
   * @param keys what was said for its sites, by key
   */
  public NextFleetLine(CommandSpec typed, Path fleet, Map<String, String> keys) {
    this.typed = typed;
    this.fleet = fleet;
    this.keys = keys;
  }

  /**
   * Imports a site as this one did. What was planned is planned again, for all sites, whose plans
   * are of one list.
   */
  public String importing() {
    boolean plans = typed.commandLine().getParseResult().matchedOption(PLAN) != null;
    Predicate<String> meant = name -> plans || OptionUse.of(name) != OptionUse.CHOICE;
    return line("import", List.of(), meant, plans ? List.of() : List.of(ONE_SITE));
  }

  /** Carries out the plan of a site as this one did. */
  public String applying(Path plans) {
    Predicate<String> meant = name -> OptionUse.of(name) != OptionUse.CHOICE;
    return line("apply", List.of(ShellWord.quoted(plans.toString())), meant, List.of(ONE_SITE));
  }

  /**
   * Plans again what this one carries out; the keys are those that were said for the plans.
   *
   * @param sites those alone that have plans; none where all have
   */
  public String planning(Path plans, Collection<String> sites) {
    List<String> last = new ArrayList<>(List.of(PLAN, ShellWord.quoted(plans.toString())));
    if (!sites.isEmpty()) {
      last.add(ShellWord.quoted("--site=" + String.join(",", sites)));
    }
    Predicate<String> meant = name -> OptionUse.of(name) != OptionUse.CHOICE && !name.equals(YES);
    return line("import", List.of(), meant, last);
  }

  private String line(String verb, List<String> first, Predicate<String> meant, List<String> last) {
    List<String> words = new ArrayList<>(List.of(NextCommandLine.program(), "fleet", verb));
    words.add(ShellWord.quoted(fleet.toString()));
    words.addAll(first);
    Predicate<String> ofFleet = name -> OptionUse.of(name).isOfFleet();
    Predicate<String> ofKeys = name -> keys.containsKey(name.substring("--".length()));
    words.addAll(TypedOptions.of(typed, meant.and(ofFleet).and(ofKeys.negate())));
    keys.forEach(
        (key, value) -> {
          String name = "--" + key;
          if (ofFleet.test(name) && !TypedOptions.isSet(typed, name, value)) {
            words.add(ShellWord.quoted(name + "=" + TypedOptions.value(name, value)));
          }
        });
    words.addAll(last);
    return String.join(" ", words);
  }
}
