package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.call.SandboxClock;
import dev.senselink.batch.sandbox.desk.DeskContext;
import dev.senselink.batch.sandbox.desk.DeskRouter;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultInjector;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What all calls share on their way through. */
public final class CallDispatcher {
  private final DeskContext office;
  private final RequestGate gate;
  private final DeskRouter desks;
  private final FaultInjector faults;
  private final TrafficCounter traffic;
  private final FormIntake intake;
  private final HeldConnections held = new HeldConnections();
  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();

  public CallDispatcher(
      DeskContext office, RequestGate gate, FaultInjector faults, TrafficCounter traffic) {
    this.office = office;
    this.gate = gate;
    this.desks = new DeskRouter(office);
    this.faults = faults;
    this.traffic = traffic;
    this.intake = new FormIntake(office.settings().maxBody());
  }

  void serve(OperationRoutes.Target target, Request request, Response response, Callback callback) {
    new CallHandler(this, target, request, response, callback).run();
  }

  /** Signature, form, desk. Every refusal is an answer. */
  CallAnswer process(Operation operation, CallForm form) {
    try {
      gate.check(operation, form);
      form.check(operation);
      return desks.serve(operation, form);
    } catch (CallRefusedException refusal) {
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
    CallLatency latency = office.settings().latency();
    double gaussian = latency.sigma() > 0 ? faults.gaussian() : 0;
    return latency.sample(operation.id(), gaussian);
  }

  SandboxSettings settings() {
    return office.settings();
  }

  SandboxClock clock() {
    return office.clock();
  }

  FaultInjector faults() {
    return faults;
  }

  FormIntake intake() {
    return intake;
  }

  public HeldConnections held() {
    return held;
  }
}
