package dev.senselink.batch.notify.web;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.NoticeChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Sends the notice to a chat room or a program that listens. */
public final class WebhookChannel implements NoticeChannel {
  private final SecretAddress address;
  private final WebhookFormat format;
  private final WebSender sender;

  /**
   * @param caFile the authorities that are trusted beside the JVM's own
   */
  public WebhookChannel(SecretAddress address, WebhookFormat format, @Nullable Path caFile) {
    this(address, format, new WebSender(caFile));
  }

  WebhookChannel(SecretAddress address, WebhookFormat format, WebSender sender) {
    this.address = address;
    this.format = format;
    this.sender = sender;
  }

  @Override
  public String name() {
    return words("webhook.name", address.host());
  }

  @Override
  public Attempt send(EndedJob end) {
    return sender.post(address, format.body(end), format::judge);
  }
}
