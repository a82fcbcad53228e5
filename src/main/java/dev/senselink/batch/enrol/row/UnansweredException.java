package dev.senselink.batch.enrol.row;

import dev.senselink.batch.api.Reply;

/** A question to the server got no answer that decides it; carries the reply that says why. */
public final class UnansweredException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Reply<?> reply;

  public UnansweredException(Reply<?> reply) {
    super(reply.words(), null, false, false);
    this.reply = reply;
  }

  public Reply<?> reply() {
    return reply;
  }
}
