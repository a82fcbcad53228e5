package dev.senselink.batch.sandbox.fault;

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
import org.jspecify.annotations.Nullable;

/** Settings in the making: one place for the standard values, so that each wither is one line. */
final class SandboxSettingsDraft {
  String bind = "127.0.0.1";
  int port = 0;
  int wsPort = 0;
  Duration heartbeat = Duration.ofSeconds(10);
  PushSpelling pushSpelling = PushSpelling.TABLE;
  String appKey = "sandbox";
  @Nullable String appSecret = null;
  long companyId = 58;
  String companyName = "Sandbox Company";
  LocalDateTime validFrom = LocalDateTime.of(2018, 6, 15, 0, 0);
  LocalDateTime validTo = LocalDateTime.of(2099, 12, 31, 0, 0);
  Duration clockSkew = Duration.ZERO;
  ZoneId zone = ZoneId.systemDefault();
  AcceptedSpelling spelling = AcceptedSpelling.BOTH;
  FilterMode filters = FilterMode.EXACT;
  DepartmentPaths departmentPaths = DepartmentPaths.BOTH;
  int canForce = 1;
  boolean similarNamesOneself = false;
  List<Misbehaviour> misbehaviours = List.of();
  CallLatency latency = CallLatency.none();
  List<FaultRule> faults = List.of();
  int concurrencyLimit = 0;
  int overLimitStatus = 503;
  Duration idleTimeout = Duration.ofSeconds(60);
  long maxBody = 10_000_000L;
  long seed = 1L;
  @Nullable Path dataFolder = null;
  @Nullable Path commitsFile = null;

  SandboxSettingsDraft() {}

  SandboxSettingsDraft(SandboxSettings from) {
    bind = from.bind();
    port = from.port();
    wsPort = from.wsPort();
    heartbeat = from.heartbeat();
    pushSpelling = from.pushSpelling();
    appKey = from.appKey();
    appSecret = from.appSecret();
    companyId = from.companyId();
    companyName = from.companyName();
    validFrom = from.validFrom();
    validTo = from.validTo();
    clockSkew = from.clockSkew();
    zone = from.zone();
    spelling = from.spelling();
    filters = from.filters();
    departmentPaths = from.departmentPaths();
    canForce = from.canForce();
    similarNamesOneself = from.similarNamesOneself();
    misbehaviours = from.misbehaviours();
    latency = from.latency();
    faults = from.faults();
    concurrencyLimit = from.concurrencyLimit();
    overLimitStatus = from.overLimitStatus();
    idleTimeout = from.idleTimeout();
    maxBody = from.maxBody();
    seed = from.seed();
    dataFolder = from.dataFolder();
    commitsFile = from.commitsFile();
  }

  SandboxSettings settings() {
    return new SandboxSettings(
        bind,
        port,
        wsPort,
        heartbeat,
        pushSpelling,
        appKey,
        appSecret,
        companyId,
        companyName,
        validFrom,
        validTo,
        clockSkew,
        zone,
        spelling,
        filters,
        departmentPaths,
        canForce,
        similarNamesOneself,
        misbehaviours,
        latency,
        faults,
        concurrencyLimit,
        overLimitStatus,
        idleTimeout,
        maxBody,
        seed,
        dataFolder,
        commitsFile);
  }
}
