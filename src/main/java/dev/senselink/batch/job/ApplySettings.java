package dev.senselink.batch.job;

import dev.senselink.batch.ledger.plan.PlanHeader;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is to be carried out.
 *
 * @param file where it is
 * @param header what it says of itself, as the options of the import were read from it
 * @param age how old it may be, {@code null} for as long as it says itself
 * @param yes whether nobody is asked before people lose their groups
 */
public record ApplySettings(Path file, PlanHeader header, @Nullable Duration age, boolean yes) {
  /** The command's words joined by {@code -}. */
  public static final String COMMAND = "apply";
}
