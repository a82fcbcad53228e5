/**
 * The sandbox's network side, on Jetty: takes requests in, checks signature and limits, spoils what
 * a fault rule says, answers, and pushes records. Inside of the sandbox but for PushHub, CallRecord
 * and ServiceTimes, which tests look at.
 */
@NullMarked
package dev.senselink.batch.sandbox.http;

import org.jspecify.annotations.NullMarked;
