package dev.senselink.batch.roster.cell;

import java.util.ArrayList;
import java.util.List;

/** Separators that a backslash makes literal. A backslash before anything else is itself. */
public final class CellEscapes {
  /** What a backslash makes literal in a cell of departments or groups, a leading # apart. */
  static final String SPECIAL = "/>;\\";

  private CellEscapes() {}

  /** Cuts at each separator that no backslash protects; the backslashes stay in the parts. */
  public static List<String> split(String text, String separators) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
      } else if (separators.indexOf(c) >= 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Takes the backslash off a special character, and off a leading {@code #}. */
  static String unescape(String text) {
    return unescape(text.startsWith("\\#") ? text.substring(1) : text, SPECIAL);
  }

  public static String unescape(String text, String special) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escape = c == '\\' && i + 1 < text.length();
      if (escape && (special.indexOf(text.charAt(i + 1)) >= 0 || text.charAt(i + 1) == '\\')) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }

  /** The text written so that {@link #unescape} gives it back and no separator cuts it. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.startsWith("#") ? "\\" : "");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
