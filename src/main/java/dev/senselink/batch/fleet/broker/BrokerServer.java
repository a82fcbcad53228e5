package dev.senselink.batch.fleet.broker;

import static dev.senselink.batch.fleet.FleetMessages.words;

import dev.senselink.batch.disk.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.jspecify.annotations.Nullable;

/**
 * A broker in this process, for a fleet without one of its own. It listens on this machine alone,
 * unless it has a user and was told to listen to others. What it was given it still has after a
 * crash.
 */
final class BrokerServer implements AutoCloseable {
  private static final int JOURNAL = 1 << 20;

  private final ActiveMQServer server;

  private BrokerServer(ActiveMQServer server) {
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param folder where it keeps what it was given; nobody else's
   * @throws BrokerException if it cannot
   */
  static BrokerServer start(BrokerPlace place, Path folder) {
    try {
      PrivateFiles.folder(folder);
      ConfigurationImpl configuration = new ConfigurationImpl();
      String host = place.isOpen() ? "0.0.0.0" : place.host();
      configuration.setBrokerInstance(folder.toFile());
      configuration
          .setName("senselink")
          .setJournalDirectory(folder.resolve("journal").toString())
          .setBindingsDirectory(folder.resolve("bindings").toString())
          .setPagingDirectory(folder.resolve("paging").toString())
          .setLargeMessagesDirectory(folder.resolve("large").toString())
          .setJournalType(JournalType.NIO)
          .setJournalFileSize(JOURNAL)
          .setJMXManagementEnabled(false)
          .setMaxDiskUsage(-1)
          .setSecurityEnabled(!place.user().isEmpty())
          .addAddressSetting(
              "#",
              new AddressSettings()
                  .setMaxDeliveryAttempts(-1)
                  .setDeadLetterAddress(SimpleString.of(SitePost.DEAD)))
          .addAcceptorConfiguration(
              "tcp",
              "tcp://"
                  + host
                  + ":"
                  + place.port()
                  + "?protocols=CORE&useEpoll=false&useKQueue=false");
      ActiveMQServer server = new ActiveMQServerImpl(configuration, null, new OneUser(place));
      server.start();
      if (!server.waitForActivation(1, TimeUnit.MINUTES)) {
        throw new TimeoutException();
      }
      return new BrokerServer(server);
    } catch (Exception e) { // the library declares no narrower one
      throw new BrokerException(
          false, words("broker.noServer", place, folder, ToldOnce.kind(e)), e);
    }
  }

  /** Ends it; what it was given stays on the disk. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // as above
      throw new BrokerException(false, words("broker.noEnd", ToldOnce.kind(e)), e);
    }
  }

  /** The one who may do everything, if anybody has to say who he is. */
  private record OneUser(BrokerPlace place) implements ActiveMQSecurityManager {
    @Override
    public boolean validateUser(String user, String password) {
      return isSame(place.user(), user) & isSame(place.password(), password);
    }

    @Override
    public boolean validateUserAndRole(
        String user, String password, Set<Role> roles, CheckType type) {
      return validateUser(user, password);
    }

    private static boolean isSame(String one, @Nullable String other) {
      return other != null
          && MessageDigest.isEqual(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return place.toString();
    }
  }
}
