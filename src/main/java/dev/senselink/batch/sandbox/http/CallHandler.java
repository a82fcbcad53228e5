package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.fault.FaultKind;
import dev.senselink.batch.sandbox.fault.FaultPhase;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.ServerPause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One call on its way: form, limit, fault, latency, desk, answer. */
final class CallHandler {
  private static final int RETRY_SECONDS = 1;

  private final CallDispatcher house;
  private final OperationRoutes.Target target;
  private final Request request;
  private final Response response;
  private final EndPoint connection;
  private final AnswerSender wire;
  private final Instant started;
  private final long began = System.nanoTime();
  private int code;
  private String met = "";
  private boolean left;

  CallHandler(
      CallDispatcher house,
      OperationRoutes.Target target,
      Request request,
      Response response,
      Callback callback) {
    this.house = house;
    this.target = target;
    this.request = request;
    this.response = response;
    this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
    this.wire = new AnswerSender(request, response, callback, this::leave);
    this.started = house.clock().now();
  }

  void run() {
    int inFlight = house.enter(connection);
    try {
      CallForm form = house.intake().form(request, target);
      int limit = house.settings().concurrencyLimit();
      if (limit > 0 && inFlight > limit) {
        met = "LIMIT";
        response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
        send(CallAnswer.html(house.settings().overLimitStatus(), "Too Many Requests"));
      } else {
        serve(form);
      }
    } catch (FormIntake.NoForm e) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      send(CallAnswer.html(e.status(), "Not a form"));
    } catch (CallRefusedException refusal) {
      send(refusal.answer());
    } catch (IOException e) {
      met = "CLIENT_GONE";
      wire.reset();
    } finally {
      // Also when the sandbox itself is at fault: a call must not stay in flight for ever.
      leave();
    }
  }

  private void leave() {
    if (!left) {
      left = true;
      long nanos = System.nanoTime() - began;
      house.leave(
          connection, new CallRecord(0, target.operation().id(), started, code, met), nanos);
    }
  }

  private void send(CallAnswer answer) {
    code = answer.code();
    wire.send(answer);
  }

  private void serve(CallForm form) {
    Optional<FaultRule> fault = house.faults().ruleFor(target.operation(), form);
    fault.ifPresent(rule -> met = rule.kind().name());
    Duration latency = house.latency(target.operation());
    Duration firstHalf = latency.dividedBy(2);
    ServerPause.of(firstHalf);
    boolean before = fault.isPresent() && fault.get().phase() == FaultPhase.BEFORE;
    if (before && fault.get().kind() == FaultKind.DELAY) {
      ServerPause.of(fault.get().delay());
    }
    CallAnswer answer =
        before && !fault.get().kind().isOnlySlow()
            ? new CallRefusedException(CallRefusedException.UNKNOWN, "refused by the sandbox")
                .answer()
            : house.process(target.operation(), form);
    ServerPause.of(latency.minus(firstHalf));
    if (fault.isPresent()) {
      goWrong(fault.get(), answer);
    } else {
      send(answer);
    }
  }

  private void goWrong(FaultRule rule, CallAnswer answer) {
    switch (rule.kind()) {
      case HTTP_STATUS -> {
        if (rule.retryAfterSeconds() > 0) {
          response.getHeaders().put(HttpHeader.RETRY_AFTER, rule.retryAfterSeconds());
        }
        send(CallAnswer.html(rule.code(), "Fault on demand"));
      }
      case HTML_PAGE -> send(CallAnswer.html(200, "Please log in"));
      case API_CODE -> send(new CallRefusedException(rule.code(), "fault on demand").answer());
      case RESET -> wire.reset();
      case TRUNCATED -> wire.truncate(answer);
      case NO_ANSWER -> wire.hold(house.held());
      case DELAY -> {
        if (rule.phase() == FaultPhase.AFTER) {
          ServerPause.of(rule.delay());
        }
        send(answer);
      }
      case DRIBBLE -> {
        code = answer.code();
        wire.dribble(answer, rule.delay());
      }
    }
  }
}
