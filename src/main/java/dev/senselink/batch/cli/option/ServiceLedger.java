package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.settings.SystemConfiguration;
import dev.senselink.batch.language.ShellWord;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One ledger for one server: the service of this machine keeps the ledger of its server, and
 * whoever else talks to that server would begin a second one. Two would not know each other's
 * lists, and people missing from one would be shut out though the other has them.
 */
final class ServiceLedger {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private ServiceLedger() {}

  /**
   * Lets pass who is the service's user, or talks to another server.
   *
   * @param file the service's configuration
   * @param args what was typed behind the program's name
   * @throws UsageException with the command that is to be typed instead
   */
  static void check(Path file, URI server, List<String> args) {
    Optional<SystemConfiguration> service = SystemConfiguration.read(file);
    if (service.isEmpty() || !isSame(service.get().server(), server)) {
      return;
    }
    Optional<String> owner = service.get().owner();
    if (owner.isPresent()) {
      throw new UsageException(
          words(
              "option.service",
              server,
              service.get().data(),
              owner.get(),
              String.join(" ", NextCommandLine.program(), typed(args))));
    }
  }

  private static boolean isSame(String named, URI server) {
    try {
      return place(ServerAddress.of(named, "server")).equals(place(server));
    } catch (UsageException e) {
      return false;
    }
  }

  private static String place(URI server) {
    String scheme = server.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? HTTPS : HTTP;
    return server.getHost().toLowerCase(Locale.ROOT)
        + ":"
        + (server.getPort() < 0 ? usual : server.getPort());
  }

  /** A key is not repeated: what is printed may be kept where keys must not be. */
  private static String typed(List<String> args) {
    List<String> shown = new ArrayList<>();
    for (String arg : args) {
      boolean key = !shown.isEmpty() && shown.get(shown.size() - 1).equals("--app-key");
      shown.add(key ? "KEY" : arg.startsWith("--app-key=") ? "--app-key=KEY" : arg);
    }
    return shown.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
  }
}
