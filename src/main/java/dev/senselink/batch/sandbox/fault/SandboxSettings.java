package dev.senselink.batch.sandbox.fault;

import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.call.AcceptedSpelling;
import dev.senselink.batch.sandbox.call.DepartmentPaths;
import dev.senselink.batch.sandbox.call.FilterMode;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.call.PushSpelling;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox is like. Start from {@link #standard()} and change what a test is about.
 *
 * <pre>{@code
 * Sandbox.start(SandboxSettings.standard().withLatency(Latency.fixed(Duration.ofMillis(50))));
 * }</pre>
 *
 * @param bind address to listen on; anything but a loopback address makes the sandbox reachable
 *     from outside
 * @param port 0 picks a free one
 * @param wsPort of the push; 0 picks a free one
 * @param heartbeat how often those who listen to the push are told that it is there
 * @param pushSpelling under which names records are pushed
 * @param appKey the key that is let in
 * @param appSecret its secret; null makes a random one
 * @param companyId of the one company
 * @param companyName of the one company
 * @param validFrom start of the licence, server-local time
 * @param validTo its end; outside, every call but that for the company is answered 20001
 * @param clockSkew how far the server's clock is ahead of this machine's
 * @param zone the server's local time
 * @param spelling of the three fields that the manual spells two ways
 * @param filters how user/list compares
 * @param departmentPaths where departments are served
 * @param canForce what 30002 answers as {@code can_force}; 0 also refuses {@code force=1}
 * @param similarNamesOneself a person updated with a photo like the stored one is refused 30002
 *     naming that very person
 * @param misbehaviours what it silently does wrong
 * @param latency how long a call takes
 * @param faults faults from the start on; more by {@link Sandbox#script}
 * @param concurrencyLimit calls in flight above it are refused; 0 = no limit
 * @param overLimitStatus with which HTTP status, 429 or 503
 * @param idleTimeout after which a connection without a call is closed
 * @param maxBody bytes of a request; more is answered HTTP 413
 * @param seed of everything left to chance
 * @param dataFolder the sandbox makes a folder of its own (0700) in it and removes it at the end;
 *     null = the system's temporary folder
 * @param commitsFile one JSON line for each commit is appended to it (0600); null = not written
 */
public record SandboxSettings(
    String bind,
    int port,
    int wsPort,
    Duration heartbeat,
    PushSpelling pushSpelling,
    String appKey,
    @Nullable String appSecret,
    long companyId,
    String companyName,
    LocalDateTime validFrom,
    LocalDateTime validTo,
    Duration clockSkew,
    ZoneId zone,
    AcceptedSpelling spelling,
    FilterMode filters,
    DepartmentPaths departmentPaths,
    int canForce,
    boolean similarNamesOneself,
    List<Misbehaviour> misbehaviours,
    CallLatency latency,
    List<FaultRule> faults,
    int concurrencyLimit,
    int overLimitStatus,
    Duration idleTimeout,
    long maxBody,
    long seed,
    @Nullable Path dataFolder,
    @Nullable Path commitsFile) {
  public SandboxSettings {
    misbehaviours = List.copyOf(misbehaviours);
    faults = List.copyOf(faults);
  }

  /** A well-behaved, fast server on a free port of 127.0.0.1, licensed until 2099. */
  public static SandboxSettings standard() {
    return new SandboxSettingsDraft().settings();
  }

  private SandboxSettings with(Consumer<SandboxSettingsDraft> change) {
    SandboxSettingsDraft draft = new SandboxSettingsDraft(this);
    change.accept(draft);
    return draft.settings();
  }

  public SandboxSettings withBind(String bind) {
    return with(draft -> draft.bind = bind);
  }

  public SandboxSettings withPort(int port) {
    return with(draft -> draft.port = port);
  }

  public SandboxSettings withWsPort(int wsPort) {
    return with(draft -> draft.wsPort = wsPort);
  }

  public SandboxSettings withHeartbeat(Duration heartbeat) {
    return with(draft -> draft.heartbeat = heartbeat);
  }

  public SandboxSettings withPushSpelling(PushSpelling pushSpelling) {
    return with(draft -> draft.pushSpelling = pushSpelling);
  }

  public SandboxSettings withAppKey(String key, String secret) {
    return with(
        draft -> {
          draft.appKey = key;
          draft.appSecret = secret;
        });
  }

  public SandboxSettings withCompany(long id, String name) {
    return with(
        draft -> {
          draft.companyId = id;
          draft.companyName = name;
        });
  }

  public SandboxSettings withLicence(LocalDateTime from, LocalDateTime to) {
    return with(
        draft -> {
          draft.validFrom = from;
          draft.validTo = to;
        });
  }

  public SandboxSettings withClockSkew(Duration clockSkew) {
    return with(draft -> draft.clockSkew = clockSkew);
  }

  public SandboxSettings withZone(ZoneId zone) {
    return with(draft -> draft.zone = zone);
  }

  public SandboxSettings withSpelling(AcceptedSpelling spelling) {
    return with(draft -> draft.spelling = spelling);
  }

  public SandboxSettings withFilters(FilterMode filters) {
    return with(draft -> draft.filters = filters);
  }

  public SandboxSettings withDepartmentPaths(DepartmentPaths departmentPaths) {
    return with(draft -> draft.departmentPaths = departmentPaths);
  }

  public SandboxSettings withCanForce(int canForce) {
    return with(draft -> draft.canForce = canForce);
  }

  public SandboxSettings withSimilarNamesOneself(boolean similarNamesOneself) {
    return with(draft -> draft.similarNamesOneself = similarNamesOneself);
  }

  public SandboxSettings withMisbehaviours(Misbehaviour... all) {
    return with(
        draft -> {
          draft.misbehaviours = List.of(all);
        });
  }

  public SandboxSettings withLatency(CallLatency latency) {
    return with(draft -> draft.latency = latency);
  }

  public SandboxSettings withFaults(List<FaultRule> all) {
    return with(
        draft -> {
          draft.faults = all;
        });
  }

  public SandboxSettings withConcurrencyLimit(int limit, int httpStatus) {
    return with(
        draft -> {
          draft.concurrencyLimit = limit;
          draft.overLimitStatus = httpStatus;
        });
  }

  public SandboxSettings withIdleTimeout(Duration idleTimeout) {
    return with(draft -> draft.idleTimeout = idleTimeout);
  }

  public SandboxSettings withMaxBody(long maxBody) {
    return with(draft -> draft.maxBody = maxBody);
  }

  public SandboxSettings withSeed(long seed) {
    return with(draft -> draft.seed = seed);
  }

  public SandboxSettings withDataFolder(Path dataFolder) {
    return with(draft -> draft.dataFolder = dataFolder);
  }

  public SandboxSettings withCommitsFile(Path commitsFile) {
    return with(draft -> draft.commitsFile = commitsFile);
  }

  /** Without key and secret. */
  @Override
  public String toString() {
    return "SandboxSettings[" + bind + ":" + port + "]";
  }
}
