package dev.senselink.batch.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line that imports another roster the way this one was, ready to be pasted into a
 * shell: what was typed is repeated, except what belongs to the old file or to one run only.
 */
final class NextCommand {
  /** Of the roster's old form, of one run, or given anew. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "--photos",
          "--report",
          "--sheet",
          "--header-row",
          "--encoding",
          "--allow-empty",
          "--limit",
          "--restart",
          "--dry-run",
          "--offline",
          "--same-server-as",
          "--recheck-photos",
          "--json",
          "--no-progress",
          "--log-level",
          "--log-file");

  private final CommandSpec typed;

  /** Of the command that is running. */
  NextCommand(CommandSpec typed) {
    this.typed = typed;
  }

  /**
   * The whole command.
   *
   * @param photos where the photos are, {@code null} for nowhere
   * @param asRead whether it is the same file again, so that how it was read holds for it too
   */
  String importing(Path roster, @Nullable Path photos, boolean asRead) {
    List<String> words = new ArrayList<>(List.of("senselink", "import", typed.name()));
    words.add(quoted(roster.toString()));
    if (photos != null && !photos.toString().isEmpty()) {
      words.add("--photos");
      words.add(quoted(photos.toString()));
    }
    Set<String> ofTheFile = Set.of("--sheet", "--header-row", "--encoding");
    for (OptionSpec option : typed.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!LEFT_OUT.contains(name) || (asRead && ofTheFile.contains(name))) {
        words.add(name);
        words.addAll(values(option));
      }
    }
    return String.join(" ", words);
  }

  private static List<String> values(OptionSpec option) {
    if (option.type() == boolean.class) {
      return List.of();
    }
    return option.longestName().equals("--app-key")
        ? List.of("KEY") // what is printed may be kept where keys must not be
        : option.originalStringValues().stream().map(NextCommand::quoted).toList();
  }

  /** A word as the shell takes it back whole. */
  static String quoted(String word) {
    if (word.matches("[A-Za-z0-9_./:,@%+=\\\\-]+")
        && (File.separatorChar == '\\' || word.indexOf('\\') < 0)) {
      return word;
    }
    return File.separatorChar == '\\'
        ? "\"" + word.replace("\"", "\\\"") + "\""
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
