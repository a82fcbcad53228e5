package dev.senselink.batch.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Carries one call after the other through: limit, form, fault, latency, desk, answer. */
final class Exchanges {
  private static final int PAYLOAD_TOO_LARGE = 413;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private final SandboxSettings settings;
  private final SandboxClock clock;
  private final Gate gate;
  private final Desks desks;
  private final Faults faults;
  private final Traffic traffic;
  private final HeldConnections held = new HeldConnections();
  private final Set<EndPoint> busy = ConcurrentHashMap.newKeySet();

  Exchanges(
      SandboxSettings settings,
      SandboxClock clock,
      Gate gate,
      Desks desks,
      Faults faults,
      Traffic traffic) {
    this.settings = settings;
    this.clock = clock;
    this.gate = gate;
    this.desks = desks;
    this.faults = faults;
    this.traffic = traffic;
  }

  HeldConnections held() {
    return held;
  }

  /** Whether a call is at work on this connection. */
  boolean isBusy(EndPoint connection) {
    return busy.contains(connection);
  }

  void serve(Routes.Target target, Request request, Response response, Callback callback) {
    new One(target, request, response, callback).run();
  }

  /** A body that is no form of the manual's; answered by an HTTP status. */
  private static final class NoForm extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    NoForm(int status) {
      super("HTTP " + status);
      this.status = status;
    }
  }

  /** One call. */
  private final class One {
    private final Routes.Target target;
    private final Request request;
    private final Response response;
    private final EndPoint connection;
    private final Wire wire;
    private final Instant started = clock.now();
    private final long began = System.nanoTime();
    private int code;
    private String met = "";

    One(Routes.Target target, Request request, Response response, Callback callback) {
      this.target = target;
      this.request = request;
      this.response = response;
      this.connection = request.getConnectionMetaData().getConnection().getEndPoint();
      this.wire = new Wire(request, response, callback, this::leave);
    }

    private void leave() {
      busy.remove(connection);
      traffic.leave(target.operation().id(), started, System.nanoTime() - began, code, met);
    }

    void run() {
      busy.add(connection);
      int inFlight = traffic.enter();
      int limit = settings.concurrencyLimit();
      try {
        Form form = form();
        if (limit > 0 && inFlight > limit) {
          met = "LIMIT";
          response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
          send(Answer.html(settings.overLimitStatus(), "Too Many Requests"));
        } else {
          serve(form);
        }
      } catch (NoForm e) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(Answer.html(e.status, "Not a form"));
      } catch (Refusal refusal) {
        send(refusal.answer());
      } catch (IOException e) {
        met = "CLIENT_GONE";
        wire.reset();
      }
    }

    private void send(Answer answer) {
      code = answer.code();
      wire.send(answer);
    }

    private void serve(Form form) {
      Optional<FaultRule> fault = faults.next(target.operation(), form);
      fault.ifPresent(rule -> met = rule.kind().name());
      Duration latency = settings.latency().sample(target.operation().id(), faults.gaussian());
      Pause.of(latency.dividedBy(2));
      if (fault.isPresent() && fault.get().phase() == FaultPhase.BEFORE) {
        goWrongBefore(fault.get(), form, latency);
        return;
      }
      Answer answer = process(form);
      Pause.of(latency.minus(latency.dividedBy(2)));
      if (fault.isPresent()) {
        goWrong(fault.get(), answer);
      } else {
        send(answer);
      }
    }

    /** Nothing is processed, except where the fault is only slowness. */
    private void goWrongBefore(FaultRule rule, Form form, Duration latency) {
      boolean slowOnly = rule.kind() == FaultKind.DELAY || rule.kind() == FaultKind.DRIBBLE;
      if (rule.kind() == FaultKind.DELAY) {
        Pause.of(rule.delay());
      }
      Answer answer =
          slowOnly ? process(form) : new Refusal(99999, "refused by the sandbox").answer();
      Pause.of(latency.minus(latency.dividedBy(2)));
      if (rule.kind() == FaultKind.DELAY) {
        send(answer);
      } else {
        goWrong(rule, answer);
      }
    }

    private void goWrong(FaultRule rule, Answer answer) {
      switch (rule.kind()) {
        case HTTP_STATUS -> {
          if (rule.retryAfterSeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, rule.retryAfterSeconds());
          }
          send(Answer.html(rule.code(), "Fault on demand"));
        }
        case HTML_PAGE -> send(Answer.html(200, "Please log in"));
        case API_CODE -> send(new Refusal(rule.code(), "fault on demand").answer());
        case RESET -> wire.reset();
        case TRUNCATED -> wire.truncate(answer);
        case NO_ANSWER -> wire.hold(held);
        case DELAY -> {
          Pause.of(rule.delay());
          send(answer);
        }
        case DRIBBLE -> {
          code = answer.code();
          wire.dribble(answer, rule.delay());
        }
      }
    }

    private Answer process(Form form) {
      try {
        gate.check(target.operation(), form);
        form.check(target.operation());
        return desks.serve(target.operation(), form);
      } catch (Refusal refusal) {
        return refusal.answer();
      }
    }

    private Form form() throws IOException, NoForm {
      FormReader reader = new FormReader();
      if (request.getMethod().equals("POST")) {
        readBody(reader);
      } else {
        reader.urlEncoded(request.getHttpURI().getQuery());
      }
      if (!target.variable().isEmpty()) {
        reader.put(target.variable(), target.value());
      }
      return reader.form();
    }

    private void readBody(FormReader reader) throws IOException, NoForm {
      byte[] body = body();
      String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
      if (lower.startsWith("multipart/form-data")) {
        reader.multipart(type, body);
      } else if (lower.startsWith("application/x-www-form-urlencoded")) {
        reader.urlEncoded(new String(body, StandardCharsets.UTF_8));
      } else {
        throw new NoForm(UNSUPPORTED_MEDIA_TYPE);
      }
    }

    private byte[] body() throws IOException, NoForm {
      try (InputStream in = Request.asInputStream(request)) {
        byte[] body = in.readNBytes((int) settings.maxBody() + 1);
        if (body.length > settings.maxBody()) {
          throw new NoForm(PAYLOAD_TOO_LARGE);
        }
        return body;
      }
    }
  }
}
