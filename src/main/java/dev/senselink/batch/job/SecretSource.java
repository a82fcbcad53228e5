package dev.senselink.batch.job;

import dev.senselink.batch.api.SecretText;
import java.util.Optional;

/** Where the secret of a server comes from for which no file is named. */
public interface SecretSource {
  /** Nowhere but the environment. */
  SecretSource NONE = Optional::empty;

  /**
   * Reads it, at the moment at which it is needed.
   *
   * @return empty where this is no source of secrets
   * @throws RuntimeException if it cannot be had, with what to do in words
   */
  Optional<SecretText> secret();

  /** The line below the secret, once it was read; {@code server: ADDRESS} binds it to a server. */
  default String secondLine() {
    return "";
  }

  /** Whether a secret is refused that does not say for which server it is, wherever it stands. */
  default boolean mustBeBound() {
    return false;
  }

  /** The same source where an order from elsewhere names the server that the secret goes to. */
  default SecretSource binding() {
    SecretSource same = this;
    return new SecretSource() {
      @Override
      public Optional<SecretText> secret() {
        return same.secret();
      }

      @Override
      public String secondLine() {
        return same.secondLine();
      }

      @Override
      public boolean mustBeBound() {
        return true;
      }
    };
  }
}
