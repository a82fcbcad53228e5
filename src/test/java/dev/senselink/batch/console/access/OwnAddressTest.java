package dev.senselink.batch.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which names a console may be called. */
class OwnAddressTest {
  /** As Java writes addresses; browsers write them shorter. */
  private final OwnAddress six =
      OwnAddress.of(Set.of("[2001:db8:0:0:0:0:0:5]", "door.example"), 8443);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2001:db8::5]:8443",
        "[2001:DB8::5]:8443",
        "[2001:db8:0:0:0:0:0:5]:8443",
        "[2001:0db8::0.0.0.5]:8443",
        "DOOR.example:8443"
      })
  void a_name_is_the_same_however_it_is_written(String host) {
    assertThat(six.isHost(host)).isTrue();
    assertThat(six.isOrigin("https://" + host, host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2001:db8::6]:8443",
        "[2001:db8::5]",
        "[2001:db8::5]:443",
        "2001:db8::5:8443",
        "[2001:db8::5]:8443.evil.example",
        "[2001:db8::5%evil]:8443",
        "[:]:8443",
        "[evil.example]:8443",
        "x@door.example:8443",
        "door.example:8443, evil.example",
        "door.example.:8443",
        ""
      })
  void any_other_is_foreign(String host) {
    assertThat(six.isHost(host)).isFalse();
    assertThat(six.isOrigin("https://" + host, host)).isFalse();
  }

  @Test
  void an_origin_is_the_one_by_which_the_console_was_called() {
    assertThat(six.isOrigin("https://door.example:8443", "[2001:db8::5]:8443")).isFalse();
    assertThat(six.isOrigin("http://door.example:8443", "door.example:8443")).isFalse();
    assertThat(six.isOrigin("null", "door.example:8443")).isFalse();
    assertThat(six.isOrigin(null, "door.example:8443")).isFalse();
  }

  @Test
  void the_port_of_the_scheme_is_not_written() {
    OwnAddress known = OwnAddress.of(URI.create("https://console.example"));
    OwnAddress odd = OwnAddress.of(URI.create("https://console.example:8443"));

    assertThat(known.isHost("console.example")).isTrue();
    assertThat(odd.isHost("console.example:8443")).isTrue();
    for (String host : List.of("console.example:8443", "127.0.0.1")) {
      assertThat(known.isHost(host)).isFalse();
    }
    assertThat(odd.isHost("console.example")).isFalse();
  }
}
