package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.RetryingClient.Patience;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.cli.settings.SystemConfiguration;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.ListPart;
import dev.senselink.batch.job.RunEnvironment;
import dev.senselink.batch.job.SecretSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that talks to a server. */
public final class ConnectionOptions {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Option(names = "--server", paramLabel = "URL")
  @Nullable String server;

  @Option(names = "--app-key", paramLabel = "KEY")
  @Nullable String appKey;

  @Option(names = "--app-secret-file", paramLabel = "FILE")
  @Nullable
  public Path appSecretFile;

  @Option(names = "--sandbox")
  public boolean sandbox;

  @Option(names = "--ca-file", paramLabel = "PEM")
  @Nullable
  public Path caFile;

  @Option(names = "--insecure")
  public boolean insecure;

  @Mixin public DataFolderOptions where = new DataFolderOptions();
  @Mixin public DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--concurrency", paramLabel = "N", defaultValue = "8")
  int concurrency = 8;

  @Option(names = "--rate", paramLabel = "N", defaultValue = "0")
  double rate;

  @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "30")
  public double timeout = 30;

  @Option(names = "--tries", paramLabel = "N", defaultValue = "8")
  int tries = 8;

  @Option(names = "--outage-wait", paramLabel = "SECONDS")
  @Nullable Integer outageWait;

  @Option(names = "--same-server-as", paramLabel = "URL")
  @Nullable String sameServerAs;

  @Option(names = "--another-server")
  boolean anotherServer;

  @Option(names = "--time-zone", paramLabel = "ZONE")
  @Nullable String timeZone;

  @Option(names = "--image-path", paramLabel = "PATH", defaultValue = "/v1/image/2/{id}")
  String imagePath = "/v1/image/2/{id}";

  private static final double LONGEST_TIMEOUT = 86_400;

  private RunEnvironment world = RunEnvironment.real();
  private boolean examined;
  private boolean installing;
  private @Nullable SecretText answered;
  private @Nullable ConnectionSettings unconfirmed;
  private @Nullable OwnSandbox started;

  /** Of which list the one that is imported is a part; {@code null} where it is whole. */
  public @Nullable ListPart part() {
    return world.part();
  }

  /** The command runs in another world. */
  public void in(RunEnvironment other) {
    world = other;
  }

  /**
   * Everything a job needs to talk to the server; starts the sandbox where that is asked for.
   *
   * @param told warnings for the user
   */
  public ConnectionSettings open(Consumer<String> told) {
    check();
    if (sandbox) {
      return sandboxConnection(told);
    }
    mustUseServiceLedger();
    ConnectionWarnings.tell(this, told);
    ConnectionSettings connection = connection(serverAddress(), key(), secret());
    confirm(connection);
    if (!examined) { // who only looks leaves no trace
      database.takenBy(world.machine(), connection.data(), insecure, told);
    }
    return connection;
  }

  /** Unless another ledger is asked for, or the service is only being set up. */
  private void mustUseServiceLedger() {
    if (command != null && !installing && !new OptionOrigin(command).isTyped("--data")) {
      ServiceLedger.check(
          SystemConfiguration.FILE,
          serverAddress(),
          command.root().commandLine().getParseResult().originalArgs());
    }
  }

  /**
   * A secret of the environment goes to a server that only a file found in the folder names if the
   * two were used together before. Whoever types the server, or lets it be examined, says so.
   */
  private void confirm(ConnectionSettings connection) {
    OptionOrigin origin = new OptionOrigin(command);
    if (appSecretFile != null && !origin.isVariable("--app-secret-file")) {
      return;
    }
    KnownServers known = new KnownServers(connection.data());
    boolean found = origin.isFound("--server");
    if (examined) {
      unconfirmed = found ? connection : null; // who only looks leaves no trace
    } else if (!found) {
      known.remember(connection.server());
    } else {
      known.mustKnow(connection.server(), origin.of("--server"));
    }
  }

  /** The server's address as far as it is known, for a question to offer; blank if it is not. */
  public String serverOrBlank() {
    return server == null ? "" : server;
  }

  /** The app key as far as it is known, likewise. */
  public String appKeyOrBlank() {
    return appKey == null ? "" : appKey;
  }

  /** The server's zone as far as it is said, likewise. */
  public String timeZoneOrBlank() {
    return timeZone == null ? "" : timeZone;
  }

  /** What somebody answered takes the place of what was known. */
  public void answerServer(String address) {
    server = address;
  }

  /** Likewise, with the secret that was typed. */
  public void answer(String key, SecretText secret) {
    appKey = key;
    answered = secret;
  }

  /** Likewise; blank for this machine's. */
  public void answerZone(String zone) {
    timeZone = zone.isEmpty() ? null : zone;
  }

  /** Whether everything is said that a server has to be asked with; it may be wrong. */
  public boolean isComplete() {
    boolean secretSaid =
        appSecretFile != null
            || new OptionOrigin(command).environment().containsKey("SENSELINK_APP_SECRET");
    return server != null && appKey != null && secretSaid;
  }

  /**
   * The secret that options or environment name.
   *
   * @throws UsageException if there is none, or its file cannot be read
   */
  public SecretText readSecret() {
    OptionOrigin origin = new OptionOrigin(command);
    SecretSource source = world.secret();
    boolean isFile = appSecretFile != null && origin.isTyped("--app-secret-file");
    Optional<SecretText> said = isFile ? Optional.empty() : source.secret();
    if (said.isPresent()) {
      SecretReader.mustBeFor("--secret-command", server, source.secondLine(), source.mustBeBound());
      return said.get();
    }
    return SecretReader.read(appSecretFile, origin.environment(), server, source.mustBeBound());
  }

  /** The server is to be examined: whether it is the right one is what is asked. */
  public void skipServerConfirmation() {
    examined = true;
  }

  /** The service of this machine is being set up: there is no ledger to be kept to yet. */
  public void skipServiceCheck() {
    installing = true;
  }

  /** What was examined is well, and from now on known. */
  public void rememberServer() {
    if (unconfirmed != null) {
      new KnownServers(unconfirmed.data()).remember(unconfirmed.server());
    }
  }

  /**
   * Whether the server could be asked, as far as that can be told without asking it.
   *
   * @throws UsageException if address, key or secret is missing or cannot be read
   */
  public void mustBeComplete() {
    if (!sandbox) {
      serverAddress();
      key();
      secret();
    }
  }

  private URI serverAddress() {
    if (server == null) {
      throw new UsageException(words("option.server.none"));
    }
    return ServerAddress.of(server, "--server");
  }

  private String key() {
    if (appKey == null) {
      throw new UsageException(words("option.appKey.none"));
    }
    return appKey;
  }

  public ZoneId zone() {
    return zone(timeZone);
  }

  /** The zone an option says; this machine's if it says none. */
  public static ZoneId zone(@Nullable String said) {
    try {
      return said == null ? ZoneId.systemDefault() : ZoneId.of(said);
    } catch (DateTimeException e) {
      throw new UsageException(words("option.timeZone", said));
    }
  }

  /**
   * The identity of the server at an address that is not this command's: host and port.
   *
   * @param named where it stands, as it is told
   * @throws UsageException if it is no address
   */
  public static String addressOf(String text, String named) {
    return ConnectionSettings.address(ServerAddress.of(text, named));
  }

  /** The server's address where that alone is usable, else {@code null}. */
  @Nullable
  public URI addressAlone() {
    try {
      return server == null ? null : ServerAddress.of(server, "--server");
    } catch (UsageException e) {
      return null;
    }
  }

  /** Ends the sandbox, if one was started. */
  public void close() {
    OwnSandbox own = started;
    started = null;
    if (own != null) {
      own.close();
    }
  }

  private ConnectionSettings sandboxConnection(Consumer<String> told) {
    OwnSandbox own = new OwnSandbox();
    started = own;
    // What environment or file says is for the real server; each sandbox is another one.
    if (where.data == null || !new OptionOrigin(command).isTyped("--data")) {
      where.data = own.dataFolder();
    }
    OptionOrigin origin = new OptionOrigin(command);
    if (!examined && origin.isTyped("--database")) {
      if (!origin.isTyped("--data")) {
        throw new UsageException(words("option.database.sandbox"));
      }
      database.takenBy(world.machine(), where.folder(), insecure, told);
    }
    return connection(own.url(), own.appKey(), own.appSecret());
  }

  private ConnectionSettings connection(URI address, String key, SecretText secret) {
    ServerSettings settings =
        new ServerSettings(
            address,
            key,
            secret,
            Duration.ofMillis(Math.round(timeout * 1000)),
            concurrency,
            rate,
            caFile,
            insecure,
            imagePath);
    Patience patience = patienceFor(Duration.ofSeconds(300));
    URI known = sameServerAs == null ? null : ServerAddress.of(sameServerAs, "--same-server-as");
    RunEnvironment around = anotherServer ? world.with(world.others().allOther()) : world;
    return new ConnectionSettings(settings, patience, where.folder(), known, zone()).in(around);
  }

  /** The patience with a server: an outage may last so long unless a limit was given. */
  public Patience patienceFor(Duration outage) {
    Duration given = outageLimit();
    return Patience.of(tries, given == null ? outage : given, firstWait());
  }

  /** How long an outage may last; null if nothing was said. */
  @Nullable
  public Duration outageLimit() {
    return outageWait == null ? null : Duration.ofSeconds(outageWait);
  }

  /** How long the first answer may take. */
  public Duration firstWait() {
    return Duration.ofSeconds(outageWait == null ? 10 : outageWait);
  }

  /** The port of the push: the sandbox's own where that was started. */
  public int pushPort(int said) {
    return started == null ? said : started.pushPort();
  }

  /** Whether a server was asked for with the command, not only named in the settings. */
  public boolean isTyped() {
    OptionOrigin origin = new OptionOrigin(command);
    return origin.isTyped("--server") || origin.isTyped("--sandbox");
  }

  /**
   * Each option by itself.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    atLeast(concurrency, 1, "--concurrency");
    atLeast(tries, 1, "--tries");
    if (!(timeout >= 0.001 && timeout <= LONGEST_TIMEOUT)) {
      throw new UsageException(words("option.timeout"));
    }
    if (!(rate >= 0 && rate <= Integer.MAX_VALUE)) {
      throw new UsageException(words("option.rate"));
    }
    if (outageWait != null) {
      atLeast(outageWait, 0, "--outage-wait");
    }
    if (caFile != null && !Files.isReadable(caFile)) {
      throw new UsageException(
          words(Files.exists(caFile) ? "option.caFile.forbidden" : "option.caFile.none", caFile));
    }
    if (server != null) {
      ServerAddress.of(server, "--server");
    }
    database.check();
    zone();
  }

  private static void atLeast(int value, int least, String option) {
    if (value < least) {
      throw new UsageException(words("option.atLeast", option, least));
    }
  }

  private SecretText secret() {
    return answered == null ? readSecret() : answered;
  }
}
