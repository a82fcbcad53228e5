package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.disk.FileExposure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is weak about the way to the server, said each run and not only by {@code doctor}. */
public final class ConnectionWarnings {
  private ConnectionWarnings() {}

  static void tell(ConnectionOptions options, Consumer<String> told) {
    if (options.insecure) {
      told.accept(words("option.insecure"));
    }
    URI server = options.addressAlone();
    if (server != null
        && "http".equalsIgnoreCase(server.getScheme())
        && !isHere(server.getHost())) {
      told.accept(words("option.http", server));
    }
    secretFile(options.appSecretFile, "--app-secret-file", told);
    Path authorities = options.caFile;
    if (authorities != null && !options.insecure) {
      FileErrorMessages.changeable(authorities)
          .ifPresent(why -> told.accept(words("option.caFile.changeable", authorities, why)));
    }
  }

  /** A file that holds a secret, a password or a key. */
  public static void secretFile(@Nullable Path file, String option, Consumer<String> told) {
    if (file == null) {
      return;
    }
    FileErrorMessages.changeable(file)
        .ifPresent(why -> told.accept(words("option.secret.changeable", option, file, why)));
    try {
      if (FileExposure.of(file).readable()) {
        told.accept(words("option.readable", option, file));
      }
    } catch (IOException e) {
      // Whoever reads it says why it cannot be read.
    }
  }

  /** Whether what is sent there stays on this machine; the address as typed, nobody is asked. */
  static boolean isHere(String host) {
    if ("localhost".equalsIgnoreCase(host)) {
      return true;
    }
    try {
      boolean number = host.matches("[0-9.]+|\\[?[0-9a-fA-F:.]+]?");
      return number && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
