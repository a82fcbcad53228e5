package dev.senselink.batch.notify.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A mail that keeps its id in every try, and knows how far it has gone out. */
final class OutgoingMessage extends MimeMessage {
  private final @Nullable String id;
  private boolean begun;
  private boolean written;

  /**
   * @param id that of the try before, {@code null} for the first
   */
  OutgoingMessage(Session session, @Nullable String id) {
    super(session);
    this.id = id;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    if (id == null) {
      super.updateMessageID();
    } else {
      setHeader("Message-ID", id);
    }
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    begun = true;
    super.writeTo(out, ignored);
    written = true;
  }

  /** Whether the server was being given it. */
  boolean isBegun() {
    return begun;
  }

  /** Whether the server was given all of it: it may have taken it, whatever is heard after. */
  boolean isWritten() {
    return written;
  }
}
