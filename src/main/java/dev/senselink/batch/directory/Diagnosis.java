package dev.senselink.batch.directory;

/**
 * What one probe found: a line of the doctor's table.
 *
 * @param check what was looked at, a word that scripts may rely on
 * @param found what was found; no secret, nobody's name
 * @param remedy what to do about it; blank where nothing is to be done
 */
public record Diagnosis(String check, Level level, String found, String remedy) {
  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** It works, but somebody should know. */
    WARN,
    /** An import would stop, or leave something out. */
    BAD
  }

  public static Diagnosis ok(String check, String found) {
    return new Diagnosis(check, Level.OK, found, "");
  }

  public static Diagnosis warn(String check, String found, String remedy) {
    return new Diagnosis(check, Level.WARN, found, remedy);
  }

  public static Diagnosis bad(String check, String found, String remedy) {
    return new Diagnosis(check, Level.BAD, found, remedy);
  }
}
