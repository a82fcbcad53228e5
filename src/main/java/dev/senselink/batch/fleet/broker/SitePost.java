package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import java.time.Duration;
import java.time.Instant;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one database's sites on a broker. What was taken out of it is back there unless it
 * is said to be done, whatever becomes of who took it. Not for several threads.
 */
final class SitePost implements SiteSender, AutoCloseable {
  /** Where what nobody can read ends up. */
  static final String DEAD = "senselink.dead";

  private static final int SHORT_NAME = 16;

  private final BrokerPlace place;
  private final ServerLocator locator;
  private final ClientSessionFactory factory;
  private final ClientSession session;
  private final ClientProducer producer;
  private final SimpleString queue;
  private @Nullable ClientConsumer consumer;
  private volatile boolean cut;

  /** What was received, until one of its ends is called. */
  final class Delivery {
    private final ClientMessage message;

    Delivery(ClientMessage message) {
      this.message = message;
    }

    /** What stands in it; {@code ""} if that is no text. */
    String text() {
      try {
        SimpleString read = message.getReadOnlyBodyBuffer().readNullableSimpleString();
        return read == null ? "" : read.toString();
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        return "";
      }
    }

    /** It is dealt with. */
    void done() {
      inOrder(
          () -> {
            message.acknowledge();
            session.commit();
          });
    }

    /** It comes again, to anybody, in a while. */
    void later(Instant when) {
      ClientMessage copy = written(text(), message.getExpiration());
      copy.putLongProperty(Message.HDR_SCHEDULED_DELIVERY_TIME, when.toEpochMilli());
      moved(queue, copy);
    }

    /** Nobody can read it: whoever looks for its sender finds it as it was. */
    void dead() {
      ClientMessage copy = session.createMessage(message.getType(), true);
      ActiveMQBuffer body = message.getReadOnlyBodyBuffer();
      byte[] bytes = new byte[body.readableBytes()];
      body.readBytes(bytes);
      copy.getBodyBuffer().writeBytes(bytes);
      moved(SimpleString.of(DEAD), copy);
    }

    private void moved(SimpleString to, ClientMessage copy) {
      inOrder(
          () -> {
            producer.send(to, copy);
            message.acknowledge();
            session.commit(); // both or neither
          });
    }

    /** It is back at once. */
    void back() {
      inOrder(session::rollback);
    }
  }

  private interface Call {
    void run() throws ActiveMQException;
  }

  private SitePost(
      BrokerPlace place,
      ServerLocator locator,
      ClientSessionFactory factory,
      ClientSession session,
      SimpleString queue)
      throws ActiveMQException {
    this.place = place;
    this.locator = locator;
    this.factory = factory;
    this.session = session;
    this.queue = queue;
    make(queue);
    make(SimpleString.of(DEAD));
    this.producer = session.createProducer();
    factory.addFailoverListener(what -> cut = true);
    session.start();
  }

  /**
   * Goes there.
   *
   * @param database what the database is known by
   * @throws BrokerException if nobody answers, or not to this user
   */
  static SitePost open(BrokerPlace place, String database) {
    ServerLocator locator = null;
    try {
      locator = ActiveMQClient.createServerLocator(place.url());
      locator.setInitialConnectAttempts(1);
      ClientSessionFactory factory = locator.createSessionFactory();
      ClientSession session =
          factory.createSession(place.user(), place.password(), false, false, false, false, 0);
      String name = database.substring(0, Math.min(SHORT_NAME, database.length()));
      SimpleString queue = SimpleString.of("senselink.sites." + name);
      return known(place, locator, factory, session, queue);
    } catch (Exception e) { // the library declares no narrower one
      if (locator != null) {
        locator.close();
      }
      throw e instanceof BrokerException told ? told : failed(place, e);
    }
  }

  /** Of somebody whom the broker knows: what it refuses now is a right. */
  private static SitePost known(
      BrokerPlace place,
      ServerLocator locator,
      ClientSessionFactory factory,
      ClientSession session,
      SimpleString queue)
      throws ActiveMQException {
    try {
      return new SitePost(place, locator, factory, session, queue);
    } catch (ActiveMQSecurityException e) {
      throw new BrokerException(true, words("broker.rights", place, queue, DEAD), e);
    }
  }

  private void make(SimpleString name) throws ActiveMQException {
    if (!session.queueQuery(name).isExists()) {
      try {
        session.createQueue(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST));
      } catch (ActiveMQException e) {
        if (e.getType() != ActiveMQExceptionType.QUEUE_EXISTS) { // somebody was faster
          throw e;
        }
      }
    }
  }

  private static BrokerException failed(BrokerPlace place, Exception e) {
    ActiveMQExceptionType type =
        e instanceof ActiveMQException known
            ? known.getType()
            : ActiveMQExceptionType.GENERIC_EXCEPTION;
    return type == ActiveMQExceptionType.SECURITY_EXCEPTION
        ? new BrokerException(true, words("broker.user", place), e)
        : new BrokerException(false, words("broker.away", place, e.getClass().getSimpleName()), e);
  }

  private void inOrder(Call call) {
    try {
      call.run();
    } catch (ActiveMQException e) {
      throw failed(place, e);
    }
  }

  private ClientMessage written(String text, long expires) {
    ClientMessage message = session.createMessage(Message.TEXT_TYPE, true);
    message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(text));
    message.setExpiration(expires);
    return message;
  }

  /**
   * The library goes on by itself once somebody answers again. That may be another broker at the
   * same place, which has no such queue and never said so: one would wait there for ever.
   */
  private void mustBeWhole() {
    if (cut) {
      throw failed(place, new ActiveMQDisconnectedException());
    }
  }

  @Override
  public void send(String text, Instant expires) {
    mustBeWhole();
    inOrder(
        () -> {
          producer.send(queue, written(text, expires.toEpochMilli()));
          session.commit();
        });
  }

  @Override
  public long count() {
    mustBeWhole();
    try {
      return session.queueQuery(queue).getMessageCount();
    } catch (ActiveMQException e) {
      throw failed(place, e);
    }
  }

  /**
   * The next text, {@code null} if none comes in time.
   *
   * @throws BrokerException also once the connection was cut, whether or not somebody answers again
   */
  @Nullable Delivery receive(Duration atMost) {
    mustBeWhole();
    try {
      ClientConsumer from = consumer;
      if (from == null) {
        from = session.createConsumer(queue);
        consumer = from;
      }
      ClientMessage message = from.receive(atMost.toMillis());
      return message == null ? null : new Delivery(message);
    } catch (ActiveMQException e) {
      throw failed(place, e);
    }
  }

  /** Leaves; may be called by any thread. */
  @Override
  public void close() {
    factory.close();
    locator.close();
  }
}
