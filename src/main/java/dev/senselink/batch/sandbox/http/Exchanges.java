package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.Answer;
import dev.senselink.batch.sandbox.call.Form;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.call.Refusal;
import dev.senselink.batch.sandbox.call.SandboxClock;
import dev.senselink.batch.sandbox.desk.Desks;
import dev.senselink.batch.sandbox.desk.Office;
import dev.senselink.batch.sandbox.fault.Faults;
import dev.senselink.batch.sandbox.fault.Latency;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What all calls share on their way through. */
public final class Exchanges {
  private final Office office;
  private final Gate gate;
  private final Desks desks;
  private final Faults faults;
  private final Traffic traffic;
  private final FormIntake intake;
  private final HeldConnections held = new HeldConnections();
  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();

  public Exchanges(Office office, Gate gate, Faults faults, Traffic traffic) {
    this.office = office;
    this.gate = gate;
    this.desks = new Desks(office);
    this.faults = faults;
    this.traffic = traffic;
    this.intake = new FormIntake(office.settings().maxBody());
  }

  void serve(Routes.Target target, Request request, Response response, Callback callback) {
    new Exchange(this, target, request, response, callback).run();
  }

  /** Signature, form, desk. Every refusal is an answer. */
  Answer process(Operation operation, Form form) {
    try {
      gate.check(operation, form);
      form.check(operation);
      return desks.serve(operation, form);
    } catch (Refusal refusal) {
      return refusal.answer();
    }
  }

  /** A call comes in on this connection; answers how many are in flight with it. */
  int enter(EndPoint connection) {
    busy.add(connection);
    return traffic.enter();
  }

  void leave(EndPoint connection, CallRecord call, long nanos) {
    busy.remove(connection);
    traffic.leave(call, nanos);
  }

  /** Whether a call is at work on this connection. */
  public boolean isBusy(EndPoint connection) {
    return busy.contains(connection);
  }

  Duration latency(Operation operation) {
    Latency latency = office.settings().latency();
    double gaussian = latency.sigma() > 0 ? faults.gaussian() : 0;
    return latency.sample(operation.id(), gaussian);
  }

  SandboxSettings settings() {
    return office.settings();
  }

  SandboxClock clock() {
    return office.clock();
  }

  Faults faults() {
    return faults;
  }

  FormIntake intake() {
    return intake;
  }

  public HeldConnections held() {
    return held;
  }
}
