package dev.senselink.batch.cli.directory;

import java.util.ArrayList;
import java.util.List;

/** The groups of an option, separated by commas; a backslash makes a comma a part of the name. */
final class GroupListOption {
  private GroupListOption() {}

  /** The names, blanks around them taken off; none for {@code none}. */
  static List<String> of(String option) {
    if (option.strip().equals("none")) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < option.length(); i++) {
      char c = option.charAt(i);
      if (c == '\\' && i + 1 < option.length() && option.charAt(i + 1) == ',') {
        name.append(',');
        i++;
      } else if (c == ',') {
        add(names, name);
      } else {
        name.append(c);
      }
    }
    add(names, name);
    return List.copyOf(names);
  }

  private static void add(List<String> names, StringBuilder name) {
    String stripped = name.toString().strip();
    if (!stripped.isEmpty()) {
      names.add(stripped);
    }
    name.setLength(0);
  }
}
