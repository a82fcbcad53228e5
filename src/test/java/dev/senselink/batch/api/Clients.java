package dev.senselink.batch.api;

import dev.senselink.batch.machine.Machine;
import java.net.URI;
import java.time.Duration;

/** Clients for tests: in a hurry, and with a key and a secret that are easy to look for. */
final class Clients {
  static final String KEY = "app-key-of-the-test";
  static final String SECRET = "the-secret-of-the-test";

  private Clients() {}

  static ServerSettings settings(URI url) {
    return ServerSettings.of(url, KEY, Secret.of(SECRET)).withTimeout(Duration.ofSeconds(20));
  }

  static SenseLink to(ScriptedServer server) {
    return SenseLink.open(settings(server.url()));
  }

  static SenseLink to(ScriptedServer server, Machine machine) {
    return SenseLink.open(settings(server.url()), machine, Wire.http());
  }

  static SenseLink to(ScriptedServer server, Duration timeout) {
    return SenseLink.open(settings(server.url()).withTimeout(timeout));
  }

  static UserFields ana() {
    return UserFields.named("Ana").jobNumber("A1").build();
  }
}
