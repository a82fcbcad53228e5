package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.fleet.broker.BrokerPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which broker the sites of a fleet go to other machines. */
public final class BrokerOptions {
  @Option(names = "--broker", paramLabel = "tcp://HOST:PORT")
  @Nullable String broker;

  @Option(names = "--broker-user-file", paramLabel = "FILE")
  @Nullable Path userFile;

  @Option(names = "--broker-password-file", paramLabel = "FILE")
  @Nullable Path passwordFile;

  @Option(names = "--broker-ca-file", paramLabel = "PEM")
  @Nullable Path authorities;

  /** Whether one is named. */
  public boolean isGiven() {
    return broker != null;
  }

  /**
   * The broker that is named; {@code null} if none is.
   *
   * @param insecure whether others may listen on the way there
   * @param told warnings for the user
   * @throws UsageException if what is said is not enough, or others may listen
   */
  public @Nullable BrokerPlace place(boolean insecure, Consumer<String> told) {
    if (broker == null) {
      if (Stream.of(userFile, passwordFile, authorities).anyMatch(Objects::nonNull)) {
        throw new UsageException(words("option.broker.none"));
      }
      return null;
    }
    if ((userFile == null) != (passwordFile == null)) {
      throw new UsageException(words("option.broker.user"));
    }
    BrokerPlace place =
        BrokerPlace.of(broker)
            .orElseThrow(() -> new UsageException(words("option.broker")))
            .protectedBy(authorities == null ? null : authorities.toAbsolutePath(), insecure);
    if (userFile != null && passwordFile != null) {
      ConnectionWarnings.secretFile(passwordFile, "--broker-password-file", told);
      place = place.by(firstLine(userFile), firstLine(passwordFile));
    }
    if (place.isExposed()) {
      told.accept(words("option.broker.insecure", place));
    }
    return place;
  }

  private static String firstLine(Path file) {
    try {
      String first =
          TrustedFile.text(file, TrustedFile.SECRET).lines().findFirst().orElse("").strip();
      if (first.isEmpty()) {
        throw new UsageException(words("option.secret.empty", file));
      }
      return first;
    } catch (IOException e) {
      throw new UsageException(
          words("option.secret.unreadable", file, FileErrorMessages.words(file, e)));
    }
  }
}
