/**
 * An embedded server that behaves like SenseLink Enterprise V1.9.0-p: in memory, stateful, every
 * operation of the manual, with faults on demand. For tests, the demo and trying things out.
 *
 * <p>Start with {@link dev.senselink.batch.sandbox.Sandbox}; what it does differently on request is
 * in {@link dev.senselink.batch.sandbox.fault.SandboxSettings} and {@link
 * dev.senselink.batch.sandbox.fault.FaultRule}. It knows nothing of the client, not even its
 * signing: a mistake made on both sides would pass every test.
 */
@NullMarked
package dev.senselink.batch.sandbox;

import org.jspecify.annotations.NullMarked;
