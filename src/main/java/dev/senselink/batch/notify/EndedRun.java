package dev.senselink.batch.notify;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one command ended, with nobody in it: no name, no number, no face.
 *
 * @param input the file's or folder's own name, {@code ""} for none
 * @param sentence what happened, with its counts
 * @param counts by the names that {@code summary.json} has for them
 * @param next the next command, or in words what to do; {@code ""} for nothing
 * @param report where the report is, {@code null} for none
 * @param page the console's address of it, {@code ""} where none is set
 * @param interrupted whether somebody stopped it
 * @param limited whether it was to do a part of the work only
 */
public record EndedRun(
    String input,
    int exitCode,
    String sentence,
    Map<String, Long> counts,
    String next,
    @Nullable Path report,
    String page,
    boolean interrupted,
    boolean limited) {
  public EndedRun {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** One of all the work, that is on no console's page. */
  public EndedRun(
      String input,
      int exitCode,
      String sentence,
      Map<String, Long> counts,
      String next,
      @Nullable Path report,
      boolean interrupted) {
    this(input, exitCode, sentence, counts, next, report, "", interrupted, false);
  }

  /** The same with something to do next. */
  public EndedRun withNext(String todo) {
    return new EndedRun(
        input, exitCode, sentence, counts, todo, report, page, interrupted, limited);
  }
}
