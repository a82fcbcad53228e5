package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
  private static final URI URL = URI.create("https://senselink.local:8443/");

  @ParameterizedTest
  @CsvSource({
    "ftp://host, http",
    "host, http",
    "http://, http",
    "http:///path, host",
    "http://under_score:1, host",
    "http://user:pass@host, user",
    "http://host/?a=b, ?",
    "http://host/#a, '#'",
  })
  void an_address_that_cannot_work_is_refused_with_the_reason(String address, String reason) {
    URI uri = address.equals("http://") ? URI.create("//x") : URI.create(address);

    assertThatThrownBy(() -> ServerSettings.of(uri, "key", SecretText.of("s")))
        .isInstanceOf(UnusableSettingsException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("pass@");
  }

  @Test
  void a_slash_at_the_end_of_the_address_is_no_part_of_it() {
    assertThat(ServerSettings.of(URL, "key", SecretText.of("s")).server())
        .isEqualTo(URI.create("https://senselink.local:8443"));
  }

  @Test
  void limits_that_make_no_sense_are_refused() {
    ServerSettings good = ServerSettings.of(URL, "key", SecretText.of("s"));

    assertThatThrownBy(() -> good.withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
    assertThatThrownBy(() -> good.withLimits(0, 0)).hasMessageContaining("concurrency");
    assertThatThrownBy(() -> good.withLimits(1, -1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> good.withLimits(1, Double.NaN)).hasMessageContaining("rate");
    assertThatThrownBy(() -> ServerSettings.of(URL, " ", SecretText.of("s")))
        .hasMessageContaining("app key");
    assertThatThrownBy(() -> SecretText.of(" ")).hasMessageContaining("app secret");
  }

  @Test
  void printing_shows_neither_key_nor_secret() {
    ServerSettings settings = ServerSettings.of(URL, "the-key", SecretText.of("the-secret"));

    assertThat(settings.toString() + settings.appSecret())
        .contains("senselink.local")
        .doesNotContain("the-key", "the-secret");
  }

  @Test
  void secrets_are_equal_by_their_text() {
    assertThat(SecretText.of("a")).isEqualTo(SecretText.of("a")).isNotEqualTo(SecretText.of("b"));
  }
}
