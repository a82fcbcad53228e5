package dev.senselink.batch.sandbox.fault;

import dev.senselink.batch.sandbox.call.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One way in which calls go wrong on demand. Make one with {@link #on}, e.g. "the third create
 * commits, then its answer is lost":
 *
 * <pre>{@code
 * FaultRule.on("createUser").after().reset().call(3).build();
 * }</pre>
 *
 * <p>A file for {@code sandbox --faults} is a JSON array of objects with these keys, all optional
 * but {@code kind}:
 *
 * <pre>{@code
 * [ {"operation": "createUser",  // an operationId, "getImage" or "*" (default)
 *    "kind": "API_CODE",         // HTTP_STATUS HTML_PAGE API_CODE RESET TRUNCATED NO_ANSWER DELAY DRIBBLE
 *    "phase": "AFTER",           // BEFORE (default) or AFTER
 *    "code": 50001,              // for API_CODE
 *    "status": 503,              // for HTTP_STATUS
 *    "retryAfterSeconds": 2,     // for HTTP_STATUS
 *    "delayMillis": 100,         // for DELAY and DRIBBLE
 *    "rate": 0.05,               // share of the matching calls, by the seed; default 1
 *    "fromCall": 3,              // from the third matching call on; default 1
 *    "times": 1,                 // at most so often; default without end
 *    "field": "jobNumber",       // only calls whose parameter "field" ...
 *    "matches": "E0[0-9]+"}      // ... matches this regular expression as a whole
 * ]
 * }</pre>
 *
 * @param operation an operationId of the API description, {@code getImage}, or {@code *} for all
 * @param code the API code or the HTTP status, by {@code kind}; 0 for the other kinds
 * @param retryAfterSeconds 0 = no such header
 * @param rate share of the matching calls, 0 to 1
 * @param fromCall the first matching call that is counted, from 1
 * @param times at most so many calls go wrong
 * @param when looks at the call's parameters; auth values are not among them
 */
public record FaultRule(
    String operation,
    FaultKind kind,
    FaultPhase phase,
    int code,
    int retryAfterSeconds,
    Duration delay,
    double rate,
    int fromCall,
    int times,
    Predicate<Map<String, String>> when) {

  /** Every operation. */
  public static final String ANY = "*";

  public FaultRule {
    requireOperation(operation);
    if (rate < 0 || rate > 1 || fromCall < 1 || times < 0 || delay.isNegative()) {
      throw new IllegalArgumentException(
          "fault on " + operation + ": rate is 0 to 1, fromCall from 1 on, times and delay from 0");
    }
    if (kind == FaultKind.HTTP_STATUS && (code < 400 || code > 599)) {
      throw new IllegalArgumentException("fault on " + operation + ": status is 400 to 599");
    }
    if (kind == FaultKind.API_CODE && (code == 0 || code == 200)) {
      throw new IllegalArgumentException("fault on " + operation + ": code is an error code");
    }
  }

  /** A rule for one operation, by its operationId, or for {@link #ANY}. */
  public static Builder on(String operation) {
    return new Builder(operation);
  }

  /**
   * Reads the rules of a file; the format is described at {@link FaultRule}.
   *
   * @throws IllegalArgumentException naming the file, the rule and what is wrong with it
   */
  public static List<FaultRule> read(Path jsonFile) {
    return FaultFileReader.read(jsonFile);
  }

  static void requireOperation(String operation) {
    if (!operation.equals(ANY) && Operation.byId(operation).isEmpty()) {
      throw new IllegalArgumentException(
          "no operation is called " + operation + "; there are " + Operation.ids());
    }
  }

  boolean covers(Operation called) {
    return operation.equals(ANY) || operation.equals(called.id());
  }

  /** Collects a rule; without further words it is a 500 before processing, on every call. */
  public static final class Builder {
    private final String operation;
    private FaultKind kind = FaultKind.HTTP_STATUS;
    private FaultPhase phase = FaultPhase.BEFORE;
    private int code = 500;
    private int retryAfterSeconds;
    private Duration delay = Duration.ZERO;
    private double rate = 1;
    private int fromCall = 1;
    private int times = Integer.MAX_VALUE;
    private Predicate<Map<String, String>> when = values -> true;

    private Builder(String operation) {
      this.operation = operation;
    }

    /** Refused before processing (the standard). */
    public Builder before() {
      phase = FaultPhase.BEFORE;
      return this;
    }

    /** Committed, and then it goes wrong. */
    public Builder after() {
      phase = FaultPhase.AFTER;
      return this;
    }

    public Builder status(int status) {
      return kind(FaultKind.HTTP_STATUS, status);
    }

    public Builder retryAfter(int seconds) {
      retryAfterSeconds = seconds;
      return this;
    }

    public Builder htmlPage() {
      return kind(FaultKind.HTML_PAGE, 0);
    }

    public Builder apiCode(int apiCode) {
      return kind(FaultKind.API_CODE, apiCode);
    }

    public Builder reset() {
      return kind(FaultKind.RESET, 0);
    }

    public Builder truncated() {
      return kind(FaultKind.TRUNCATED, 0);
    }

    public Builder noAnswer() {
      return kind(FaultKind.NO_ANSWER, 0);
    }

    public Builder delay(Duration time) {
      delay = time;
      return kind(FaultKind.DELAY, 0);
    }

    /** The body comes a few bytes at a time, with this pause between them. */
    public Builder dribble(Duration pause) {
      delay = pause;
      return kind(FaultKind.DRIBBLE, 0);
    }

    public Builder rate(double share) {
      rate = share;
      return this;
    }

    /** Only the n-th matching call, from 1. */
    public Builder call(int n) {
      return fromCall(n).times(1);
    }

    public Builder fromCall(int n) {
      fromCall = n;
      return this;
    }

    public Builder times(int most) {
      times = most;
      return this;
    }

    public Builder when(Predicate<Map<String, String>> parameters) {
      when = parameters;
      return this;
    }

    /** Only calls with this value of a parameter, e.g. {@code jobNumber}. */
    public Builder where(String field, String value) {
      return when(values -> value.equals(values.get(field)));
    }

    Builder kind(FaultKind newKind, int newCode) {
      kind = newKind;
      code = newCode;
      return this;
    }

    public FaultRule build() {
      return new FaultRule(
          operation, kind, phase, code, retryAfterSeconds, delay, rate, fromCall, times, when);
    }
  }
}
