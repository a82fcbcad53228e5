package dev.senselink.batch.console.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;

/** Tells what requests are about whose address and form do not say it. */
public interface AuditDetails {
  /**
   * What a request is about, looked up before it is done: a line for each.
   *
   * @param what as a word with dots, e.g. {@code imports.start}
   * @return ids, numbers and words of the program, never a name; none if there is no more to tell
   */
  List<Map<String, String>> of(String what, HttpServletRequest request);
}
