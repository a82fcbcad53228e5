package dev.senselink.batch.api.stream;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.Handshakedata;

/** The protocol of the push, with an end to what a server may say before and after it agrees. */
final class BoundedPushHandshake extends Draft_6455 {
  /** In bytes, of status line and headers together. */
  static final int MOST = 1 << 16;

  private final int longestMessage;

  /**
   * @param longestMessage in bytes
   */
  BoundedPushHandshake(int longestMessage) {
    super(List.of(), longestMessage);
    this.longestMessage = longestMessage;
  }

  /** Asked again with all that came so far whenever something comes. */
  @Override
  public Handshakedata translateHandshake(ByteBuffer soFar) throws InvalidHandshakeException {
    if (soFar.remaining() > MOST) {
      throw new InvalidHandshakeException("> " + MOST);
    }
    return super.translateHandshake(soFar);
  }

  @Override
  public Draft copyInstance() {
    return new BoundedPushHandshake(longestMessage);
  }
}
