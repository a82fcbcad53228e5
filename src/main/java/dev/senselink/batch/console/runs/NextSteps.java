package dev.senselink.batch.console.runs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people can do next elsewhere in the console, told by whoever has the pages for it. */
public interface NextSteps {
  /**
   * What can be done about a run, as its page shows it.
   *
   * @return values of {@code stopAt}, {@code continueAt} and {@code planId}, {@code ""} for nothing
   */
  Map<String, String> of(RunCatalog.Entry run);

  /** Imports that somebody has begun and not started, as tiles. */
  List<Map<String, Object>> begun();

  /** Who holds the data folder besides this console, in words; {@code null} if nobody does. */
  @Nullable String holder();
}
