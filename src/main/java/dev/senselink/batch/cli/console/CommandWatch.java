package dev.senselink.batch.cli.console;

import dev.senselink.batch.job.StopSwitch;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a command that is run inside a process with other work: it hears how far it has come, and
 * it stops it, since signals are for the process and not for the command.
 */
public abstract class CommandWatch {
  private static final ThreadLocal<@Nullable CommandWatch> HERE = new ThreadLocal<>();

  /** The watch over what this thread runs; {@code null} for a command that was typed. */
  static @Nullable CommandWatch here() {
    return HERE.get();
  }

  /** Whether somebody watches what this thread runs, and so sees how it ends. */
  public static boolean isThere() {
    return here() != null;
  }

  /** Has a command run under this watch, on this thread; gives its exit code back. */
  public final int over(IntSupplier command) {
    HERE.set(this);
    try {
      return command.getAsInt();
    } finally {
      HERE.remove();
    }
  }

  /** From now on this stops it in order. */
  protected abstract void begins(StopSwitch stop);

  /** So many rows of so many have an outcome. */
  protected abstract void rows(long done, long total);
}
