package dev.senselink.batch.roster.cell;

import java.util.List;

/**
 * An option that says how to read the roster cannot be used (exit 2); all that is wrong at once.
 */
public final class RosterSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public RosterSettingsException(String problem) {
    super(problem);
  }

  public RosterSettingsException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
