package dev.senselink.batch.console.runs;

import java.util.List;
import java.util.Map;

/** What people can do next elsewhere in the console, told by whoever has the pages for it. */
public interface NextSteps {
  /**
   * What can be done about a run, as its page shows it.
   *
   * @param now all runs as they stood when it was looked up
   * @return values of {@code stopAt}, {@code continueAt}, {@code planId}, {@code keepAt} and {@code
   *     said} (why its command ended early), {@code ""} for nothing
   */
  Map<String, String> of(RunCatalog.Entry run, RunCatalog.Snapshot now);

  /** What the command of a run said last for people, as long as the console remembers it. */
  List<String> lines(RunCatalog.Entry run);

  /** Imports that somebody has begun and not started, as tiles. */
  List<Map<String, Object>> begun(RunCatalog.Snapshot now);

  /** Who holds the data folder besides this console, in words; {@code ""} if nobody does. */
  String holder();

  /** The same of the jobs: one is at work from its first list to its last. */
  String jobHolder();
}
