package dev.senselink.batch.console.page;

/** What was asked for is not there. */
public final class NoSuchPageException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
