package dev.senselink.batch.api.stream;

import dev.senselink.batch.api.ApiMessages;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.client.Signer;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.transport.LibraryLogFilter;
import dev.senselink.batch.api.transport.NetworkErrorMessages;
import dev.senselink.batch.api.transport.TlsTrust;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the push of records (manual 6.5.2), connecting again whenever the connection breaks or
 * falls silent; each connection is signed anew. Its address carries key and signature and is
 * neither logged nor told. Proxy and certificates are as for the calls.
 */
public final class RecordPush {
  /** How often a connection is looked at for silence, and for a stop. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private final SenseLinkClient client;
  private final Machine machine;
  private final ServerSettings server;
  private final PushSettings settings;
  private final Signer signer;
  private final SSLContext tls;
  private final RetryingClient.Waiting waiting;
  private boolean everConnected;

  /** How one try ended: words for the user, and whether trying again makes no sense. */
  private record Try(boolean connected, String why, boolean hopeless) {}

  /** The push of records to a client's server; nothing is sent yet. */
  public static RecordPush of(SenseLinkClient client, PushSettings settings) {
    return new RecordPush(client, client.settings(), settings, client::waitFor);
  }

  RecordPush(
      SenseLinkClient client,
      ServerSettings server,
      PushSettings settings,
      RetryingClient.Waiting waiting) {
    LibraryLogFilter.ensure();
    this.client = client;
    this.machine = client.machine();
    this.server = server;
    this.settings = settings;
    this.signer = new Signer(server.appKey(), server.appSecret());
    this.tls = TlsTrust.context(server);
    this.waiting = waiting;
  }

  /**
   * Listens until the client is halted, the server refuses for good, or the patience is over.
   *
   * @return why it ended; {@link StopCause.Kind#STOPPED} if somebody asked for it
   */
  public StopCause listen(PushListener listener) {
    long since = machine.nanos();
    int failures = 0;
    while (!client.halted()) {
      Try last = once(listener);
      everConnected |= last.connected();
      if (last.connected()) {
        failures = 0;
        since = machine.nanos();
      }
      failures++;
      if (client.halted()) {
        break;
      }
      listener.cut(last.why());
      if (last.hopeless()) {
        return new StopCause(StopCause.Kind.FATAL_CODE, last.why());
      }
      Duration wait = settings.backoff(failures);
      Duration left = left(since);
      if (left != null && left.compareTo(wait) < 0) {
        return new StopCause(StopCause.Kind.OUTAGE, ApiMessages.words("push.outage", last.why()));
      }
      waiting.waitFor(wait);
    }
    return stopped();
  }

  private StopCause stopped() {
    Reply.Refusal<?> fatal = client.fatal();
    return fatal == null
        ? new StopCause(StopCause.Kind.STOPPED, "")
        : new StopCause(StopCause.Kind.FATAL_CODE, ErrorCodes.inWords(fatal.code()));
  }

  /** How long may still be tried; null = for ever. */
  private @Nullable Duration left(long since) {
    Duration most = everConnected ? settings.longestOutage() : settings.firstWait();
    return most == null ? null : most.minusNanos(machine.nanos() - since);
  }

  private Try once(PushListener listener) {
    PushConnection line = new PushConnection(machine, address(), tls, connectTime(), listener);
    machine.start("senselink-push", line);
    try {
      return attend(line);
    } finally {
      line.drop();
    }
  }

  private Duration connectTime() {
    return server.timeout().compareTo(LONGEST_CONNECT) < 0 ? server.timeout() : LONGEST_CONNECT;
  }

  /** Stays with a connection until it ends, falls silent, or nobody wants it any more. */
  private Try attend(PushConnection line) {
    while (!client.halted()) {
      PushConnection.End end = line.awaitEnd(LOOK);
      if (end != null) {
        return ended(line, end);
      }
      if (!line.wasOpen() && line.quiet().compareTo(connectTime().plus(LOOK)) > 0) {
        return new Try(false, ApiMessages.words("push.noConnection", settings.port()), false);
      }
      if (line.quiet().compareTo(settings.silence()) > 0) {
        String words = ApiMessages.words("push.silent", settings.silence().toSeconds());
        return new Try(line.wasConnected(), words, false);
      }
    }
    return new Try(line.wasConnected(), "", false);
  }

  private Try ended(PushConnection line, PushConnection.End end) {
    return switch (end) {
      case CUT ->
          line.wasOpen()
              ? new Try(line.wasConnected(), ApiMessages.words("push.cut"), false)
              : refused(line.httpStatus(), line.trouble());
      case FAILED -> new Try(line.wasConnected(), ErrorCodes.inWords(498), false);
      case DENIED -> denied();
    };
  }

  /**
   * The calls tell more of a refused key than the push does, and set the clock right by which it is
   * signed. If they are let in under the same key and the clock was not the reason, it is hopeless.
   */
  private Try denied() {
    long before = client.clock().signingMillis() - machine.wall().millis();
    Reply<Company> reply = client.send(OrganisationCalls.company());
    long after = client.clock().signingMillis() - machine.wall().millis();
    boolean otherClock = Math.abs(after - before) > Duration.ofMinutes(1).toMillis();
    boolean hopeless = reply instanceof Reply.Answer<Company> && !otherClock;
    return new Try(false, ApiMessages.words("push.denied"), hopeless);
  }

  private Try refused(int status, @Nullable IOException trouble) {
    if (status != 0) {
      return refused(status);
    }
    if (trouble instanceof SSLException) {
      return notYet(
          ApiMessages.words("push.tls", NetworkErrorMessages.beforeSending(trouble, null)));
    }
    if (trouble instanceof SocketTimeoutException) {
      return notYet(ApiMessages.words("push.noConnection", settings.port()));
    }
    return notYet(
        trouble instanceof ConnectException
            ? ApiMessages.words("push.unreachable", settings.port())
            : ApiMessages.words("push.cut"));
  }

  private static Try notYet(String why) {
    return new Try(false, why, false);
  }

  /** As for the calls: 404 and 405 are for good only while nothing has ever been right. */
  private Try refused(int status) {
    boolean login = status == 401 || status == 403;
    boolean elsewhere = status == 404 || status == 405;
    return new Try(
        false,
        ApiMessages.words("push.status", status, settings.port()),
        login || (elsewhere && !everConnected));
  }

  private URI address() {
    boolean tls = "https".equalsIgnoreCase(server.server().getScheme()) && !settings.plain();
    long now = client.clock().signingMillis();
    String path = "/websocket/record/" + server.appKey() + "/" + now + "/" + signer.sign(now);
    try {
      return new URI(
          tls ? "wss" : "ws", null, server.server().getHost(), settings.port(), path, null, null);
    } catch (URISyntaxException e) {
      // Without its cause, whose message is the address.
      throw new UnusableSettingsException(ApiMessages.words("push.address"));
    }
  }
}
