package dev.senselink.batch.fleet.broker;

/** The broker cannot be used. The message says where and what to do. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unfit;

  /**
   * @param unfit whether trying again would not help: wrong configuration
   */
  BrokerException(boolean unfit, String message, Throwable cause) {
    super(message, cause);
    this.unfit = unfit;
  }

  public boolean isUnfit() {
    return unfit;
  }
}
