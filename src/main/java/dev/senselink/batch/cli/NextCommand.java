package dev.senselink.batch.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command that imports the mended rows: what was typed, with another roster. Whole, so that it
 * can be copied: options that say how to read the roster hold for the mended one too.
 */
final class NextCommand {
  /** Options about this one run, not about the next. */
  private static final Set<String> DROPPED =
      Set.of("--report", "--restart", "--limit", "--photos", "--dry-run", "--offline");

  private static final Set<String> SWITCHES = Set.of("--restart", "--dry-run", "--offline");

  private NextCommand() {}

  /**
   * Puts it together.
   *
   * @param line the command that ran
   * @param command its words, e.g. {@code import users}
   * @param typed what was typed as its roster; {@code null} if nothing was
   * @param roster the roster of the next command
   * @param photos where the photos were
   */
  static String of(
      CommandLine line,
      String command,
      @Nullable String typed,
      Path roster,
      @Nullable Path photos) {
    List<String> words = new ArrayList<>(List.of("senselink"));
    words.addAll(List.of(command.split(" ")));
    words.add(roster.toString());
    if (photos != null && !photos.toString().isEmpty()) {
      words.add("--photos");
      words.add(photos.toString());
    }
    words.addAll(kept(line.getParseResult().originalArgs(), command, typed));
    return words.stream().map(NextCommand::quoted).collect(Collectors.joining(" "));
  }

  private static List<String> kept(List<String> args, String command, @Nullable String typed) {
    Set<String> names = Set.of(command.split(" "));
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      String option = arg.split("=", 2)[0];
      boolean valueFollows = !arg.contains("=") && !SWITCHES.contains(option);
      if (DROPPED.contains(option)) {
        i += valueFollows ? 1 : 0;
      } else if (option.equals("--app-key")) {
        kept.add(arg.contains("=") ? "--app-key=KEY" : "--app-key");
        if (valueFollows) {
          kept.add("KEY");
          i++;
        }
      } else if (!arg.equals(typed) && !names.contains(arg) && !arg.equals("validate")) {
        kept.add(arg);
      }
    }
    return kept;
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:\\\\=%+@-]+") ? word : "\"" + word + "\"";
  }
}
