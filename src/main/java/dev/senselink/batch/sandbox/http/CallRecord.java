package dev.senselink.batch.sandbox.http;

import java.time.Instant;

/**
 * One call that reached the server, apart from what it changed.
 *
 * @param seq from 1, in the order the calls were answered
 * @param operation the operationId; {@code unknown} for a path that is none
 * @param code of the envelope that was answered, the HTTP status without one, 0 for no answer
 * @param fault the kind of fault it met, blank for none; {@code LIMIT} for the concurrency limit
 */
public record CallRecord(long seq, String operation, Instant started, int code, String fault) {
  CallRecord numbered(long number) {
    return new CallRecord(number, operation, started, code, fault);
  }
}
