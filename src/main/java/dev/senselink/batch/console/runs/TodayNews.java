package dev.senselink.batch.console.runs;

import java.util.List;
import java.util.Map;

/** What Today has to say beside the runs, told by whoever has the pages for it. */
public interface TodayNews {
  /** What needs somebody, as tiles: {@code path} (may be blank), {@code title, text, tone}. */
  List<Map<String, String>> todo();

  /** How things stand: {@code name, value}. */
  List<Map<String, String>> facts();

  /** Whether the checks are being made just now. */
  boolean isChecking();
}
