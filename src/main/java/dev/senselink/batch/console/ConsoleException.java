package dev.senselink.batch.console;

import org.jspecify.annotations.Nullable;

/** The console cannot be opened; nothing was started. */
public final class ConsoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConsoleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
