package dev.senselink.batch.enrol.row;

/**
 * The server does not behave as its manual says, so going on could do harm: the run ends (exit code
 * 4). The message names what was seen and what to do.
 */
public final class ServerMisbehaviourException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerMisbehaviourException(String message) {
    super(message);
  }
}
