package dev.senselink.batch.simulation;

import java.util.List;

/**
 * The program with one of its protections switched off, by replacements in one source file.
 *
 * @param name which protection
 * @param file below {@code src/main/java/dev/senselink/batch}
 * @param changes what is replaced
 */
record ProgramMutant(String name, String file, List<SourceChange> changes) {
  /**
   * One replacement.
   *
   * @param original what stands there exactly once
   */
  record SourceChange(String original, String instead) {}

  ProgramMutant {
    changes = List.copyOf(changes);
  }

  static ProgramMutant of(String name, String file, String original, String instead) {
    return new ProgramMutant(name, file, List.of(new SourceChange(original, instead)));
  }

  /** The same with one more replacement. */
  ProgramMutant and(String original, String instead) {
    List<SourceChange> more = new java.util.ArrayList<>(changes);
    more.add(new SourceChange(original, instead));
    return new ProgramMutant(name, file, more);
  }

  /**
   * The changed source.
   *
   * @throws IllegalStateException if the source is not as this expects it
   */
  String in(String source) {
    String changed = source;
    for (SourceChange change : changes) {
      int at = changed.indexOf(change.original());
      if (at < 0 || changed.indexOf(change.original(), at + 1) >= 0) {
        throw new IllegalStateException(
            name + ": not exactly once in " + file + ": " + change.original());
      }
      changed = changed.replace(change.original(), change.instead());
    }
    return changed;
  }

  @Override
  public String toString() {
    return name;
  }
}
