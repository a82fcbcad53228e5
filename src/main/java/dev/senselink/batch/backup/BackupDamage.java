package dev.senselink.batch.backup;

/**
 * Something in a backup that is not as it was written.
 *
 * @param file which, below the backup
 * @param what is wrong with it, in words; names ids, never people
 */
public record BackupDamage(String file, String what) {
  /** As a line: of a foreign name nothing comes through that a terminal would obey. */
  @Override
  public String toString() {
    return shown(file) + ": " + shown(what);
  }

  /** A text with what cannot be seen written as Java would. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (isHidden(c)) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
