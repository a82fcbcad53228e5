package dev.senselink.batch.sandbox;

import dev.senselink.batch.sandbox.call.IdNumberCipher;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.call.SandboxClock;
import dev.senselink.batch.sandbox.call.SandboxFiles;
import dev.senselink.batch.sandbox.desk.DeskContext;
import dev.senselink.batch.sandbox.desk.MisbehaviourSimulator;
import dev.senselink.batch.sandbox.desk.RecordDesk;
import dev.senselink.batch.sandbox.fault.FaultInjector;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.http.CallDispatcher;
import dev.senselink.batch.sandbox.http.CallRecord;
import dev.senselink.batch.sandbox.http.HttpReception;
import dev.senselink.batch.sandbox.http.OperationRoutes;
import dev.senselink.batch.sandbox.http.PushHub;
import dev.senselink.batch.sandbox.http.PushReception;
import dev.senselink.batch.sandbox.http.RequestGate;
import dev.senselink.batch.sandbox.http.ServiceTimes;
import dev.senselink.batch.sandbox.http.TrafficCounter;
import dev.senselink.batch.sandbox.picture.FaceAnalyzer;
import dev.senselink.batch.sandbox.world.CommitLog;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.PersonView;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import dev.senselink.batch.sandbox.world.StoredPhotos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server that behaves like SenseLink, inside this process. Safe between threads; several
 * processes may talk to it.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start()) {
 *   sandbox.script(FaultRule.on("createUser").after().reset().call(3).build());
 *   ... // talk to sandbox.url() with sandbox.appKey() and sandbox.appSecret()
 *   assertThat(sandbox.commits()).hasSize(10);
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxSettings settings;
  private final String appSecret;
  private final Path folder;
  private final Path secretFile;
  private final DeskContext office;
  private final SandboxClock clock;
  private final FaultInjector faults;
  private final TrafficCounter traffic = new TrafficCounter();
  private final CallDispatcher exchanges;
  private final OtherAdministrator bystander;
  private final SandboxListener listener;
  private final PushHub push;
  private boolean closed;

  private Sandbox(SandboxSettings settings) {
    this.settings = settings;
    this.clock = new SandboxClock(Clock.systemUTC(), settings.zone(), settings.clockSkew());
    this.appSecret = settings.appSecret() == null ? AppSecret.random() : settings.appSecret();
    this.folder = SandboxFiles.newFolder(settings.dataFolder());
    this.secretFile = AppSecret.write(folder.resolve("app-secret"), appSecret);
    this.office =
        new DeskContext(
            settings,
            clock,
            new SandboxWorld(clock.now()),
            new FaceAnalyzer(),
            new StoredPhotos(folder.resolve("photos")),
            new CommitLog(settings.commitsFile()),
            new MisbehaviourSimulator(settings.misbehaviours()));
    this.faults = new FaultInjector(settings.seed());
    faults.script(settings.faults());
    RequestGate gate = new RequestGate(settings.appKey(), appSecret, clock, settings);
    this.exchanges = new CallDispatcher(office, gate, faults, traffic);
    RecordDesk records = new RecordDesk(office, new IdNumberCipher());
    this.push = new PushHub(settings, records::fields);
    this.bystander = new OtherAdministrator(office, push);
    this.listener =
        new SandboxListener(
            settings,
            server ->
                new HttpReception(
                    new OperationRoutes(settings.departmentPaths()),
                    clock,
                    traffic,
                    exchanges,
                    new PushReception(push, gate, server)));
  }

  /** A well-behaved server on a free port of 127.0.0.1. */
  public static Sandbox start() {
    return start(SandboxSettings.standard());
  }

  /**
   * Starts a server; it listens when this returns.
   *
   * @throws UncheckedIOException when the port is taken or a file cannot be written
   */
  public static Sandbox start(SandboxSettings settings) {
    Sandbox sandbox = new Sandbox(settings);
    try {
      sandbox.listener.start();
      return sandbox;
    } catch (IOException e) {
      sandbox.close();
      String where = settings.bind() + ":" + settings.port() + " and " + settings.wsPort();
      throw new UncheckedIOException("the sandbox cannot listen on " + where, e);
    } catch (Exception e) {
      sandbox.close();
      throw new IllegalStateException("the sandbox did not start", e);
    }
  }

  /** Where it listens, without a trailing slash. */
  public URI url() {
    return listener.url();
  }

  /** Where it pushes records, at {@code /websocket/record/KEY/TIMESTAMP/SIGN}. */
  public int wsPort() {
    return listener.pushPort();
  }

  /** The push: how it goes wrong on demand, and who listens. */
  public PushHub push() {
    return push;
  }

  public String appKey() {
    return settings.appKey();
  }

  public String appSecret() {
    return appSecret;
  }

  /** A file (0600) with the secret and nothing else; it goes when the sandbox stops. */
  public Path appSecretFile() {
    return secretFile;
  }

  public long companyId() {
    return settings.companyId();
  }

  /** What really changed so far, in order, whatever was answered. */
  public List<CommittedChange> commits() {
    return office.commits().all();
  }

  /** The calls that were answered so far, or met a fault, in that order. */
  public List<CallRecord> calls() {
    return traffic.calls();
  }

  public ServiceTimes serviceTimes() {
    return traffic.serviceTimes();
  }

  /** Everybody, by id ascending, as the server holds them now. */
  public List<PersonView> people() {
    return bystander.people();
  }

  /** Adds rules to those in force. */
  public void script(FaultRule... rules) {
    faults.script(Arrays.asList(rules));
  }

  /** From now on nothing goes wrong. */
  public void clearFaults() {
    faults.clear();
  }

  /** From now on the server does these things wrong, and no others; none = it behaves. */
  public void misbehave(Misbehaviour... misbehaviours) {
    office.deviations().set(List.of(misbehaviours));
  }

  /** Moves the server's clock to be ahead of this machine's by so much. */
  public void skewClock(Duration ahead) {
    clock.skew(ahead);
  }

  /**
   * Lets so much time have passed since the start, in all: the server's day is a later one, and
   * nobody's clock is wrong.
   */
  public void passTime(Duration time) {
    clock.pass(time);
  }

  /** The photo with this SHA-256 (of the posted bytes, lower case) shows so many faces. */
  public void faceCount(String sha256, int faces) {
    office.eye().scriptFaces(sha256, faces);
  }

  /** The photo with this SHA-256 (of the posted bytes, lower case) is of this quality. */
  public void quality(String sha256, int qaCode) {
    office.eye().scriptQuality(sha256, qaCode);
  }

  /**
   * Somebody else adds a person; no commit is noted.
   *
   * @param type 1 staff, 2 guest
   * @param fields named as in the request forms and taken as they are; what is missing is blank,
   *     but a guest needs {@code dateTimeFrom} and {@code dateTimeTo}
   * @param photo null for none
   * @return the new id
   */
  public long addPerson(int type, Map<String, String> fields, byte @Nullable [] photo) {
    return bystander.add(type, fields, photo);
  }

  /** Somebody else changes the named fields of a person, or the photo; no commit is noted. */
  public void editPerson(long id, Map<String, String> fields, byte @Nullable [] photo) {
    bystander.edit(id, fields, photo);
  }

  /** Somebody else deletes a person; no commit is noted. */
  public void removePerson(long id) {
    bystander.remove(id);
  }

  /** Somebody (0: a stranger) is seen at the first device; answers the record's id. */
  public long addRecord(long personId, Instant when) {
    return bystander.addRecord(personId, when);
  }

  /** The other administrator, for what the API cannot do or show. */
  public OtherAdministrator bystander() {
    return bystander;
  }

  /**
   * Closes every connection that has no call at work, as a server or firewall does after a while.
   */
  public void cutIdleConnections() {
    listener.cut(connection -> !exchanges.isBusy(connection));
  }

  /** Connections that wait for an answer which never comes. */
  public int heldConnections() {
    return exchanges.held().count();
  }

  /** Stops, and removes photos and secret. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      exchanges.held().close();
      push.close();
      listener.stop();
      office.commits().close();
      office.photos().close();
      SandboxFiles.deleteFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox left files behind in " + folder, e);
    } catch (Exception e) {
      throw new IllegalStateException("the sandbox did not stop in order", e);
    }
  }
}
