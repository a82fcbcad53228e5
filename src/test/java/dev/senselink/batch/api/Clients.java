package dev.senselink.batch.api;

import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.machine.Machine;
import java.net.URI;
import java.time.Duration;

/** Clients for tests: in a hurry, and with a key and a secret that are easy to look for. */
public final class Clients {
  public static final String KEY = "app-key-of-the-test";
  public static final String SECRET = "the-secret-of-the-test";

  private Clients() {}

  public static ServerSettings settings(URI url) {
    return ServerSettings.of(url, KEY, SecretText.of(SECRET)).withTimeout(Duration.ofSeconds(20));
  }

  public static SenseLinkClient to(ScriptedServer server) {
    return SenseLinkClient.open(settings(server.url()));
  }

  public static SenseLinkClient to(ScriptedServer server, Machine machine) {
    return SenseLinkClient.open(settings(server.url()), machine, ServerTransport.http());
  }

  public static SenseLinkClient to(ScriptedServer server, Duration timeout) {
    return SenseLinkClient.open(settings(server.url()).withTimeout(timeout));
  }

  public static UserFields ana() {
    return UserFields.named("Ana").jobNumber("A1").build();
  }
}
