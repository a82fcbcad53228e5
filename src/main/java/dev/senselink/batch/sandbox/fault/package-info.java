/**
 * What a sandbox is like and how calls go wrong on demand: settings, fault rules, latency. Door:
 * SandboxSettings, FaultRule and CallLatency. The first rule that hits wins, and every rule counts
 * its calls.
 */
@NullMarked
package dev.senselink.batch.sandbox.fault;

import org.jspecify.annotations.NullMarked;
