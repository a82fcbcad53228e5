package dev.senselink.batch.simulation;

/**
 * The program with one of its protections switched off, by one replacement in one source file.
 *
 * @param name which protection
 * @param file below {@code src/main/java/dev/senselink/batch}
 * @param original what stands there exactly once
 * @param instead what stands there in the mutant
 */
record ProgramMutant(String name, String file, String original, String instead) {
  @Override
  public String toString() {
    return name;
  }
}
