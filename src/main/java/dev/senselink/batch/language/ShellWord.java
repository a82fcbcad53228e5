package dev.senselink.batch.language;

import java.io.File;
import java.util.regex.Pattern;

/** A word of a command that is printed to be copied, as the system's shells take it back whole. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@%+=-]+");

  /** A comma or an at sign is PowerShell's own; a percent sign that of cmd.exe. */
  private static final Pattern PLAIN_ON_WINDOWS = Pattern.compile("[A-Za-z0-9_./:+=\\\\-]+");

  private static final Pattern BEFORE_QUOTE = Pattern.compile("(\\\\*)(\"|$)");

  private ShellWord() {}

  /** For the system this program runs on. */
  public static String quoted(String word) {
    return quoted(word, File.separatorChar == '\\');
  }

  static String quoted(String word, boolean windows) {
    if ((windows ? PLAIN_ON_WINDOWS : PLAIN).matcher(word).matches()) {
      return word;
    }
    return windows ? "\"" + inDouble(word) + "\"" : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Backslashes are doubled before a quote alone, be it the last. */
  private static String inDouble(String word) {
    return BEFORE_QUOTE
        .matcher(word)
        .replaceAll(found -> "$1$1" + (found.group(2).isEmpty() ? "" : "\\\\\""));
  }
}
