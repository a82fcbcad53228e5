package dev.senselink.batch.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A proxy sees the signature of every request to a server without TLS, and it opens that server for
 * half an hour: so none is used that was not named to this program's own Java.
 */
@Tag("slow")
class ForeignProxyTest {
  @TempDir Path folder;
  private Sandbox sandbox;
  private ScriptedServer proxy;

  @BeforeEach
  void open() {
    sandbox = Sandbox.start();
    proxy = ScriptedServer.answering(ScriptedServer.http(403, "text/html", "no"));
  }

  @AfterEach
  void close() {
    proxy.close();
    sandbox.close();
  }

  @Test
  void what_other_programs_find_in_the_environment_is_not_used() {
    String address = proxy.url().toString();

    int exit =
        company(
            Map.of(
                "http_proxy", address,
                "HTTP_PROXY", address,
                "https_proxy", address,
                "HTTPS_PROXY", address,
                "all_proxy", address,
                "ALL_PROXY", address));

    assertThat(exit).isZero();
    assertThat(proxy.received()).isEmpty();
    assertThat(sandbox.calls()).isNotEmpty();
  }

  /** As networks need it that have no other way out. */
  @Test
  void the_one_that_is_named_to_java_is() {
    URI address = proxy.url();

    int exit =
        company(
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dhttp.nonProxyHosts= -Dhttp.proxyHost=%s -Dhttp.proxyPort=%d"
                    .formatted(address.getHost(), address.getPort())));

    assertThat(exit).isEqualTo(4);
    assertThat(proxy.received()).isNotEmpty();
    assertThat(sandbox.calls()).isEmpty();
  }

  private int company(Map<String, String> more) {
    Map<String, String> environment = new LinkedHashMap<>(more);
    environment.put("SENSELINK_APP_KEY", sandbox.appKey());
    environment.put("SENSELINK_APP_SECRET", sandbox.appSecret());
    String[] args = {"company", "--server", sandbox.url().toString(), "--outage-wait", "0"};
    try (OtherProcess program = OtherProcess.start(folder, environment, Main.class, args)) {
      program.restOfLines();
      return program.exitCode();
    }
  }
}
