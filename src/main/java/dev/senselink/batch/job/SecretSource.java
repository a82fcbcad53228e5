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
}
