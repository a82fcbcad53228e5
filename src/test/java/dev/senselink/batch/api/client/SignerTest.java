package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.SecretText;
import org.junit.jupiter.api.Test;

class SignerTest {
  private final Signer signer = new Signer("key", SecretText.of("2323dsfadfewrasa3434"));

  @Test
  void the_signature_is_the_one_of_the_manual() {
    assertThat(signer.sign(1477881215000L)).isEqualTo("e5ef72ef839bdf5397b4906b199b9fbf");
  }

  @Test
  void every_request_carries_key_time_and_signature() {
    assertThat(signer.fields(1477881215000L))
        .containsEntry("app_key", "key")
        .containsEntry("timestamp", "1477881215000")
        .containsEntry("sign", "e5ef72ef839bdf5397b4906b199b9fbf")
        .hasSize(3);
  }
}
